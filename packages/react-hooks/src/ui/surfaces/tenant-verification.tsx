import type { OperationRunView, TenantVerificationView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useVerifyConnection } from '../../hooks/connections.ts';
import { useTenantVerification } from '../../hooks/surfaces.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { ActionButton } from '../actions/action-button.tsx';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import type { IconName } from '../base/icons.tsx';
import { className as classNameRule, slots, someText } from '../base/prop-rules.ts';
import { Status, type Tone } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { PausedPanel } from '../feedback/paused-panel.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { OperationProgress } from '../operations/operation-progress.tsx';
import { RunStatus } from '../operations/run-status.tsx';
import { DisabledAction } from './disabled-action.tsx';
import { surfacesMessages } from './messages.ts';
import { PlainLink, type SurfaceSlots } from './surface-link.tsx';
import { SurfaceNotice } from './surface-notice.tsx';

/** Properties of {@link TenantVerification}. */
export interface TenantVerificationProps {
  readonly workspaceId: string;
  readonly tenantId: string;
  /** Only the connection to this provider. @default the default connection of any */
  readonly provider?: string | undefined;
  /** The address of the page of a run. */
  readonly hrefOf: (run: OperationRunView) => string;
  readonly slots?: Partial<SurfaceSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<TenantVerificationProps> = () => ({
  workspaceId: someText,
  tenantId: someText,
  provider: optional(someText, 'for any'),
  hrefOf: aFunction('(run) => `/runs/${run.id}`'),
  slots: slots('link'),
  className: classNameRule,
});

/**
 * How the verification of a tenant stands, with one thing to do: to open the run, or to start the first one. It never starts a verification again: a way to do that
 * belongs into the head of the page.
 *
 * @example
 * <TenantVerification workspaceId="w-1" tenantId="t-1" hrefOf={(run) => `/runs/${run.id}`} />
 */
export function TenantVerification(props: TenantVerificationProps): ReactNode {
  checkProps('TenantVerification', props, rules);
  return (
    <Frame>
      <Verification {...props} />
    </Frame>
  );
}

function Verification({ workspaceId, tenantId, provider, className, ...shown }: TenantVerificationProps): ReactNode {
  const result = useTenantVerification({ workspaceId, tenantId, ...(provider === undefined ? {} : { provider }) });
  return (
    <div className={classNames('ta-surface', className)}>
      <Resource result={result} skeleton={{ rows: 2 }}>
        {(verification, ready) => (
          <>
            <Shown verification={verification} {...shown} />
            {ready.isStale && <StaleNote result={ready} isLive />}
          </>
        )}
      </Resource>
    </div>
  );
}

type ShownProps = Pick<TenantVerificationProps, 'hrefOf' | 'slots'> & { readonly verification: TenantVerificationView };

const signs: { readonly [State in TenantVerificationView['state']]: { readonly tone: Tone; readonly icon: IconName } } =
  {
    archived: { tone: 'muted', icon: 'archive' },
    active_run: { tone: 'info', icon: 'running' },
    completed_run: { tone: 'neutral', icon: 'check' },
    stale_run: { tone: 'warning', icon: 'warning' },
    startable: { tone: 'neutral', icon: 'circle' },
    not_startable: { tone: 'neutral', icon: 'circle' },
    not_connected: { tone: 'neutral', icon: 'circle' },
  };

function Shown({ verification, hrefOf, slots: parts = {} }: ShownProps): ReactNode {
  const { say } = useWords(surfacesMessages);
  const { link: Link = PlainLink } = parts;
  const { state, summary, run, primary, disabled, notice } = verification;
  if (state === 'archived' || state === 'not_connected') return <SurfaceNotice notice={notice} />;
  return (
    <>
      <div className="ta-surface-head">
        <div className="ta-surface-said">
          <Status {...signs[state]}>{say(summary)}</Status>
          {run && <LastRun run={run} />}
        </div>
        {primary?.action === 'open_operation' && run && (
          <Link href={hrefOf(run)} className="ta-button" data-ta-variant="primary">
            <span className="ta-surface-word">{say(primary.label)}</span>
          </Link>
        )}
        {disabled && <DisabledAction disabled={disabled} />}
        <Start verification={verification} />
      </div>
      {run?.status === 'running' && <OperationProgress run={run} name={say(summary)} />}
    </>
  );
}

/** When the last run ended and how, or when the one in progress was requested. */
function LastRun({ run }: { readonly run: OperationRunView }): ReactNode {
  const { t } = useWords(surfacesMessages);
  const isOver = run.status === 'completed';
  return (
    <span className="ta-surface-run">
      <span className="ta-quiet">{t(isOver ? 'ui.surface.last_run' : 'ui.surface.requested')}</span>
      {(isOver || run.stuck.state !== 'none') && <RunStatus run={run} />}
      <Time instant={run.completedAt ?? run.createdAt} />
    </span>
  );
}

/** Starts the first verification. It stays in the tree after that, so that its news is read out and its refusal stays visible. */
function Start({ verification }: { readonly verification: TenantVerificationView }): ReactNode {
  const { t, say } = useWords(surfacesMessages);
  const verify = useVerifyConnection();
  const { workspaceId, connection, primary, start } = verification;
  const begin = (): void => {
    if (connection && verify.state !== 'pending') void verify.run({ workspaceId, connectionId: connection.id });
  };
  return (
    <>
      {primary && start && (
        <ActionButton action={{ ...start, label: say(primary.label) }} variant="primary" onPress={begin} />
      )}
      <div role="status" className="ta-hidden">
        {verify.state === 'pending' && t('ui.surface.starting')}
        {verify.state === 'done' && t('ui.surface.started')}
      </div>
      <div role="alert" className="ta-surface-refusal">
        {verify.state === 'paused' && <PausedPanel pause={verify.error} />}
        {(verify.state === 'failed' || verify.state === 'denied') && (
          <ErrorPanel error={verify.error} attempt="write" />
        )}
      </div>
    </>
  );
}
