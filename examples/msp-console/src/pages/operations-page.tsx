import { EmptyState } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Runs } from '../ui/runs.tsx';

const filters = ['all', 'running', 'completed'] as const;

/** The runs of a workspace, by how they stand. The filter is in the address. */
export function OperationsPage(): ReactNode {
  const text = useText();
  const [search] = useSearchParams();
  const { workspaceId } = useThisWorkspace();
  const here = paths.operations(workspaceId);
  const chosen = filters.find((one) => one === search.get('status')) ?? 'all';
  return (
    <Page title={text('nav.operations')} about={text('operations.about')}>
      <Filters
        label={text('operations.filter')}
        filters={filters.map((filter) => ({
          id: filter,
          label: text(`operations.filter.${filter}`),
          href: filter === 'all' ? here : `${here}?status=${filter}`,
        }))}
        chosen={chosen}
      />
      {chosen === 'all' && <Runs workspaceId={workspaceId} />}
      {chosen === 'running' && <Runs workspaceId={workspaceId} statuses={underWay} empty={NothingUnderWay} />}
      {chosen === 'completed' && <Runs workspaceId={workspaceId} statuses={over} empty={NothingOver} />}
    </Page>
  );
}

const underWay = ['queued', 'running'] as const;
const over = ['completed'] as const;

const NothingUnderWay = (): ReactNode => <Nothing filter="running" />;
const NothingOver = (): ReactNode => <Nothing filter="completed" />;

function Nothing({ filter }: { readonly filter: 'running' | 'completed' }): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  return (
    <EmptyState
      title={text(`operations.none.${filter}`)}
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
