import type { CollectionState, Evidence, EvidenceReason } from '../kernel/evidence.ts';
import { deepFreeze } from '../kernel/json.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { Grant, PermissionManifest, PermissionType } from '../ports/directory-provider.ts';
import { byTypeAndKey, grantId } from './catalog.ts';

/** How old grants may be before nothing is concluded from them: 30 days. */
export const permissionStalenessMillis = 30 * 24 * 60 * 60 * 1000;

/** What is known of one required permission. `unreadable`: the grants were not collected, so that neither of the others can be said. */
export const permissionStatuses = ['granted', 'missing', 'unreadable'] as const;

/** See {@link permissionStatuses}. */
export type PermissionStatus = (typeof permissionStatuses)[number];

/** What the permissions of a connection allow to conclude. */
export const permissionOveralls = ['ready', 'needs_attention', 'blocked', 'unknown'] as const;

/** See {@link permissionOveralls}. */
export type PermissionOverall = (typeof permissionOveralls)[number];

/** One required permission beside what the tenant granted. */
export interface ComparedPermission {
  readonly key: string;
  readonly type: PermissionType;
  readonly status: PermissionStatus;
  readonly features: readonly string[];
  readonly since: number;
  /** Whether the last grants that were read held it. Null where none were ever read. For display beside `unreadable`. */
  readonly wasGranted: boolean | null;
}

/** What the product needs beside what the tenant granted. */
export interface PermissionComparison {
  /** Application permissions first, each group by name. */
  readonly permissions: readonly ComparedPermission[];
  /** Granted and not required. */
  readonly unexpected: readonly Grant[];
  readonly collection: CollectionState;
  /** Why the grants were not collected. */
  readonly reason: EvidenceReason | null;
  /** When the grants were last read completely; null where they never were. */
  readonly lastRefreshedAt: Instant | null;
}

/** How many permissions are in each state. */
export interface PermissionCounts {
  readonly granted: number;
  readonly missingApplication: number;
  readonly missingDelegated: number;
  /** Those that could not be read. */
  readonly error: number;
  readonly unexpected: number;
}

/** The permissions of a connection at a glance. */
export interface PermissionSummary {
  readonly overall: PermissionOverall;
  readonly counts: PermissionCounts;
  readonly missingKeys: { readonly [type in PermissionType]: readonly string[] };
  /** The features that a missing permission keeps from working. */
  readonly featuresAffected: readonly string[];
  readonly freshness: { readonly lastRefreshedAt: Instant | null; readonly isStale: boolean };
}

/**
 * Compares what is required with what was granted. Only collected grants make a permission `missing`; of partly read ones, the part says what is granted and the
 * rest is `unreadable`. Names are compared without case.
 *
 * @see docs/decisions/0033-the-provider-plane.md
 */
export function comparePermissions(
  manifest: PermissionManifest,
  grants: Evidence<readonly Grant[]>,
): PermissionComparison {
  const read = idsOf(
    grants.collection === 'collected' ? grants.value : grants.collection === 'partial' ? grants.part : [],
  );
  const absent: PermissionStatus = grants.collection === 'collected' ? 'missing' : 'unreadable';
  const last = grants.collection === 'collected' ? null : grants.lastKnown;
  const known = grants.collection === 'collected' ? read : last && idsOf(last.value);
  const required = idsOf(manifest.permissions);
  const permissions = manifest.permissions.toSorted(byTypeAndKey).map(({ key, type, features, since }) => {
    const id = grantId({ key, type });
    const status: PermissionStatus = read.has(id) ? 'granted' : absent;
    return { key, type, status, features, since, wasGranted: known ? known.has(id) : null };
  });
  return deepFreeze({
    permissions,
    unexpected: [...read.values()].filter((grant) => !required.has(grantId(grant))).toSorted(byTypeAndKey),
    collection: grants.collection,
    reason: grants.collection === 'collected' ? null : grants.reason,
    lastRefreshedAt: grants.collection === 'collected' ? grants.observedAt : (last?.observedAt ?? null),
  });
}

/**
 * What a comparison allows to conclude, the first that holds: a known missing application permission, `blocked`; grants that were not collected or are older than
 * {@link permissionStalenessMillis}, `unknown`; a missing delegated permission, `needs_attention`; else `ready`.
 */
export function summarizePermissions(comparison: PermissionComparison, now: Instant): PermissionSummary {
  const { permissions, unexpected, lastRefreshedAt, collection } = comparison;
  const having = (status: PermissionStatus) => permissions.filter((permission) => permission.status === status);
  const missing = having('missing');
  const keysOf = (type: PermissionType) => missing.filter((each) => each.type === type).map(({ key }) => key);
  const missingKeys = { application: keysOf('application'), delegated: keysOf('delegated') };
  const isStale = isOlderThan(lastRefreshedAt, now);
  return deepFreeze({
    overall: overallOf(missingKeys, isStale || collection !== 'collected'),
    counts: {
      granted: having('granted').length,
      missingApplication: missingKeys.application.length,
      missingDelegated: missingKeys.delegated.length,
      error: having('unreadable').length,
      unexpected: unexpected.length,
    },
    missingKeys,
    featuresAffected: [...new Set(missing.flatMap(({ features }) => features))],
    freshness: { lastRefreshedAt, isStale },
  });
}

function overallOf(missing: PermissionSummary['missingKeys'], isUncertain: boolean): PermissionOverall {
  if (missing.application.length > 0) return 'blocked';
  if (isUncertain) return 'unknown';
  return missing.delegated.length > 0 ? 'needs_attention' : 'ready';
}

function isOlderThan(lastRefreshedAt: Instant | null, now: Instant): boolean {
  return lastRefreshedAt === null || epochMillis(now) - epochMillis(lastRefreshedAt) > permissionStalenessMillis;
}

/** Grants by their identity; of two spellings of one the first one counts. */
function idsOf(grants: readonly Grant[]): ReadonlyMap<string, Grant> {
  const ids = new Map<string, Grant>();
  for (const { key, type } of grants) {
    const id = grantId({ key, type });
    if (!ids.has(id)) ids.set(id, { key, type });
  }
  return ids;
}
