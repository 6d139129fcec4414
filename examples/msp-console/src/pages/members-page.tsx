import type { MemberView } from '@tenantatlas/core/browser';
import { useAddMember, useMembers, useSay } from '@tenantatlas/react-hooks';
import { EmptyState, PagedList, Table, Time, useUi, type Column } from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';

const roles = ['readonly', 'operator', 'manager', 'owner'] as const;
const managing = ['members.manage', 'platform.directory.manage'] as const;

/** Who belongs to a workspace, with which role, and for how many tenants. */
export function MembersPage(): ReactNode {
  const text = useText();
  const { capabilities } = useThisWorkspace();
  const [isAdding, setAdding] = useState(false);
  if (!managing.some((one) => capabilities.includes(one))) return <ForbiddenPage capability={managing[0]} />;
  return (
    <Page
      title={text('nav.members')}
      about={text('members.about')}
      action={
        <CapableButton held={capabilities} needs={managing} variant="primary" onPress={() => setAdding(true)}>
          {text('members.add')}
        </CapableButton>
      }
    >
      <List />
      {isAdding && <Add onClose={() => setAdding(false)} />}
    </Page>
  );
}

function List(): ReactNode {
  const text = useText();
  const inWords = useSay();
  const { t } = useUi();
  const { workspaceId } = useThisWorkspace();
  const columns = useMemo<readonly Column<MemberView>[]>(
    () => [
      {
        id: 'person',
        title: text('members.person'),
        narrow: 'main',
        // People who have not written anything yet are in no directory.
        cell: ({ person, userId }) => <bdi>{person.label.id === 'people.named' ? inWords(person.label) : userId}</bdi>,
      },
      { id: 'id', title: text('members.id'), narrow: 'hidden', cell: ({ userId }) => <code>{userId}</code> },
      { id: 'role', title: text('members.role'), narrow: 'aside', cell: ({ role }) => t(`ui.role.${role}`) },
      {
        id: 'tenants',
        title: text('nav.tenants'),
        narrow: 'detail',
        cell: ({ entitlements }) => text('members.tenants', { count: entitlements.length }),
      },
      {
        id: 'since',
        title: text('members.since'),
        isTime: true,
        narrow: 'note',
        cell: ({ grantedAt }) => <Time instant={grantedAt} isPlain />,
      },
    ],
    [text, inWords, t],
  );
  return (
    <PagedList
      result={useMembers({ workspaceId, limit: 25 })}
      empty={<EmptyState title={text('members.none')}>{text('members.none.text')}</EmptyState>}
    >
      {(members) => (
        <Table label={text('nav.members')} columns={columns} rows={members} keyOf={({ userId }) => userId} />
      )}
    </PagedList>
  );
}

function Add({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const { t } = useUi();
  const { workspaceId } = useThisWorkspace();
  const { run, ...outcome } = useAddMember();
  return (
    <FormDialog
      title={text('members.add')}
      submit={text('members.add')}
      questions={[
        {
          name: 'userId',
          label: text('members.id'),
          hint: text('members.id.hint'),
          problemOf: (answer) => (answer === '' ? text('form.missing') : null),
        },
        {
          name: 'role',
          label: text('members.role'),
          hint: text('members.role.hint'),
          initial: roles[0],
          options: roles.map((value) => ({ value, label: t(`ui.role.${value}`) })),
        },
      ]}
      outcome={outcome}
      onSubmit={({ userId, role }) =>
        void run({ workspaceId, userId, role: roles.find((one) => one === role) ?? 'readonly' }).then((added) =>
          added.map(onClose),
        )
      }
      onClose={onClose}
    />
  );
}
