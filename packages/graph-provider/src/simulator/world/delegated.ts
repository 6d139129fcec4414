import { idOf, type GraphObject } from './collection.ts';
import type { PermissionCatalog } from './permissions.ts';
import { graphOf, rowsWhere, type Tenant } from './tenant.ts';

/** Grants a delegated permission for all users. False when Graph offers none of this name, or when it was granted before. */
export function grantDelegated(
  tenant: Tenant,
  principal: GraphObject,
  permission: string,
  catalog: PermissionCatalog,
): boolean {
  const row = grantOf(tenant, principal);
  const scopes = scopesOf(row);
  if (scopes.includes(permission) || !catalog.delegated.some(({ value }) => value === permission)) return false;
  const scope = [...scopes, permission].join(' ');
  const { oauth2PermissionGrants: grants } = tenant;
  if (row) return grants.change(idOf(row), { scope });
  const ids = { clientId: idOf(principal), resourceId: idOf(graphOf(tenant)) };
  grants.add({ ...ids, consentType: 'AllPrincipals', principalId: null, scope });
  return true;
}

/** Takes a delegated permission back. False when it was not granted. The last one takes the grant with it, as at Microsoft. */
export function revokeDelegated(tenant: Tenant, principal: GraphObject, permission: string): boolean {
  const row = grantOf(tenant, principal);
  const scopes = scopesOf(row);
  if (!row || !scopes.includes(permission)) return false;
  const left = scopes.filter((one) => one !== permission);
  const { oauth2PermissionGrants: grants } = tenant;
  return left.length === 0 ? grants.remove(idOf(row)) : grants.change(idOf(row), { scope: left.join(' ') });
}

/** What holds the delegated permissions of an app for all users; undefined where it has none. */
function grantOf({ oauth2PermissionGrants: grants }: Tenant, principal: GraphObject): GraphObject | undefined {
  return rowsWhere(grants, (row) => row['clientId'] === idOf(principal) && row['consentType'] === 'AllPrincipals')[0];
}

function scopesOf(row: GraphObject | undefined): readonly string[] {
  const scope = row?.['scope'];
  return typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : [];
}
