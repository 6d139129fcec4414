import type { OnboardingView } from '@tenantatlas/core/browser';
import { useOnboardings, useSay } from '@tenantatlas/react-hooks';
import { EmptyState, OnboardingStatus, PagedList, Table, Time, type Column } from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import StartDialog from '../onboarding/start-dialog.tsx';
import { useOnboardingText, type OnboardingText } from '../onboarding/use-onboarding-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { useAddress } from '../ui/use-address.ts';

const filters = ['open', 'all'] as const;
type Filter = (typeof filters)[number];

/** The onboardings of a workspace, open ones first. Which are shown is in the address. */
export default function OnboardingsPage(): ReactNode {
  const text = useOnboardingText();
  const inConsole = useText();
  const { workspaceId, capabilities } = useThisWorkspace();
  const [isStarting, setStarting] = useState(false);
  const { value, hrefWith } = useAddress(paths.onboardings(workspaceId));
  const chosen = filters.find((one) => one === value('show')) ?? 'open';
  return (
    <Page
      title={inConsole('nav.onboarding')}
      about={text('onboarding.page.about')}
      action={
        <CapableButton
          held={capabilities}
          needs={['onboarding.manage']}
          variant="primary"
          onPress={() => setStarting(true)}
        >
          {text('onboarding.start')}
        </CapableButton>
      }
    >
      <Filters
        label={text('onboarding.page.filter')}
        filters={filters.map((filter) => ({
          id: filter,
          label: text(`onboarding.page.filter.${filter}`),
          href: hrefWith({ show: filter === 'open' ? null : filter }),
        }))}
        chosen={chosen}
      />
      <List filter={chosen} />
      {isStarting && <StartDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}

function List({ filter }: { readonly filter: Filter }): ReactNode {
  const text = useOnboardingText();
  const inConsole = useText();
  const inWords = useSay();
  const { workspaceId } = useThisWorkspace();
  const shown = useMemo(() => columns(text, inWords), [text, inWords]);
  return (
    <PagedList
      result={useOnboardings({ workspaceId, statuses: filter === 'open' ? ['open'] : null, limit: 25 })}
      skeleton={{ rows: 4 }}
      empty={
        <EmptyState
          title={text(`onboarding.page.empty.${filter}`)}
          action={
            filter === 'all' ? undefined : (
              <Link href={`${paths.onboardings(workspaceId)}?show=all`} className="button">
                {text('onboarding.page.empty.show_all')}
              </Link>
            )
          }
        >
          {text('onboarding.page.empty.text')}
        </EmptyState>
      }
    >
      {(onboardings) => (
        <Table label={inConsole('nav.onboarding')} columns={shown} rows={onboardings} keyOf={({ id }) => id} />
      )}
    </PagedList>
  );
}

function columns(text: OnboardingText, inWords: ReturnType<typeof useSay>): readonly Column<OnboardingView>[] {
  return [
    {
      id: 'name',
      title: text('onboarding.page.name'),
      narrow: 'main',
      cell: ({ workspaceId, id, tenantName, draftName }) => (
        <Link href={paths.onboarding(workspaceId, id)}>
          <bdi>{tenantName ?? draftName ?? text('onboarding.page.unnamed')}</bdi>
        </Link>
      ),
    },
    {
      id: 'state',
      title: text('onboarding.page.state'),
      narrow: 'aside',
      cell: (onboarding) => <OnboardingStatus onboarding={onboarding} />,
    },
    {
      id: 'step',
      title: text('onboarding.page.step'),
      narrow: 'detail',
      cell: ({ status, currentCheckpointLabel: label }) =>
        status === 'open' && label !== null ? inWords(label) : text('onboarding.page.step.none'),
    },
    {
      id: 'started-by',
      title: text('onboarding.page.started_by'),
      narrow: 'more',
      cell: ({ startedBy }) => <bdi>{inWords(startedBy.label)}</bdi>,
    },
    {
      id: 'updated',
      title: text('onboarding.page.updated'),
      isTime: true,
      narrow: 'note',
      cell: ({ updatedAt }) => <Time instant={updatedAt} isPlain />,
    },
  ];
}
