import type { PermissionOverview, PermissionView, Sentence } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { answer, className as classNameRule, list, slots } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Fold } from './fold.tsx';
import { connectionsMessages } from './messages.ts';
import { ReasonLine } from './reason-note.tsx';
import { permissionSigns } from './states.ts';
import type { Told } from './told.ts';

/** What a host can add to a {@link PermissionList}. */
export interface PermissionListSlots {
  /** Help beside what is missing or could not be read, such as `PermissionHelp`. @default nothing */
  readonly help: ComponentType<{ readonly overview: PermissionOverview }>;
}

/** Properties of {@link PermissionList}. */
export interface PermissionListProps {
  /** The answer of `usePermissions`. */
  readonly overview: PermissionOverview;
  /** Sentences that the view shows already, such as the reason of the connection: the list does not repeat them. @default none */
  readonly besides?: readonly (Sentence | null)[] | undefined;
  readonly slots?: Partial<PermissionListSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<PermissionListProps> = () => ({
  overview: answer('the answer of usePermissions'),
  besides: optional(list, 'for none'),
  slots: slots('help'),
  className: classNameRule,
});

/**
 * Required permissions beside those that the tenant granted: missing ones and those that could not be read with the features that need them, granted ones and those
 * that are not required on demand, and as of when all of that is.
 *
 * @example
 * const permissions = usePermissions({ workspaceId: 'w-1', connectionId });
 * {permissions.state === 'ready' && <PermissionList overview={permissions.data} />}
 */
export function PermissionList(props: PermissionListProps): ReactNode {
  checkProps('PermissionList', props, rules);
  return (
    <Frame>
      <Overview {...props} />
    </Frame>
  );
}

function Overview({ overview, besides = [], slots: parts = {}, className }: PermissionListProps): ReactNode {
  const { t } = useWords(connectionsMessages);
  const { permissions, unexpected, overall } = overview;
  const of = (status: PermissionView['status']) => permissions.filter((one) => one.status === status);
  const [missing, unreadable, granted] = [of('missing'), of('unreadable'), of('granted')];
  const Help = parts.help;
  const isRead = overview.freshness.lastRefreshedAt !== null;
  return (
    <div className={classNames('ta-permissions', className)}>
      <p className="ta-report-head">
        <Status {...permissionSigns[overall]}>{t(`ui.permission.overall.${overall}`)}</Status>
        {overview.freshness.lastRefreshedAt !== null && (
          <span className="ta-quiet">
            <Time instant={overview.freshness.lastRefreshedAt} />
          </span>
        )}
      </p>
      <Unread overview={overview} besides={besides} />
      <Affected features={overview.featuresAffected} />
      {Help && overall !== 'ready' && <Help overview={overview} />}
      <Group title={t('ui.permission.missing', { count: missing.length })} permissions={missing} />
      <Group
        title={t(isRead ? 'ui.permission.unreadable' : 'ui.permission.required', { count: unreadable.length })}
        permissions={unreadable}
      />
      {granted.length > 0 && (
        <Fold title={t('ui.permission.granted', { count: granted.length })}>
          <Rows permissions={granted} />
        </Fold>
      )}
      {unexpected.length > 0 && (
        <Fold title={t('ui.permission.unexpected', { count: unexpected.length })}>
          <ul className="ta-permission-rows">
            {unexpected.map(({ key, type }) => (
              <li key={`${type} ${key}`}>
                <code>{key}</code> <span className="ta-quiet">{t(`ui.permission.type.${type}`)}</span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

interface UnreadProps {
  readonly overview: PermissionOverview;
  readonly besides: Told;
}

/** Why the permissions say less than they seem to. */
function Unread({ overview: { collection, freshness, reason }, besides }: UnreadProps): ReactNode {
  const { t } = useWords(connectionsMessages);
  if (collection === 'collected' && !freshness.isStale) return null;
  const never = freshness.lastRefreshedAt === null;
  const note = collection === 'collected' ? 'stale' : never ? 'never_read' : 'unread';
  return (
    <div className="ta-panel" data-ta-tone="neutral">
      <Icon name="circle" />
      <div>
        <p>{t(`ui.permission.${note}`)}</p>
        {reason && <ReasonLine reason={reason} besides={besides} isQuiet />}
      </div>
    </div>
  );
}

function Affected({ features }: { readonly features: readonly string[] }): ReactNode {
  const { t, called } = useWords(connectionsMessages);
  if (features.length === 0) return null;
  return (
    <div>
      <p className="ta-check-part">{t('ui.permission.affected')}</p>
      <ul className="ta-features">
        {features.map((feature) => (
          <li key={feature}>{called(feature)}</li>
        ))}
      </ul>
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly permissions: readonly PermissionView[];
}

function Group({ title, permissions }: GroupProps): ReactNode {
  if (permissions.length === 0) return null;
  return (
    <div>
      <p className="ta-check-part">{title}</p>
      <Rows permissions={permissions} />
    </div>
  );
}

function Rows({ permissions }: Pick<GroupProps, 'permissions'>): ReactNode {
  const { t, called } = useWords(connectionsMessages);
  return (
    <ul className="ta-permission-rows">
      {permissions.map((permission) => (
        <li key={`${permission.type} ${permission.key}`}>
          <code>{permission.key}</code>
          <span className="ta-quiet">{t(`ui.permission.type.${permission.type}`)}</span>
          {permission.isNew && <span className="ta-mark">{t('ui.permission.new')}</span>}
          {permission.status === 'unreadable' && permission.wasGranted !== null && (
            <span className="ta-quiet">
              {t(permission.wasGranted ? 'ui.permission.was_granted' : 'ui.permission.was_missing')}
            </span>
          )}
          <span className="ta-permission-features">{permission.features.map(called).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
