import { ControlCenter, type BlockedStartsProps } from '@tenantatlas/react-hooks/ui';
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

const slots = { blocked: BlockedStarts };

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
