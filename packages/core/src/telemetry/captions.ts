import type { Sentence } from '../kernel/sentence.ts';
import type { WindowKey } from '../kernel/windows.ts';
import { sayUsage } from './figure-messages.ts';

/** What stands below a figure: how many events, or that there is none, and of what time. `window` is null for a range. */
export function captionOf(count: number, window: WindowKey | null): Sentence {
  const time = window ?? 'range';
  return count === 0 ? sayUsage(`telemetry.none.${time}`) : sayUsage(`telemetry.events.${time}`, { count });
}
