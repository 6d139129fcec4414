import { isDottedName } from '../kernel/dotted-name.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { isRecord } from '../kernel/record.ts';
import { workspaceRoles, type WorkspaceRole } from '../ports/member-store.ts';
import { platformPrefix, workspaceCapabilities } from './capabilities.ts';
import { roleCapabilities } from './roles.ts';

/** What a host adds to the built-in roles: capabilities of its own. */
export type RoleExtensions = { readonly [role in WorkspaceRole]?: readonly string[] | undefined };

/** What each role grants. */
export type RoleTable = { readonly [role in WorkspaceRole]: readonly string[] };

/**
 * Adds capabilities of the host to the built-in roles, for operations whose `capability` is one of the host's. A stronger role also has what is added to a weaker
 * one: `readonly`, `operator`, `manager`, `owner`. What the SDK's own capabilities need stays as it is; for another table bring an `AccessPolicy`.
 *
 * Throws an invariant for a role that does not exist, and for a capability that is malformed, reserved or one of the SDK.
 *
 * @example
 * const roles = defineRoles({ operator: ['acme.mail.send'], owner: ['acme.mail.settings'] });
 * const atlas = createTenantAtlas({ roles });
 */
export function defineRoles<const Given extends RoleExtensions>(given: Given): Given {
  if (!isRecord(given)) throw new InvariantError("defineRoles: pass an object such as { owner: ['acme.mail.send'] }.");
  for (const [role, capabilities] of Object.entries<unknown>(given)) {
    if (!workspaceRoles.includes(role as WorkspaceRole))
      throw new InvariantError(`defineRoles: "${role}" is not a role. Use one of ${workspaceRoles.join(', ')}.`);
    if (capabilities === undefined) continue;
    if (!Array.isArray(capabilities))
      throw new InvariantError(`defineRoles: "${role}" is a list of capabilities such as ['acme.mail.send'].`);
    for (const capability of capabilities) checkCapability(role, capability);
  }
  return deepFreeze(given);
}

function checkCapability(role: string, capability: unknown): void {
  const about = `defineRoles: "${role}" names "${String(capability)}".`;
  if (!isDottedName(capability))
    throw new InvariantError(`${about} A capability is lower-case words joined by dots, such as "acme.mail.send".`);
  if (capability.startsWith(platformPrefix))
    throw new InvariantError(`${about} Names that begin with "${platformPrefix}" are for operators. Rename it.`);
  if ((workspaceCapabilities as readonly string[]).includes(capability))
    throw new InvariantError(`${about} The SDK decides which roles have its own capabilities. Bring an AccessPolicy.`);
}

/** The built-in roles with what a host adds. */
export function roleTable(extensions: RoleExtensions): RoleTable {
  const added: string[] = [];
  const table = workspaceRoles.map((role) => {
    added.push(...(extensions[role] ?? []));
    return [role, [...new Set([...roleCapabilities[role], ...added])]] as const;
  });
  return deepFreeze(Object.fromEntries(table) as { [role in WorkspaceRole]: readonly string[] });
}
