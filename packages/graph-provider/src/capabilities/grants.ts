import { collected, isGrantKey, type Evidence, type Grant, type Result } from '@tenantatlas/core';
import type * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { notCollected, partlyCollected, unresolved } from './evidence.ts';
import type { Reader } from './reader.ts';
import { appRoleAssignment, delegatedGrant, servicePrincipals } from './shapes/grants.ts';
import { isSameId } from './shapes/ids.ts';

/** The app of Microsoft Graph. The same in every tenant and cloud, unlike the ids of its roles. */
export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000';

/** What a service principal has when an app is assigned without a role. It gives nothing. */
const noRole = '00000000-0000-0000-0000-000000000000';

/** Microsoft's answer to an app without a service principal: nothing was consented to, or it is not known everywhere yet. */
const noServicePrincipal = failure('forbidden', 'provider_consent_missing', { providerCode: 'no_service_principal' });
const noGraph = failure('failed', 'unknown_error', { providerCode: 'no_graph_service_principal' });
const noClientId = failure('forbidden', 'platform_identity_incomplete', { providerCode: 'no_client_id' });

type Principal = z.output<typeof servicePrincipals>['value'][number];

/**
 * Reads the permissions on Microsoft Graph that the tenant has granted to the app: application permissions, and delegated ones that hold for all principals. Permissions on
 * other services and of single people are left out.
 *
 * Names of application permissions come from the tenant's own service principal of Microsoft Graph, because their ids differ between clouds. One that has no name there
 * makes the answer partial: the list would look complete and miss it.
 */
export async function readGrants(reader: Reader): Promise<Evidence<readonly Grant[]>> {
  const { client, session, now } = reader;
  const { clientId } = session.source;
  if (clientId === null) return notCollected(noClientId, now());
  const answers = await client.batch(
    session,
    [
      { path: `${principalsOf(clientId)}&$select=id,appId` },
      { path: `${principalsOf(microsoftGraphAppId)}&$select=id,appId,appRoles` },
    ],
    servicePrincipals,
  );
  const own = principalIn(answers[0], clientId, noServicePrincipal);
  const graph = principalIn(answers[1], microsoftGraphAppId, noGraph);
  for (const found of [own, graph]) if ('failure' in found) return notCollected(found.failure, now());
  return 'principal' in own && 'principal' in graph
    ? readOf(reader, own.principal, graph.principal)
    : notCollected(noGraph, now());
}

function principalsOf(appId: string): string {
  return `servicePrincipals?$filter=${encodeURIComponent(`appId eq '${appId.replaceAll("'", "''")}'`)}`;
}

type Found = { readonly principal: Principal } | { readonly failure: GraphFailure };

/** The service principal of the app that was asked for; a server that does not filter would answer another one. */
function principalIn(
  answer: Result<z.output<typeof servicePrincipals>, GraphFailure> | undefined,
  appId: string,
  absent: GraphFailure,
): Found {
  if (answer === undefined) return { failure: absent };
  if (answer.isErr()) return { failure: answer.error };
  const principal = answer.value.value.find((each) => isSameId(each.appId, appId));
  return principal ? { principal } : { failure: absent };
}

async function readOf(reader: Reader, own: Principal, graph: Principal): Promise<Evidence<readonly Grant[]>> {
  const grants = new Map<string, Grant>();
  const application = await readApplicationGrants(reader, own, graph, grants);
  // Whether the product works depends on these. Without any of them, the delegated ones say nothing.
  if (application && application !== unresolved && grants.size === 0) return notCollected(application, reader.now());
  const delegated = await readDelegatedGrants(reader, own, graph, grants);
  const found = [...grants.values()];
  const missing = application ?? delegated;
  return missing ? partlyCollected(found, missing, reader.now()) : collected(found, reader.now());
}

/** Adds the application permissions. Answers why some are missing. */
async function readApplicationGrants(
  { client, session }: Reader,
  own: Principal,
  graph: Principal,
  grants: Map<string, Grant>,
): Promise<GraphFailure | null> {
  const names = new Map((graph.appRoles ?? []).map(({ id, value }) => [id.toLowerCase(), value ?? '']));
  let isUnresolved = false;
  const read = await client.pages(
    session,
    `servicePrincipals/${own.id}/appRoleAssignments?$select=id,appRoleId,principalId,resourceId`,
    appRoleAssignment,
    (page) => {
      for (const { appRoleId, principalId, resourceId } of page) {
        if (!isSameId(principalId, own.id) || !isSameId(resourceId, graph.id) || appRoleId === noRole) continue;
        isUnresolved = !add(grants, 'application', names.get(appRoleId.toLowerCase())) || isUnresolved;
      }
    },
  );
  return read.failure ?? (isUnresolved ? unresolved : null);
}

/** Adds the delegated permissions of all principals. Answers why some are missing. */
async function readDelegatedGrants(
  { client, session }: Reader,
  own: Principal,
  graph: Principal,
  grants: Map<string, Grant>,
): Promise<GraphFailure | null> {
  let isUnresolved = false;
  const read = await client.pages(
    session,
    `servicePrincipals/${own.id}/oauth2PermissionGrants`,
    delegatedGrant,
    (page) => {
      for (const { clientId, consentType, resourceId, scope } of page) {
        const isForAll = consentType.toLowerCase() === 'allprincipals';
        if (!isSameId(clientId, own.id) || !isSameId(resourceId, graph.id) || !isForAll) continue;
        for (const name of (scope ?? '').split(/\s+/).filter((each) => each !== ''))
          isUnresolved = !add(grants, 'delegated', name) || isUnresolved;
      }
    },
  );
  return read.failure ?? (isUnresolved ? unresolved : null);
}

/** Adds a grant once, whatever the case of its name. False where it has no name that can be one. */
function add(grants: Map<string, Grant>, type: Grant['type'], key: string | undefined): boolean {
  if (!isGrantKey(key)) return false;
  const id = `${type} ${key.toLowerCase()}`;
  if (!grants.has(id)) grants.set(id, { key, type });
  return true;
}
