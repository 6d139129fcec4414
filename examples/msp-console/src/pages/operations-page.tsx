import { useTenants } from '@tenantatlas/react-hooks';
import {
  EmptyState,
  FilterSelect,
  isListTime,
  TimeFilter,
  type OperationsListProps,
} from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { operationTypes, useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Runs } from '../ui/runs.tsx';
import { useAddress } from '../ui/use-address.ts';

type Asked = Pick<OperationsListProps, 'statuses' | 'outcomes'>;

/** What each tab asks for. A blocked run counts as failed. */
const states = {
  all: {},
  running: { statuses: ['queued', 'running'] },
  failed: { outcomes: ['failed', 'blocked'] },
  partially_succeeded: { outcomes: ['partially_succeeded'] },
  succeeded: { outcomes: ['succeeded'] },
  cancelled: { outcomes: ['cancelled'] },
} as const satisfies { readonly [state: string]: Asked };

type State = keyof typeof states;
const stateIds = Object.keys(states) as readonly State[];

/** The runs of a workspace, by how they stand, what they are and of which tenant. All of it is in the address. */
export function OperationsPage(): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  const nameOf = useOperationName();
  const { value, change, hrefWith } = useAddress(paths.operations(workspaceId));
  const tenants = useTenants({ workspaceId, limit: 200 });
  const state = stateIds.find((one) => one === value('status')) ?? 'all';
  const type = value('type');
  const tenantId = value('tenant');
  const types = useMemo(() => (type === null ? undefined : [type]), [type]);
  const asked = value('time');
  const time = isListTime(asked) ? asked : null;
  const isNarrowed = time !== null || state !== 'all' || type !== null || tenantId !== null;
  return (
    <Page title={text('nav.operations')} about={text('operations.about')}>
      <Filters
        label={text('operations.filter')}
        filters={stateIds.map((id) => ({
          id,
          label: text(`operations.filter.${id}`),
          href: hrefWith({ status: id === 'all' ? null : id }),
        }))}
        chosen={state}
      />
      <div className="ta-filters">
        <FilterSelect
          label={text('operations.type')}
          all={text('operations.type.all')}
          options={operationTypes.map((one) => ({ value: one, label: nameOf({ type: one, label: one }) }))}
          value={type}
          onChange={(next) => change({ type: next })}
        />
        <FilterSelect
          label={text('tenants.name')}
          all={text('operations.tenant.all')}
          options={
            tenants.state === 'ready'
              ? tenants.data.items.map((tenant) => ({ value: tenant.tenantId, label: tenant.name }))
              : []
          }
          value={tenantId}
          onChange={(next) => change({ tenant: next })}
        />
        <TimeFilter value={time} onChange={(next) => change({ time: next })} />
      </div>
      <Runs
        workspaceId={workspaceId}
        {...states[state]}
        {...(types ? { types } : {})}
        {...(tenantId === null ? {} : { tenantId })}
        {...(time ? { time } : {})}
        {...(isNarrowed ? { empty: NothingFound } : {})}
      />
    </Page>
  );
}

function NothingFound(): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  return (
    <EmptyState
      title={text('operations.none')}
      action={
        <Link href={paths.operations(workspaceId)} className="button">
          {text('operations.none.show_all')}
        </Link>
      }
    >
      {text('operations.none.text')}
    </EmptyState>
  );
}
