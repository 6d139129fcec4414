import type { TenantView } from '@tenantatlas/core/browser';
import { useCreateTenant, useSay, useTenants } from '@tenantatlas/react-hooks';
import {
  EmptyState,
  ErrorPanel,
  lifecycleLabel,
  LifecycleBadge,
  PagedList,
  Skeleton,
  Table,
  Time,
  type Column,
} from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { useFilter } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useAllTenants } from '../shell/all-tenants.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { idOf, idProblem } from '../ui/ids.ts';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useAddress } from '../ui/use-address.ts';

const stages = ['active', 'onboarding', 'draft', 'archived'] as const;
const filters = ['current', 'all', ...stages] as const;
type Filter = (typeof filters)[number];

/** The tenants of a workspace, by lifecycle and name. Both are in the address. */
export function TenantsPage(): ReactNode {
  const text = useText();
  const inWords = useSay();
  const { workspaceId, capabilities } = useThisWorkspace();
  const [isCreating, setCreating] = useState(false);
  const { value, change, hrefWith } = useAddress(paths.tenants(workspaceId));
  const chosen = filters.find((one) => one === value('stage')) ?? 'current';
  const search = value('q') ?? '';
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
          href: hrefWith({ stage: filter === 'current' ? null : filter }),
        }))}
        chosen={chosen}
      />
      <div className="ta-filters ta-filters-long">
        <SearchField
          label={text('tenants.search')}
          value={search}
          onChange={(next) => change({ q: next }, 'replace')}
        />
      </div>
      {search.trim() === '' ? <List filter={chosen} /> : <Found filter={chosen} search={search.trim()} />}
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

/** The tenants that contain a text in their name or an id. All of them are read for it, once a person searches. */
function Found({ filter, search }: { readonly filter: Filter; readonly search: string }): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  const shown = useMemo(() => columns(text), [text]);
  const { contains } = useFilter({ sensitivity: 'base' });
  const { tenants, failure } = useAllTenants(workspaceId, true);
  if (failure) return <ErrorPanel error={failure.error} onRetry={failure.refresh} />;
  if (!tenants) return <Skeleton rows={4} />;
  const lifecycles = lifecyclesOf(filter);
  const found = tenants.filter(
    ({ lifecycle, name, tenantId, externalTenantId }) =>
      (lifecycles === null || lifecycles.includes(lifecycle)) &&
      [name, tenantId, externalTenantId ?? ''].some((one) => contains(one, search)),
  );
  if (found.length === 0)
    return (
      <EmptyState
        title={text('operations.none')}
        action={
          <Link href={paths.tenants(workspaceId)} className="button">
            {text('operations.none.show_all')}
          </Link>
        }
      />
    );
  return <Table label={text('nav.tenants')} columns={shown} rows={found} keyOf={({ tenantId }) => tenantId} />;
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
      isTime: true,
      narrow: 'detail',
      cell: ({ updatedAt }) => <Time instant={updatedAt} isPlain />,
    },
  ];
}
