import type { useAudit } from '../../hooks/audit.ts';
import { startOfMonth } from '../base/wall-clock.ts';

/** Time ranges of an audit log; the months are those of the time zone of the page. */
export const auditTimes = ['24h', '7d', '30d', 'month', 'last_month'] as const;
/** See {@link auditTimes}. */
export type AuditTime = (typeof auditTimes)[number];

/** What an audit log is narrowed to; null is all. */
export interface AuditFilterValue {
  readonly action: string | null;
  readonly actorId: string | null;
  readonly tenantId: string | null;
  readonly time: AuditTime | null;
  /** The object that the entries are about, for a link that leads to them: a pause is `{ type: 'operational_control', id: activation.id }`. @default null */
  readonly target?: { readonly type: string; readonly id: string } | null | undefined;
}

/** Everything. */
export const noAuditFilter: AuditFilterValue = { action: null, actorId: null, tenantId: null, time: null };

/** Whether a text, say of an address, is one of the time ranges. */
export function isAuditTime(text: string | null): text is AuditTime {
  return auditTimes.some((time) => time === text);
}

type AuditRequest = NonNullable<Parameters<typeof useAudit>[0]>;

/**
 * The request of `audit.list` and `audit.export` for a filter; `now` decides which month this one is, in which `zone`. With that of
 * `useTimeZone`, the first render of the browser asks for what the server has asked for.
 */
export function auditRequest(
  workspaceId: string | undefined,
  { action, actorId, tenantId, time, target }: AuditFilterValue,
  now: number,
  zone: string,
): AuditRequest {
  return {
    ...(workspaceId === undefined ? {} : { workspaceId }),
    ...(action === null ? {} : { actions: [action] }),
    ...(actorId === null ? {} : { actorId }),
    ...(tenantId === null ? {} : { tenantId }),
    ...(target ? { targetType: target.type, targetId: target.id } : {}),
    ...rangeOf(time, now, zone),
  };
}

function rangeOf(time: AuditTime | null, now: number, zone: string): Pick<AuditRequest, 'window' | 'from' | 'to'> {
  if (time === null) return {};
  if (time !== 'month' && time !== 'last_month') return { window: time };
  if (time === 'month') return { from: startOfMonth(now, zone).toISOString() };
  // An end is inside its range, and instants are whole milliseconds.
  const end = startOfMonth(now, zone).getTime() - 1;
  return { from: startOfMonth(now, zone, -1).toISOString(), to: new Date(end).toISOString() };
}
