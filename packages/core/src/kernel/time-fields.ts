import * as z from 'zod';
import { instantSchema } from './input.ts';
import type { Instant } from './instant.ts';
import { windows, type WindowKey } from './windows.ts';

const windowKeys = Object.keys(windows) as [WindowKey, ...WindowKey[]];

/** The keys of all windows. */
export const windowKey = z.enum(windowKeys);

/** Members of a request that narrow it by time. */
export const timeFields = {
  window: windowKey.nullish(),
  from: instantSchema.nullish(),
  to: instantSchema.nullish(),
} as const;

/** The values of {@link timeFields}. */
export interface TimeFields {
  readonly window?: WindowKey | null | undefined;
  readonly from?: Instant | null | undefined;
  readonly to?: Instant | null | undefined;
}
