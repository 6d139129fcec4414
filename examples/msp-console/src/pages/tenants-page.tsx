import type { TenantView } from '@tenantatlas/core/browser';
import { useCreateTenant, useSay, useTenants } from '@tenantatlas/react-hooks';
import {
  EmptyState,
  lifecycleLabel,
  LifecycleBadge,
  PagedList,
  Table,
  Time,
  type Column,
} from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { idOf, idProblem } from '../ui/ids.ts';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';

const stages = ['active', 'onboarding', 'draft', 'archived'] as const;
const filters = ['current', 'all', ...stages] as const;
type Filter = (typeof filters)[number];

/** The tenants of a workspace, by lifecycle. The filter is in the address. */
export function TenantsPage(): ReactNode {
  const text = useText();
  const inWords = useSay();
  const [search] = useSearchParams();
  const { workspaceId, capabilities } = useThisWorkspace();
  const [isCreating, setCreating] = useState(false);
  const here = paths.tenants(workspaceId);
  const chosen = filters.find((one) => one === search.get('stage')) ?? 'current';
  const nameOf = (filter: Filter): string =>
    filter === 'current' || filter === 'all' ? text(`tenants.filter.${filter}`) : inWords(lifecycleLabel(filter));
  return (
    <Page
      title={text('nav.tenants')}
      about={text('tenants.about')}
      action={
        <CapableButton held={capabilities} needs={creating} variant="primary" onPress={() => setCreating(true)}>
          {text('tenants.create')}
        </CapableButton>
      }
    >
      <Filters
        label={text('tenants.filter')}
        filters={filters.map((filter) => ({
          id: filter,
          label: nameOf(filter),
          href: filter === 'current' ? here : `${here}?stage=${filter}`,
        }))}
        chosen={chosen}
      />
      <List filter={chosen} />
      {isCreating && <Create onClose={() => setCreating(false)} />}
    </Page>
  );
}

const creating = ['tenants.manage', 'platform.directory.manage'] as const;

function Create({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const [, navigate] = useLocation();
  const { workspaceId } = useThisWorkspace();
  const { run, ...outcome } = useCreateTenant();
  return (
    <FormDialog
      title={text('tenants.create')}
      submit={text('tenants.create')}
      questions={[
        {
          name: 'name',
          label: text('form.name'),
          hint: text('tenants.create.name'),
          problemOf: (answer) => (answer === '' ? text('form.missing') : null),
        },
        { name: 'external', label: text('tenants.external'), hint: text('tenants.create.external') },
        { name: 'id', label: text('tenant.id'), hint: text('form.id.hint'), problemOf: (id) => idProblem(id, text) },
      ]}
      outcome={outcome}
      onSubmit={({ name, external, id }) => {
        const tenant = {
          workspaceId,
          tenantId: idOf(id, name),
          name,
          externalTenantId: external === '' ? null : external,
        };
        void run(tenant).then((made) => made.map(({ tenantId }) => navigate(paths.tenant(workspaceId, tenantId))));
      }}
      onClose={onClose}
    />
  );
}

function List({ filter }: { readonly filter: Filter }): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  const shown = useMemo(() => columns(text), [text]);
  return (
    <PagedList
      result={useTenants({ workspaceId, lifecycles: lifecyclesOf(filter), limit: 25 })}
      skeleton={{ rows: 4 }}
      empty={<NoTenants filter={filter} />}
    >
      {(tenants) => (
        <Table label={text('nav.tenants')} columns={shown} rows={tenants} keyOf={({ tenantId }) => tenantId} />
      )}
    </PagedList>
  );
}

function NoTenants({ filter }: { readonly filter: Filter }): ReactNode {
  const text = useText();
  const everything = `${paths.tenants(useThisWorkspace().workspaceId)}?stage=all`;
  return (
    <EmptyState
      title={text('tenants.empty.title')}
      action={
        filter === 'all' ? undefined : (
          <Link href={everything} className="button">
            {text('tenants.empty.show_all')}
          </Link>
        )
      }
    >
      {text('tenants.empty.text')}
    </EmptyState>
  );
}

function lifecyclesOf(filter: Filter): TenantView['lifecycle'][] | null {
  if (filter === 'all') return null;
  return filter === 'current' ? stages.filter((stage) => stage !== 'archived') : [filter];
}

function columns(text: Text): readonly Column<TenantView>[] {
  return [
    {
      id: 'name',
      title: text('tenants.name'),
      narrow: 'main',
      cell: ({ workspaceId, tenantId, name }) => (
        <Link href={paths.tenant(workspaceId, tenantId)}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    {
      id: 'lifecycle',
      title: text('tenants.lifecycle'),
      narrow: 'aside',
      cell: ({ presentation }) => <LifecycleBadge presentation={presentation} />,
    },
    {
      id: 'external',
      title: text('tenants.external'),
      narrow: 'more',
      cell: ({ externalTenantId }) =>
        externalTenantId === null ? (
          text('tenants.none') // without an element, so that a narrow row has no line of it
        ) : (
          <code>{externalTenantId}</code>
        ),
    },
    {
      id: 'updated',
      title: text('tenants.updated'),
      narrow: 'detail',
      cell: ({ updatedAt }) => <Time instant={updatedAt} isPlain />,
    },
  ];
}
