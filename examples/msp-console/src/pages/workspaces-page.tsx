import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useWorkspaces } from '@tenantatlas/react-hooks';
import { EmptyState, PagedList, Status, Table, Time, type Column } from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';

/** Every customer. */
export default function WorkspacesPage(): ReactNode {
  const text = useText();
  const shown = useMemo(() => columns(text), [text]);
  return (
    <Page title={text('nav.workspaces')} about={text('workspaces.about')}>
      <PagedList
        result={useWorkspaces({ limit: 50 })}
        skeleton={{ rows: 4 }}
        empty={<EmptyState title={text('workspaces.empty.title')}>{text('workspaces.empty.text')}</EmptyState>}
      >
        {(workspaces) => (
          <Table
            label={text('nav.workspaces')}
            columns={shown}
            rows={workspaces}
            keyOf={({ workspaceId }) => workspaceId}
          />
        )}
      </PagedList>
    </Page>
  );
}

function columns(text: Text): readonly Column<WorkspaceView>[] {
  return [
    {
      id: 'name',
      title: text('workspaces.name'),
      cell: ({ workspaceId, name }) => <Link href={paths.workspace(workspaceId)}>{name}</Link>,
    },
    { id: 'id', title: text('workspaces.id'), cell: ({ workspaceId }) => <code>{workspaceId}</code> },
    {
      id: 'status',
      title: text('workspaces.status'),
      cell: ({ status }) => (
        <Status tone={status === 'archived' ? 'muted' : 'success'} icon={status === 'archived' ? 'archive' : 'check'}>
          {text(`workspaces.${status}`)}
        </Status>
      ),
    },
    { id: 'created', title: text('workspaces.created'), cell: ({ createdAt }) => <Time instant={createdAt} isPlain /> },
  ];
}
