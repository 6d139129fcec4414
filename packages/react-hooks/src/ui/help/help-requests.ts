import type {
  ConnectionView,
  OperationRunView,
  ResolveHelpRequest,
  SurfaceFamily,
  VerificationReportView,
} from '@tenantatlas/core/browser';

/** What is known beside a connection. */
export interface ConnectionHelpOptions {
  /** `support_diagnostics` for a page where people look into a problem; it has help for failures that pass by themselves, too. @default 'onboarding' */
  readonly surface?: SurfaceFamily | undefined;
  /** The last report, which tells whether it is out of date. @default none */
  readonly report?: VerificationReportView | null | undefined;
}

const outcomes: { readonly [status in ConnectionView['verificationStatus']]?: OperationRunView['outcome'] } = {
  blocked: 'blocked',
  degraded: 'partially_succeeded',
  error: 'failed',
};

/**
 * What to ask `useContextualHelp` about a connection: what the last check found. Null while a check is in progress, and for a connection that is ready and was not
 * checked too long ago.
 *
 * @example
 * const help = useContextualHelp(connectionHelpRequest(connection, { surface: 'support_diagnostics' }));
 */
export function connectionHelpRequest(
  connection: ConnectionView,
  { surface = 'onboarding', report = null }: ConnectionHelpOptions = {},
): ResolveHelpRequest | null {
  const { workspaceId, tenantId, readiness, verificationStatus, helpReasonCode, lastErrorReason } = connection;
  const isStale = report !== null && report.staleBecause !== null;
  if (verificationStatus === 'pending' || (readiness === 'ready' && !isStale)) return null;
  // Onboarding names the step that comes next. Diagnostics ask about the last failure, unless the connection is disabled.
  const isLast = surface === 'support_diagnostics' && readiness !== 'disabled' && lastErrorReason !== null;
  const reasonCode = isLast ? lastErrorReason.diagnosticCode : helpReasonCode;
  return {
    workspaceId,
    tenantId,
    surface,
    reasonCode,
    providerCode: lastErrorReason?.diagnosticCode === reasonCode ? (lastErrorReason?.providerCode ?? null) : null,
    outcome: outcomes[verificationStatus] ?? null,
    ...(report === null
      ? {}
      : {
          freshness: isStale ? 'stale' : 'current',
          evidence: isStale || report.overall === 'unknown' ? 'incomplete' : 'complete',
        }),
  };
}

/** What an operation reports of items that failed each for its own reason. */
const ofItems = 'items_failed';

/**
 * What to ask `useContextualHelp` about a run: why it failed. Null for one that goes on, that did not fail, that names no reason, or whose tenant is not there.
 *
 * @example
 * const help = useContextualHelp(runHelpRequest(run));
 */
export function runHelpRequest(run: OperationRunView): ResolveHelpRequest | null {
  const { workspaceId, tenantId, tenant, status, outcome, failureSummary } = run;
  const reasonCode = failureSummary.find((one) => one.reasonCode !== ofItems)?.reasonCode ?? null;
  const hasFailed = status === 'completed' && outcome !== 'succeeded' && outcome !== 'cancelled';
  if (!hasFailed || reasonCode === null || tenantId === null || tenant === null) return null;
  return { workspaceId, tenantId, surface: 'support_diagnostics', reasonCode, outcome };
}
