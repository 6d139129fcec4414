import { useState } from 'react';
import { useNow } from '../base/root-context.ts';
import { useIsMounted } from '../base/use-is-mounted.ts';

/** Time ranges of a list. Today is that of the reader's zone, and of UTC on a server. */
export const listTimes = ['today', '24h', '7d', '30d'] as const;
/** See {@link listTimes}. */
export type ListTime = (typeof listTimes)[number];

/** Whether a text, say of an address, is one of the time ranges. */
export function isListTime(text: string | null): text is ListTime {
  return listTimes.some((time) => time === text);
}

/** Members of a request that narrow a list to a time range. */
export interface ListRange {
  readonly window: Exclude<ListTime, 'today'> | null;
  readonly from: string | null;
}

/**
 * The members of a request for a time range; null is all time. Today moves on at midnight. Until the page is mounted its day is that of UTC: a server does not know the
 * reader's zone, and the first render of the browser asks for what the server has asked for.
 */
export function useListRange(time: ListTime | null): ListRange {
  const isMounted = useIsMounted();
  const [openedAt] = useState(() => Date.now());
  const now = useNow() ?? openedAt;
  if (time !== 'today') return { window: time, from: null };
  return { window: null, from: startOfDay(new Date(now), isMounted).toISOString() };
}

/** When the day of an instant begins, in the reader's zone or in UTC. */
function startOfDay(now: Date, isLocal: boolean): Date {
  return isLocal
    ? new Date(now.getFullYear(), now.getMonth(), now.getDate())
    : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}
