import { ControlCenter, type BlockedStartsProps, type RunningOperationsProps } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Page } from '../ui/page.tsx';

const manage = 'platform.ops.controls.manage';

/** Operational controls: what is paused, by whom, why, and the way to pause and resume. */
export default function ControlsPage(): ReactNode {
  const text = useText();
  const { capabilities } = usePerson();
  const pause = new URLSearchParams(useSearch()).get('pause');
  return (
    <Page title={text('nav.controls')} about={text('controls.about')}>
      {!capabilities.includes(manage) && <p className="hint">{text('controls.watching')}</p>}
      <ControlCenter key={pause} pause={pause ?? undefined} slots={slots} />
    </Page>
  );
}

const slots = { blocked: BlockedStarts, running: RunningOperations };

/** Leads to the operations of a workspace that continue. There is no list of those of several workspaces. */
function RunningOperations({ scope }: RunningOperationsProps): ReactNode {
  const text = useText();
  const [first, ...others] = scope?.type === 'workspace' ? scope.chosen : [];
  if (!first || others.length > 0) return null;
  return <Link href={`${paths.operations(first.workspaceId)}?status=running`}>{text('controls.running')}</Link>;
}

/** Leads to what the pause has blocked: in the ledger of its workspace, or among the changes of all controls. */
function BlockedStarts({ pause: { scope }, count }: BlockedStartsProps): ReactNode {
  const text = useText();
  if (count === 0) return count;
  const href =
    scope.type === 'global'
      ? `${paths.platformAudit}?source=controls`
      : `${paths.audit(scope.workspaceId)}?action=operational_control.execution_blocked`;
  return (
    <Link href={href} aria-label={text('controls.blocked', { count })}>
      {count}
    </Link>
  );
}
