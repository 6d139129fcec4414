import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { compareText } from '../kernel/text.ts';
import {
  permissionTypes,
  type Grant,
  type PermissionManifest,
  type RequiredPermission,
} from '../ports/directory-provider.ts';

/** What changes from one version of a manifest to another. What both need keeps working meanwhile. */
export interface ManifestDifference {
  readonly from: number;
  readonly to: number;
  /** To be granted. */
  readonly added: readonly RequiredPermission[];
  /** No longer needed: granted ones become unexpected. */
  readonly removed: readonly RequiredPermission[];
}

/** The longest name of a permission. */
const maxKeyLength = 200;
const form = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;

/**
 * Checks and freezes a manifest. Throws an invariant that names the member, the rule and the fix for a malformed one: a name twice for one type, a `since`
 * above the version, a permission without a feature.
 *
 * @example
 * const permissions = definePermissions({
 *   provider: 'microsoft', version: 2,
 *   permissions: [{ key: 'Mail.Send', type: 'application', features: ['Mail campaigns'], since: 2 }],
 * });
 */
export function definePermissions<const Manifest extends PermissionManifest>(manifest: Manifest): Manifest {
  const check = optionChecks('definePermissions');
  check.names(manifest, ['provider', 'version', 'permissions'], 'a member of a manifest');
  invariant(
    isProviderName(manifest.provider),
    'definePermissions: "provider" is a lower-case word such as "microsoft".',
  );
  invariant(isVersion(manifest.version), 'definePermissions: "version" is a whole number from 1.');
  const permissions: readonly RequiredPermission[] = manifest.permissions;
  invariant(Array.isArray(permissions), 'definePermissions: "permissions" is a list.');
  const seen = new Set<string>();
  for (const permission of permissions as readonly RequiredPermission[]) {
    checkPermission(permission, manifest.version);
    invariant(!seen.has(grantId(permission)), `${nameOf(permission)}: it is listed twice. Merge its features.`);
    seen.add(grantId(permission));
  }
  return deepFreeze(manifest);
}

/**
 * One manifest of several of a provider: a permission that more than one names has the features of all, and the earliest `since`. The version is the sum, so that
 * it rises whenever one of them does.
 */
export function mergeManifests(provider: string, manifests: readonly PermissionManifest[]): PermissionManifest {
  const merged = new Map<string, RequiredPermission>();
  const own = manifests.filter((manifest) => manifest.provider === provider);
  for (const permission of own.flatMap(({ permissions }) => permissions)) {
    const known = merged.get(grantId(permission));
    merged.set(grantId(permission), {
      key: permission.key,
      type: permission.type,
      features: [...new Set([...(known?.features ?? []), ...permission.features])],
      since: Math.min(known?.since ?? permission.since, permission.since),
    });
  }
  const version = own.reduce((sum, manifest) => sum + manifest.version, 0);
  return deepFreeze({ provider, version, permissions: [...merged.values()].toSorted(byTypeAndKey) });
}

/** What an upgrade from one manifest to another asks for. */
export function manifestDifference(from: PermissionManifest, to: PermissionManifest): ManifestDifference {
  const missingIn = (other: PermissionManifest) => {
    const ids = new Set(other.permissions.map(grantId));
    return (permission: RequiredPermission): boolean => !ids.has(grantId(permission));
  };
  return deepFreeze({
    from: from.version,
    to: to.version,
    added: to.permissions.filter(missingIn(from)).toSorted(byTypeAndKey),
    removed: from.permissions.filter(missingIn(to)).toSorted(byTypeAndKey),
  });
}

/** One grant, whatever the case of its name: providers compare names without case. */
export function grantId({ key, type }: Grant): string {
  return `${type} ${key.toLowerCase()}`;
}

/** Whether a text may be the name of a permission: 200 characters of letters, digits and `._:/-`. */
export function isGrantKey(key: unknown): key is string {
  return typeof key === 'string' && key.length <= maxKeyLength && form.test(key);
}

/** Application permissions first, each group by name. */
export function byTypeAndKey(one: Grant, other: Grant): number {
  return compareText(one.type, other.type) || compareText(one.key, other.key);
}

/** Whether a text may name a provider: a lower-case word. */
export function isProviderName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(name);
}

function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function nameOf(permission: Grant): string {
  return `Permission "${permission.key}" (${permission.type})`;
}

function checkPermission(permission: RequiredPermission, version: number): void {
  const name = nameOf(permission);
  optionChecks(name).names(permission, ['key', 'type', 'features', 'since'], 'a member of a permission');
  const isKey = isGrantKey(permission.key);
  invariant(isKey, `${name}: "key" is the provider's name of the permission, such as "Organization.Read.All".`);
  invariant(permissionTypes.includes(permission.type), `${name}: "type" is application or delegated.`);
  const { features, since } = permission;
  const areFeatures = Array.isArray(features) && features.length > 0 && features.every((each) => isFeature(each));
  invariant(areFeatures, `${name}: "features" names at least one feature that needs it.`);
  invariant(
    isVersion(since) && since <= version,
    `${name}: "since" is a whole number from 1 to the version of the manifest, ${String(version)}.`,
  );
}

function isFeature(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200;
}
