import type {
  CheckEvidenceView,
  ConnectionView,
  PermissionOverview,
  VerificationReportView,
} from '@tenantatlas/core/browser';
import type { IconName } from '../base/icons.tsx';
import type { Tone } from '../base/status.tsx';

/** How a state is drawn beside its word. */
export interface Sign {
  readonly tone: Tone;
  readonly icon: IconName;
}

type Check = VerificationReportView['checks'][number];

const good: Sign = { tone: 'success', icon: 'check' };
const bad: Sign = { tone: 'danger', icon: 'cross' };
const warned: Sign = { tone: 'warning', icon: 'warning' };
/** Not enough evidence: drawn as absence, never as good or bad. */
const absent: Sign = { tone: 'neutral', icon: 'circle' };

/** Whether a connection can be used. */
export const readinessSigns: { readonly [readiness in ConnectionView['readiness']]: Sign } = {
  disabled: { tone: 'muted', icon: 'dash' },
  consent_revoked: bad,
  consent_failed: bad,
  consent_required: { tone: 'info', icon: 'info' },
  blocked: bad,
  degraded: warned,
  pending: { tone: 'neutral', icon: 'clock' },
  ready: good,
};

const checkSigns: { readonly [status in Check['status']]: Sign } = {
  pass: good,
  fail: bad,
  warn: warned,
  skip: { tone: 'muted', icon: 'dash' },
  running: { tone: 'info', icon: 'running' },
  unknown: absent,
};

/** The sign of a check: a failure that does not block is a warning. */
export function checkSign({ status, blocking }: Pick<Check, 'status' | 'blocking'>): Sign {
  return status === 'fail' && !blocking ? warned : checkSigns[status];
}

/** What a report says as a whole. */
export const overallSigns: { readonly [overall in VerificationReportView['overall']]: Sign } = {
  ready: good,
  needs_attention: warned,
  blocked: bad,
  unknown: absent,
  running: checkSigns.running,
};

/** What the permissions allow to conclude. */
export const permissionSigns: { readonly [overall in PermissionOverview['overall']]: Sign } = {
  ready: good,
  needs_attention: warned,
  blocked: bad,
  unknown: absent,
};

/** Whether evidence was collected. */
export function collectionSign(collection: CheckEvidenceView['collection']): Sign {
  return collection === 'collected' ? good : collection === 'partial' ? warned : absent;
}
