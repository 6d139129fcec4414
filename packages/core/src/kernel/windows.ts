import { deepFreeze } from './json.ts';

const hour = 3_600_000;

/** The look-back periods that every windowed figure shares, with their labels. */
export const windows = deepFreeze({
  '24h': { label: 'Last 24 hours', millis: 24 * hour },
  '7d': { label: 'Last 7 days', millis: 7 * 24 * hour },
  '30d': { label: 'Last 30 days', millis: 30 * 24 * hour },
} as const);

/** The key of a look-back period. */
export type WindowKey = keyof typeof windows;

/** The window that applies when none is asked for. */
export const defaultWindow: WindowKey = '24h';
