import type { MemberView } from '@tenantatlas/core/browser';
import { useAddMember, useMembers, useRemoveMember, useSay } from '@tenantatlas/react-hooks';
import { EmptyState, ErrorPanel, PagedList, Table, Time, useUi, type Column } from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { MenuItem } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { usePersonName } from '../session/use-person-name.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { MenuButton } from '../shell/menu.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';

const roles = ['readonly', 'operator', 'manager', 'owner'] as const;
/** How many members are drawn at first: each takes two lines. */
const aboutAScreen = 20;
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

interface Intent {
  readonly kind: 'role' | 'remove';
  readonly member: MemberView;
}

function List(): ReactNode {
  const text = useText();
  const nameOf = useMemberName();
  const { t } = useUi();
  const { workspaceId } = useThisWorkspace();
  const [intent, setIntent] = useState<Intent | null>(null);
  const columns = useMemo<readonly Column<MemberView>[]>(
    () => [
      {
        id: 'person',
        title: text('members.person'),
        narrow: 'main',
        cell: (member) => <Person name={nameOf(member)} userId={member.userId} />,
      },
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
        narrow: 'hidden',
        cell: ({ grantedAt }) => <Time instant={grantedAt} isPlain />,
      },
      {
        id: 'actions',
        title: text('members.actions'),
        narrow: 'note',
        isActions: true,
        cell: (member) => (
          <MenuButton
            label={text('members.actions_of', { name: nameOf(member) ?? member.userId })}
            face={<Icon name="more" />}
            menu={{
              onAction: (kind) => setIntent({ kind: kind === 'role' ? 'role' : 'remove', member }),
              children: [
                <MenuItem key="role" id="role" className="menu-item">
                  {text('members.role.change')}
                </MenuItem>,
                <MenuItem key="remove" id="remove" className="menu-item menu-danger">
                  {text('members.remove')}
                </MenuItem>,
              ],
            }}
          />
        ),
      },
    ],
    [text, nameOf, t],
  );
  return (
    <>
      <PagedList
        result={useMembers({ workspaceId, limit: aboutAScreen })}
        empty={<EmptyState title={text('members.none')}>{text('members.none.text')}</EmptyState>}
      >
        {(members) => (
          <Table label={text('nav.members')} columns={columns} rows={members} keyOf={({ userId }) => userId} />
        )}
      </PagedList>
      {intent?.kind === 'role' && <ChangeRole member={intent.member} onClose={() => setIntent(null)} />}
      {intent?.kind === 'remove' && <Remove member={intent.member} onClose={() => setIntent(null)} />}
    </>
  );
}

/** The atlas has no name for people who have not written anything yet; without one of the directory, only their id is known. */
function useMemberName(): (member: MemberView) => string | null {
  const inWords = useSay();
  const inDirectory = usePersonName();
  return useMemo(
    () =>
      ({ person: { label }, userId }) =>
        label.id === 'people.named' ? inWords(label) : inDirectory(userId),
    [inWords, inDirectory],
  );
}

function Person({ name, userId }: { readonly name: string | null; readonly userId: string }): ReactNode {
  if (name === null) return <code>{userId}</code>;
  return (
    <span className="member">
      <bdi>{name}</bdi>
      <code className="quiet">{userId}</code>
    </span>
  );
}

interface OneMemberProps {
  readonly member: MemberView;
  readonly onClose: () => void;
}

/** Changes the role; the tenants of the member stay. */
function ChangeRole({ member, onClose }: OneMemberProps): ReactNode {
  const text = useText();
  const { t } = useUi();
  const { workspaceId } = useThisWorkspace();
  const name = useMemberName()(member) ?? member.userId;
  const { run, ...outcome } = useAddMember();
  return (
    <FormDialog
      title={text('members.role.of', { name })}
      submit={text('members.role.change')}
      questions={[
        {
          name: 'role',
          label: text('members.role'),
          hint: text('members.role.now', { role: t(`ui.role.${member.role}`) }),
          initial: member.role,
          options: roles.map((value) => ({ value, label: t(`ui.role.${value}`) })),
        },
      ]}
      outcome={outcome}
      onSubmit={({ role }) => {
        const chosen = roles.find((one) => one === role) ?? member.role;
        // The same role would only be sent to be left as it is.
        if (chosen === member.role) onClose();
        else void run({ workspaceId, userId: member.userId, role: chosen }).then((done) => done.map(onClose));
      }}
      onClose={onClose}
    />
  );
}

/** Ends the membership, and with it the access to every tenant; says so before. */
function Remove({ member: { userId, entitlements, ...member }, onClose }: OneMemberProps): ReactNode {
  const text = useText();
  const { workspaceId, name: workspace } = useThisWorkspace();
  const name = useMemberName()({ userId, entitlements, ...member }) ?? userId;
  const { run, ...outcome } = useRemoveMember();
  const isBusy = outcome.state === 'pending';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) void run({ workspaceId, userId }).then((done) => done.map(onClose));
  };
  return (
    <Dialog title={text('members.remove.of', { name })} onClose={onClose} isBusy={isBusy}>
      <form onSubmit={submit} className="form">
        <p className="consequence">{text('members.remove.text', { name, workspace, count: entitlements.length })}</p>
        <div role="alert">{'error' in outcome && <ErrorPanel error={outcome.error} attempt="write" />}</div>
        <DialogActions submit={text('members.remove')} variant="danger" isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
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
