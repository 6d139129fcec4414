import { plusMillis, type Instant } from './instant.ts';
import { windows, type WindowKey } from './windows.ts';

/** `[now - length, now]`, both ends inclusive. */
export function windowRange(key: WindowKey, now: Instant): { readonly from: Instant; readonly to: Instant } {
  return { from: plusMillis(now, -windows[key].millis), to: now };
}
