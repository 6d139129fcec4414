import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useWorkspaces } from '@tenantatlas/react-hooks';
import { EmptyState, LoadMore, Resource, StaleNote, Status, Time } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { Table, type Column } from '../ui/table.tsx';

/** Every customer. */
export default function WorkspacesPage(): ReactNode {
  const text = useText();
  return (
    <Page title={text('nav.workspaces')} about={text('workspaces.about')}>
      <Resource result={useWorkspaces({ limit: 50 })} skeleton={{ rows: 4 }}>
        {(pages, ready) =>
          pages.items.length === 0 ? (
            <EmptyState title={text('workspaces.empty.title')}>{text('workspaces.empty.text')}</EmptyState>
          ) : (
            <div className="list">
              <div className="list-head">
                <StaleNote result={ready} />
              </div>
              <Table
                label={text('nav.workspaces')}
                columns={columns(text)}
                rows={pages.items}
                keyOf={({ workspaceId }) => workspaceId}
              />
              <LoadMore pages={pages} />
            </div>
          )
        }
      </Resource>
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
