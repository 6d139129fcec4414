import { ControlCenter, type BlockedStartsProps, type RunningOperationsProps } from '@tenantatlas/react-hooks/ui';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Page } from '../ui/page.tsx';

const manage = 'platform.ops.controls.manage';

/** Operational controls: what is paused, by whom, why, and the way to pause and resume. */
export default function ControlsPage(): ReactNode {
  const text = useText();
  const { capabilities } = usePerson();
  const { pause, count } = usePauseOnce();
  const canManage = capabilities.includes(manage);
  return (
    <Page title={text('nav.controls')} about={text('controls.about')}>
      {!canManage && <p className="hint">{text('controls.watching')}</p>}
      <ControlCenter key={count} pause={pause} canManage={canManage} slots={slots} />
    </Page>
  );
}

interface Command {
  /** What the address asks for now. */
  readonly asked: string | null;
  readonly pause: string | undefined;
  readonly count: number;
}

/** The control that a command wants to pause, and how many commands there were. Each is taken out of the address: a reload or Back does not repeat it. */
function usePauseOnce(): Command {
  const search = useSearch();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(search).get('pause');
  const [command, setCommand] = useState<Command>({ asked: null, pause: undefined, count: 0 });
  if (asked !== command.asked)
    setCommand(
      asked === null
        ? { ...command, asked }
        : { asked, pause: asked === '' ? undefined : asked, count: command.count + 1 },
    );
  useLayoutEffect(() => {
    const rest = new URLSearchParams(search);
    if (!rest.has('pause')) return;
    rest.delete('pause');
    navigate(rest.size === 0 ? paths.controls : `${paths.controls}?${rest.toString()}`, { replace: true });
  }, [search, navigate]);
  return command;
}

const slots = { blocked: BlockedStarts, running: RunningOperations };

/** Links to the operations of one workspace that continue. For several workspaces it shows nothing: no page lists their operations together. */
function RunningOperations({ scope }: RunningOperationsProps): ReactNode {
  const text = useText();
  const [first, ...others] = scope?.type === 'workspace' ? scope.chosen : [];
  if (!first || others.length > 0) return null;
  return <Link href={`${paths.operations(first.workspaceId)}?status=running`}>{text('controls.running')}</Link>;
}

/** Leads to what the pause has blocked: in the ledger of its workspace, or over all workspaces; narrowed to this pause. */
function BlockedStarts({ pause: { id, scope }, count }: BlockedStartsProps): ReactNode {
  const text = useText();
  if (count === 0) return count;
  const href =
    scope.type === 'global'
      ? `${paths.platformAudit}?source=controls&action=operational_control.execution_blocked&pause=${encodeURIComponent(id)}`
      : `${paths.audit(scope.workspaceId)}?action=operational_control.execution_blocked&object_type=operational_control&object=${encodeURIComponent(id)}`;
  return (
    <Link href={href} aria-label={text('controls.blocked', { count })}>
      {count}
    </Link>
  );
}
