import type {
  PermissionOverview,
  PermissionView,
  ReasonView,
  VerificationCheckView,
  VerificationReportView,
} from '@tenantatlas/core';
import { table, type Cell } from './table.ts';

/** What a check found: the report of a connection and its permissions, as `connections.get` and `connections.permissions` answer them. */
export interface Checked {
  readonly report: VerificationReportView;
  readonly permissions: PermissionOverview;
}

/** Which tenant was asked, and with what. */
export interface Subject {
  readonly tenant: string;
  readonly clientId: string;
  /** Null for a simulator. */
  readonly cloud: string | null;
}

/** What a check found, for people. */
export function describeCheck(
  { tenant, clientId, cloud }: Subject,
  { report, permissions }: Checked,
  colours: boolean,
): string {
  const { overall, checks, primaryReason } = report;
  const head = `Tenant ${tenant}, app ${clientId}, ${cloud === null ? 'simulator' : `cloud ${cloud}`}\n`;
  const unexpected = permissions.unexpected.map(({ type, key }) => `${type} ${key}`);
  const parts = [
    head,
    table([['Check', 'Status', 'Reason'], ...checks.map(checkRow)], colours),
    table([['Permission', 'Type', 'Status', 'Needed for'], ...permissions.permissions.map(permissionRow)], colours),
    unexpected.length > 0 ? `Granted and not required: ${unexpected.join(', ')}\n` : '',
    ...checks.map(adviceOn),
    overall === 'ready' ? 'Ready.\n' : `Not ready: ${overall}${primaryReason ? `, ${codeOf(primaryReason)}` : ''}.\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function checkRow({ title, status, reason }: VerificationCheckView): readonly Cell[] {
  const colour = status === 'pass' ? 'green' : status === 'fail' ? 'red' : status === 'skip' ? 'dim' : 'yellow';
  return [title.text, { text: status, colour }, reason === null ? '' : codeOf(reason)];
}

function permissionRow({ key, type, status, features }: PermissionView): readonly Cell[] {
  const colour = status === 'granted' ? 'green' : status === 'missing' ? 'red' : 'yellow';
  return [key, type, { text: status, colour }, features.join(', ')];
}

/** What to do about a check that did not pass. */
function adviceOn({ title, reason, message, evidence }: VerificationCheckView): string {
  if (reason === null) return '';
  const retryAt = evidence.find((each) => each.retryAt !== null)?.retryAt ?? null;
  const steps = reason.nextSteps.map(({ label }) => `  - ${label.text}\n`).join('');
  const later = retryAt === null ? '' : `  - Ask again after ${retryAt}.\n`;
  return `${title.text}: ${message.text}\n${steps}${later}`;
}

function codeOf({ diagnosticCode, providerCode }: ReasonView): string {
  return providerCode === null ? diagnosticCode : `${diagnosticCode} (${providerCode})`;
}
