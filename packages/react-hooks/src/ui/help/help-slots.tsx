import type {
  ConnectionView,
  PermissionOverview,
  ReasonView,
  ResolveHelpRequest,
  VerificationCheckView,
  VerificationReportView,
} from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useContextualHelp } from '../../hooks/knowledge.ts';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { answer } from '../base/prop-rules.ts';
import { ContextualHelp, type ContextualHelpProps } from './contextual-help.tsx';
import { connectionHelpRequest } from './help-requests.ts';

/** Properties of {@link ConnectionHelp}. */
export interface ConnectionHelpProps {
  readonly connection: ConnectionView;
}

/** Properties of {@link PermissionHelp}. */
export interface PermissionHelpProps {
  readonly overview: PermissionOverview;
}

/** Properties of {@link VerificationHelp}. */
export interface VerificationHelpProps {
  readonly report: VerificationReportView;
  readonly check: VerificationCheckView;
}

const connectionRules: PropRules<ConnectionHelpProps> = () => ({ connection: answer('the connection of the card') });
const permissionRules: PropRules<PermissionHelpProps> = () => ({ overview: answer('the answer of usePermissions') });
const verificationRules: PropRules<VerificationHelpProps> = () => ({
  report: answer('the report of useConnection'),
  check: answer('a check of the report'),
});

/**
 * Help for the slot `help` of `ConnectionCard`: about what the last check found. A connection that is ready has none.
 *
 * @example
 * <ConnectionCard connection={connection} slots={{ help: ConnectionHelp }} />
 */
export function ConnectionHelp(props: ConnectionHelpProps): ReactNode {
  checkProps('ConnectionHelp', props, connectionRules);
  const { connection } = props;
  return <Read request={connectionHelpRequest(connection)} besides={wordsOf(connection.lastErrorReason)} />;
}

/**
 * Help for the slot `help` of `PermissionList`: about what is missing, or why the permissions were not read.
 *
 * @example
 * <PermissionList overview={overview} slots={{ help: PermissionHelp }} />
 */
export function PermissionHelp(props: PermissionHelpProps): ReactNode {
  checkProps('PermissionHelp', props, permissionRules);
  const { workspaceId, tenantId, overall, reason, missingKeys } = props.overview;
  if (overall === 'ready') return null;
  const isMissing = missingKeys.application.length + missingKeys.delegated.length > 0;
  return (
    <Read
      request={{
        workspaceId,
        tenantId,
        surface: 'onboarding',
        ...(reason ? reasonOf(reason) : { reasonCode: isMissing ? 'provider_permission_missing' : null }),
        verification: overall,
      }}
      besides={wordsOf(reason)}
    />
  );
}

/**
 * Help for the slot `help` of `VerificationReport`: once, beside the check that the report is about first.
 *
 * @example
 * <VerificationReport report={report} slots={{ help: VerificationHelp }} />
 */
export function VerificationHelp(props: VerificationHelpProps): ReactNode {
  checkProps('VerificationHelp', props, verificationRules);
  const { report, check } = props;
  const { workspaceId, tenantId, overall, primaryReason, staleBecause } = report;
  if (report.checks.find(({ status }) => isOpen(status))?.key !== check.key) return null;
  return (
    <Read
      request={{
        workspaceId,
        tenantId,
        surface: 'onboarding',
        ...reasonOf(primaryReason),
        verification: overall,
        freshness: staleBecause === null ? 'current' : 'stale',
      }}
      besides={[check.message, ...wordsOf(check.reason)]}
    />
  );
}

function isOpen(status: VerificationCheckView['status']): boolean {
  return status === 'fail' || status === 'warn' || status === 'unknown';
}

function reasonOf(reason: ReasonView | null): Pick<ResolveHelpRequest, 'reasonCode' | 'providerCode'> {
  return { reasonCode: reason?.diagnosticCode ?? null, providerCode: reason?.providerCode ?? null };
}

/** What a view says of a reason. */
function wordsOf(reason: ReasonView | null): NonNullable<ContextualHelpProps['besides']> {
  return reason ? [reason.label, reason.explanation] : [];
}

interface ReadProps {
  readonly request: ResolveHelpRequest | null;
  readonly besides: ContextualHelpProps['besides'];
}

/** Shows nothing while help is read, and where it cannot be: it is subordinate to what is shown there. */
function Read({ request, besides }: ReadProps): ReactNode {
  const result = useContextualHelp(request);
  return result.state === 'ready' && result.data.help ? (
    <ContextualHelp help={result.data.help} besides={besides} />
  ) : null;
}
