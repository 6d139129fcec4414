import * as z from 'zod';
import { countAnswer, described, idAnswer, instantAnswer } from '../kernel/answers.ts';
import { collectionStates, type CollectionState } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ReasonCatalog, ReasonView } from '../knowledge/reasons.ts';
import { reasonAnswer, reasonView } from '../knowledge/view.ts';
import {
  permissionTypes,
  type Grant,
  type PermissionManifest,
  type PermissionType,
} from '../ports/directory-provider.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import { grantId } from './catalog.ts';
import {
  comparePermissions,
  permissionOveralls,
  permissionStatuses,
  summarizePermissions,
  type PermissionCounts,
  type PermissionOverall,
  type PermissionStatus,
} from './rules.ts';

/** One required permission beside what the tenant granted. */
export interface PermissionView {
  readonly key: string;
  readonly type: PermissionType;
  readonly status: PermissionStatus;
  /** What does not work without it. */
  readonly features: readonly string[];
  /** The version of the manifest that asked for it first. */
  readonly since: number;
  /** Whether the last grants that were read held it; null where none were ever read. */
  readonly wasGranted: boolean | null;
  /** Whether it became required after consent was given. */
  readonly isNew: boolean;
}

/** The permissions of a connection: what is required beside what the tenant granted. */
export interface PermissionOverview {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly connectionId: string;
  readonly provider: string;
  readonly manifestVersion: number;
  readonly overall: PermissionOverall;
  readonly counts: PermissionCounts;
  readonly missingKeys: { readonly application: readonly string[]; readonly delegated: readonly string[] };
  /** What does not work because of missing permissions. */
  readonly featuresAffected: readonly string[];
  readonly freshness: { readonly lastRefreshedAt: Instant | null; readonly isStale: boolean };
  /** How the grants were read; only `collected` makes a permission missing. */
  readonly collection: CollectionState;
  /** Why they were not collected. */
  readonly reason: ReasonView | null;
  readonly permissions: readonly PermissionView[];
  /** Granted and not required. */
  readonly unexpected: readonly Grant[];
}

/** A {@link PermissionOverview}. */
export const permissionOverviewAnswer = described<PermissionOverview>()('PermissionOverview', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    tenantId: idAnswer(),
    connectionId: idAnswer(),
    provider: z.string(),
    manifestVersion: countAnswer(),
    overall: z.enum(permissionOveralls),
    counts: z.strictObject({
      granted: countAnswer(),
      missingApplication: countAnswer(),
      missingDelegated: countAnswer(),
      error: countAnswer(),
      unexpected: countAnswer(),
    }),
    missingKeys: z.strictObject({ application: z.array(z.string()), delegated: z.array(z.string()) }),
    featuresAffected: z.array(z.string()),
    freshness: z.strictObject({ lastRefreshedAt: instantAnswer().nullable(), isStale: z.boolean() }),
    collection: z.enum(collectionStates),
    reason: reasonAnswer().nullable(),
    permissions: z.array(
      z.strictObject({
        key: z.string(),
        type: z.enum(permissionTypes),
        status: z.enum(permissionStatuses),
        features: z.array(z.string()),
        since: countAnswer(),
        wasGranted: z.boolean().nullable(),
        isNew: z.boolean(),
      }),
    ),
    unexpected: z.array(z.strictObject({ key: z.string(), type: z.enum(permissionTypes) })),
  }),
);

/** The overview of the permissions of a connection, as of `now`. */
export function permissionOverview(
  connection: Pick<ProviderConnection, 'workspaceId' | 'tenantId' | 'id' | 'provider' | 'grants' | 'consentedTo'>,
  manifest: PermissionManifest,
  reasons: ReasonCatalog,
  now: Instant,
): PermissionOverview {
  const { grants, consentedTo } = connection;
  const comparison = comparePermissions(manifest, grants);
  return {
    workspaceId: connection.workspaceId,
    tenantId: connection.tenantId,
    connectionId: connection.id,
    provider: connection.provider,
    manifestVersion: manifest.version,
    ...summarizePermissions(comparison, now),
    collection: comparison.collection,
    reason: reasonView(comparison, reasons),
    permissions: comparison.permissions.map((permission) => ({
      ...permission,
      isNew: consentedTo !== null && !consentedTo.includes(grantId(permission)),
    })),
    unexpected: comparison.unexpected,
  };
}
