import type { useAudit } from '../../hooks/audit.ts';

/** Time ranges of an audit log; the months are those of the reader's zone, and of UTC on a server. */
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
 * The request of `audit.list` and `audit.export` for a filter; `now` decides which month this one is. With `isMounted` false the months are those of
 * UTC: a server does not know the reader's zone, and the first render of the browser asks for what the server has asked for.
 */
export function auditRequest(
  workspaceId: string | undefined,
  { action, actorId, tenantId, time, target }: AuditFilterValue,
  now: Date,
  isMounted: boolean,
): AuditRequest {
  return {
    ...(workspaceId === undefined ? {} : { workspaceId }),
    ...(action === null ? {} : { actions: [action] }),
    ...(actorId === null ? {} : { actorId }),
    ...(tenantId === null ? {} : { tenantId }),
    ...(target ? { targetType: target.type, targetId: target.id } : {}),
    ...rangeOf(time, now, isMounted),
  };
}

function rangeOf(time: AuditTime | null, now: Date, isMounted: boolean): Pick<AuditRequest, 'window' | 'from' | 'to'> {
  if (time === null) return {};
  if (time !== 'month' && time !== 'last_month') return { window: time };
  const start = (months: number): Date =>
    isMounted
      ? new Date(now.getFullYear(), now.getMonth() + months, 1)
      : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  if (time === 'month') return { from: start(0).toISOString() };
  // An end is inside its range, and instants are whole milliseconds.
  return { from: start(-1).toISOString(), to: new Date(start(0).getTime() - 1).toISOString() };
}
