// `/simulation/{workspace}`: reads and changes the simulated tenants of a workspace. A demonstration: a real Microsoft has no such address.
import type { Actor, AtlasClient } from '@tenantatlas/core';
import * as z from 'zod';
import { isForgedWrite } from '../session/forgery.ts';
import { readSmallJson } from '../session/read-small-json.ts';
import type { Demonstration, SimulatedState } from './demonstration.ts';
import { referenceOf } from './vault.ts';

/** What `GET /simulation/{workspace}` answers. */
export interface SimulationView {
  /** Permissions that can be removed. */
  readonly permissions: readonly string[];
  /** The name of the customer's secret in the secret store. */
  readonly credentialReference: string;
  /** The tenants that the person may see. */
  readonly tenants: readonly Omit<SimulatedState, 'workspaceId'>[];
}

/** What the handler needs. */
export interface SimulationHandlerParts {
  readonly demonstration: Demonstration;
  readonly actorOf: (request: Request) => Actor | null;
  readonly clientOf: (actor: Actor) => Pick<AtlasClient, 'workspaces' | 'tenants'>;
}

const change = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('remove_permission'), tenantId: z.string(), permission: z.string() }),
  z.strictObject({ action: z.enum(['throttle', 'block_sign_in', 'restore']), tenantId: z.string() }),
]);

/** Who may change it: the people who manage connections. */
const simulationCapability = 'connections.manage';

/**
 * Answers requests to `/simulation/{workspace}`. The atlas decides what a person sees: a workspace or a tenant that is hidden from them is not there, and a change needs
 * the capability to manage connections.
 */
export function createSimulationHandler({ demonstration, actorOf, clientOf }: SimulationHandlerParts) {
  const seen = async (client: ReturnType<typeof clientOf>, workspaceId: string): Promise<readonly SimulatedState[]> => {
    const here = demonstration.tenants().filter((one) => one.workspaceId === workspaceId);
    const reads = here.map(({ tenantId }) => client.tenants.get({ workspaceId, tenantId }));
    const visible = await Promise.all(reads);
    return here.filter((_, index) => visible[index]?.isOk());
  };
  return async (request: Request): Promise<Response> => {
    const actor = actorOf(request);
    if (!actor) return refuse(401, 'Sign in first');
    const workspaceId = workspaceOf(request);
    const client = clientOf(actor);
    const workspace = workspaceId === null ? null : await client.workspaces.get({ workspaceId });
    if (workspaceId === null || !workspace?.isOk()) return refuse(404, 'Not found');
    const tenants = await seen(client, workspaceId);
    if (request.method === 'GET') return answer(viewOf(demonstration, workspaceId, tenants));
    if (request.method !== 'POST') return refuse(405, 'Method not allowed', { allow: 'GET, POST' });
    if (isForgedWrite(request)) return refuse(403, 'Cross-origin request refused');
    if (!workspace.value.capabilities.includes(simulationCapability))
      return refuse(403, `This needs the capability ${simulationCapability}`);
    const read = await readSmallJson(request);
    if ('status' in read) return refuse(read.status, read.title);
    const wanted = change.safeParse(read.value);
    if (!wanted.success) return refuse(422, z.prettifyError(wanted.error));
    const tenant = tenants.find(({ tenantId }) => tenantId === wanted.data.tenantId);
    if (!tenant) return refuse(404, 'Not found');
    if (!carryOut(demonstration, tenant.externalTenantId, wanted.data))
      return refuse(422, `Name one of these as permission: ${demonstration.permissions.join(', ')}`);
    return answer(viewOf(demonstration, workspaceId, await seen(client, workspaceId)));
  };
}

function carryOut(demonstration: Demonstration, externalTenantId: string, wanted: z.output<typeof change>): boolean {
  switch (wanted.action) {
    case 'remove_permission':
      return demonstration.removePermission(externalTenantId, wanted.permission);
    case 'throttle':
      return demonstration.throttle(externalTenantId);
    case 'block_sign_in':
      return demonstration.blockSignIn(externalTenantId);
    case 'restore':
      return demonstration.restore(externalTenantId);
  }
}

function viewOf(
  { permissions }: Demonstration,
  workspaceId: string,
  tenants: readonly SimulatedState[],
): SimulationView {
  return {
    permissions,
    credentialReference: referenceOf(workspaceId),
    tenants: tenants.map(({ workspaceId: _here, ...tenant }) => tenant),
  };
}

/** The workspace in the address; null where it names none. */
function workspaceOf(request: Request): string | null {
  const [, , segment = '', rest] = new URL(request.url).pathname.split('/');
  try {
    return segment === '' || rest !== undefined ? null : decodeURIComponent(segment);
  } catch {
    return null; // not an escaped id
  }
}

type Headers = { readonly [name: string]: string };

function answer(view: SimulationView): Response {
  return Response.json(view, { headers: { 'cache-control': 'no-store' } });
}

function refuse(status: number, title: string, headers: Headers = {}): Response {
  const problem = { type: 'about:blank', title, status };
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
