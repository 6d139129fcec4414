import type { PermissionOverview } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { answer, className as classNameRule } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';
import { permissionSigns } from './states.ts';

/** Properties of {@link PermissionSummary}. */
export interface PermissionSummaryProps {
  /** The answer of `usePermissions`. */
  readonly overview: PermissionOverview;
  readonly className?: string | undefined;
}

const rules: PropRules<PermissionSummaryProps> = () => ({
  overview: answer('the answer of usePermissions'),
  className: classNameRule,
});

/**
 * The permissions of a connection on one line: what they allow to conclude, how many are missing, granted or unreadable, and as of when. {@link PermissionList} names
 * them.
 *
 * @example
 * const permissions = usePermissions({ workspaceId: 'w-1', connectionId });
 * {permissions.state === 'ready' && <PermissionSummary overview={permissions.data} />}
 */
export function PermissionSummary(props: PermissionSummaryProps): ReactNode {
  checkProps('PermissionSummary', props, rules);
  return (
    <Frame>
      <Summary {...props} />
    </Frame>
  );
}

function Summary({ overview, className }: PermissionSummaryProps): ReactNode {
  const { t } = useWords(connectionsMessages);
  const { overall, permissions, freshness } = overview;
  const isRead = freshness.lastRefreshedAt !== null;
  const groups = (['missing', 'unreadable', 'granted'] as const)
    .map((status) => ({ status, count: permissions.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) =>
      t(status === 'unreadable' && !isRead ? 'ui.permission.required' : `ui.permission.${status}`, { count }),
    );
  return (
    <p className={classNames('ta-report-head ta-permission-summary', className)} data-ta-state={overall}>
      <Status {...permissionSigns[overall]}>{t(`ui.permission.overall.${overall}`)}</Status>
      {groups.length > 0 && <span className="ta-quiet">{groups.join(' · ')}</span>}
      {freshness.lastRefreshedAt !== null && (
        <span className="ta-quiet">
          <Time instant={freshness.lastRefreshedAt} />
        </span>
      )}
    </p>
  );
}
