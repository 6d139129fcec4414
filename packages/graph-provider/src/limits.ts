import { invariant, optionChecks } from '@tenantatlas/core/ports';
import type { Rate } from './transport/bucket.ts';
import type { GraphLimits } from './transport/client.ts';

/** How much a provider asks for. What is left out has its default. */
export interface GraphProviderLimits {
  /** Requests in progress over all tenants. @default 32 */
  readonly concurrency?: number | undefined;
  /** Requests in progress of one tenant. @default 4 */
  readonly concurrencyPerTenant?: number | undefined;
  /** The pace of each tenant. A tenant that connections name by its GUID and by a domain name counts as two. @default none: Microsoft's own answers set it */
  readonly perTenant?: Rate | null | undefined;
  /** The pace over all tenants together. @default none */
  readonly overall?: Rate | null | undefined;
  /** How often one request is sent, the first time included. @default 6 */
  readonly maxAttempts?: number | undefined;
  /** How long one request may take with its repetitions and waits, and how long a whole reading goes on without any answer, in milliseconds. @default 2 minutes */
  readonly totalMillis?: number | undefined;
  /** How long one attempt may take, in milliseconds. @default 30 seconds */
  readonly requestMillis?: number | undefined;
  /** The largest body that is read, in bytes. @default 32 MiB */
  readonly maxBytes?: number | undefined;
  /** Pages of one list. @default 20,000 */
  readonly maxPages?: number | undefined;
}

const defaults: GraphLimits = {
  concurrency: 32,
  concurrencyPerTenant: 4,
  perTenant: null,
  overall: null,
  maxAttempts: 6,
  totalMillis: 2 * 60_000,
  requestMillis: 30_000,
  maxBytes: 32 * 1_024 * 1_024,
  maxPages: 20_000,
};

/** The limits with their defaults. Throws an invariant for one that does not work. */
export function checkLimits(limits: GraphProviderLimits = {}): GraphLimits {
  const check = optionChecks('createGraphProvider');
  check.names(limits, Object.keys(defaults), 'a member of "limits"');
  check.whole('limits.concurrency', limits.concurrency, 1, 1_000);
  check.whole('limits.concurrencyPerTenant', limits.concurrencyPerTenant, 1, 1_000);
  check.whole('limits.maxAttempts', limits.maxAttempts, 1, 100);
  check.delay('limits.totalMillis', limits.totalMillis);
  check.delay('limits.requestMillis', limits.requestMillis);
  check.whole('limits.maxBytes', limits.maxBytes, 1_024, 1_024 * 1_024 * 1_024);
  check.whole('limits.maxPages', limits.maxPages, 1, 1_000_000);
  const perTenant = checkRate('limits.perTenant', limits.perTenant);
  const overall = checkRate('limits.overall', limits.overall);
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  return Object.freeze({ ...defaults, ...given, perTenant, overall });
}

function checkRate(name: string, rate: Rate | null | undefined): Rate | null {
  if (rate === undefined || rate === null) return null;
  const { requests, perMillis } = rate;
  invariant(
    Number.isFinite(requests) && requests > 0 && Number.isFinite(perMillis) && perMillis > 0,
    `createGraphProvider: "${name}" is so many requests in so much time, such as { requests: 100, perMillis: 1000 }.`,
  );
  return { requests, perMillis };
}
