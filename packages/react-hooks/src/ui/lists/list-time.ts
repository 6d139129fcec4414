import { useState } from 'react';
import { useNow } from '../base/root-context.ts';
import { useTimeZone } from '../base/use-time-zone.ts';
import { startOfDay } from '../base/wall-clock.ts';

/** Time ranges of a list. Today is that of the time zone of the page. */
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
 * The members of a request for a time range; null is all time. Today moves on at midnight. The day is that of {@link useTimeZone}: the first render of the
 * browser asks for what the server has asked for.
 */
export function useListRange(time: ListTime | null): ListRange {
  const zone = useTimeZone();
  const [openedAt] = useState(() => Date.now());
  const now = useNow() ?? openedAt;
  if (time !== 'today') return { window: time, from: null };
  return { window: null, from: startOfDay(now, zone).toISOString() };
}
