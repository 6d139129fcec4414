import { err, ok, type RequiredPermission, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { microsoftGraphAppId } from './grants.ts';
import type { Reader } from './reader.ts';
import { objectId } from './shapes/ids.ts';

/** What an app registration asks for of one service: one member of its `requiredResourceAccess`. */
export interface ResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Role' | 'Scope' }[];
}

/** Required permissions with the ids that the tenant knows them by. */
export interface RequiredAccess {
  readonly resource: ResourceAccess;
  /** Those that Microsoft Graph of this tenant does not offer. Not empty: `resource` misses them. */
  readonly notOffered: readonly RequiredPermission[];
}

const offered = z.object({ id: objectId, value: z.string().nullish(), isEnabled: z.boolean().optional() });
const role = offered.extend({ allowedMemberTypes: z.array(z.string()).optional() });
const principals = z.object({
  value: z
    .array(z.object({ appId: z.string(), appRoles: z.array(role), oauth2PermissionScopes: z.array(offered) }))
    .max(1),
});

const noGraph = failure('failed', 'unknown_error', { providerCode: 'no_graph_service_principal' });

/**
 * The ids of required permissions, read from the tenant's own service principal of Microsoft Graph: they differ between clouds, so that none is written in this package. A role
 * that is disabled, or that apps cannot have, is not offered.
 *
 * @see https://learn.microsoft.com/graph/api/resources/requiredresourceaccess
 */
export async function readRequiredAccess(
  { client, session }: Reader,
  required: readonly RequiredPermission[],
): Promise<Result<RequiredAccess, GraphFailure>> {
  const filter = encodeURIComponent(`appId eq '${microsoftGraphAppId}'`);
  const path = `servicePrincipals?$filter=${filter}&$select=appId,appRoles,oauth2PermissionScopes`;
  const answer = await client.get(session, path, principals);
  if (answer.isErr()) return err(answer.error);
  const graph = answer.value.value.find(({ appId }) => appId.toLowerCase() === microsoftGraphAppId);
  if (graph === undefined) return err(noGraph);
  const ids = {
    application: idsOf(
      graph.appRoles.filter(({ allowedMemberTypes: types }) => types?.includes('Application') ?? true),
    ),
    delegated: idsOf(graph.oauth2PermissionScopes),
  };
  const idOf = ({ type, key }: RequiredPermission): string | undefined => ids[type].get(key.toLowerCase());
  const resourceAccess = required.flatMap((permission) => {
    const id = idOf(permission);
    return id === undefined ? [] : [{ id, type: permission.type === 'application' ? 'Role' : 'Scope' } as const];
  });
  return ok({
    resource: { resourceAppId: microsoftGraphAppId, resourceAccess },
    notOffered: required.filter((permission) => idOf(permission) === undefined),
  });
}

/** Ids by name, whatever the case of the name. */
function idsOf(permissions: readonly z.output<typeof offered>[]): ReadonlyMap<string, string> {
  const named = permissions.filter(({ value, isEnabled = true }) => isEnabled && (value ?? '') !== '');
  return new Map(named.map(({ id, value }) => [(value ?? '').toLowerCase(), id]));
}
