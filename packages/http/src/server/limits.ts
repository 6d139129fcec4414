import { longestDelay, optionChecks } from '@tenantatlas/core/ports';

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

/** Limits that a host gives; undefined counts as left out. */
export type GivenLimits = { readonly [Name in keyof HandlerLimits]?: HandlerLimits[Name] | undefined };

/** The limits with the defaults filled in. A value that is not a whole number would silently switch a limit off, so it is an invariant. */
export function checkedLimits(factory: string, given: GivenLimits = {}): HandlerLimits {
  const check = optionChecks(factory);
  check.names(given, Object.keys(defaultLimits), 'a limit');
  for (const [name, value] of Object.entries(given)) check.whole(`limits.${name}`, value, 1, longestDelay);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...defaultLimits, ...set };
}
