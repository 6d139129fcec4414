import { invariant } from '@tenantatlas/core';

/** Bounds on what a request may cost. */
export interface HandlerLimits {
  /** Bytes of a body. @default 65536 */
  readonly bodyBytes: number;
  /** Milliseconds for a body to arrive: 408 afterwards. @default 10000 */
  readonly bodyMillis: number;
  /** Characters of an address, query included. @default 8192 */
  readonly urlLength: number;
  /** Milliseconds for the whole answer: 503 afterwards. A method that has begun by then still completes, but no method starts afterwards. @default 30000 */
  readonly timeoutMillis: number;
}

/** See {@link HandlerLimits}. */
export const defaultLimits: HandlerLimits = {
  bodyBytes: 65_536,
  bodyMillis: 10_000,
  urlLength: 8_192,
  timeoutMillis: 30_000,
};

/** Levels that JSON may be nested. */
export const maxDepth = 32;

/** The maximum delay of a timer; a longer one fires at once. */
const largest = 2_147_483_647;

/** The limits with the defaults filled in. A value that is not a whole number would silently switch a limit off, so it is an invariant. */
export function checkedLimits(given: Partial<HandlerLimits> = {}): HandlerLimits {
  for (const [name, value] of Object.entries(given) as readonly (readonly [string, unknown])[]) {
    invariant(
      Object.hasOwn(defaultLimits, name),
      `createAtlasHandler: "${name}" is no limit. Use one of ${Object.keys(defaultLimits).join(', ')}.`,
    );
    invariant(
      Number.isInteger(value) && (value as number) >= 1 && (value as number) <= largest,
      `createAtlasHandler: limits.${name} is a whole number from 1 to ${String(largest)}. Leave it out for the default.`,
    );
  }
  return { ...defaultLimits, ...given };
}
