import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { guid } from './scripted-graph.ts';

/** One tenant and one app of a small Microsoft, with two objects to a page. It answers what the provider asks for, and nothing else. */
export const ids = {
  tenant: guid(1),
  clientId: guid(2),
  own: guid(3),
  graph: guid(4),
  admin: guid(5),
  ada: guid(6),
  bo: guid(7),
  group: guid(8),
} as const;
export const secret = 'Right8Q~secret-of-the-app';
const graphAppId = '00000003-0000-0000-c000-000000000000';

/** An answer in place of the usual one; undefined leaves that. */
export type Override = (path: string, request: Request) => Response | undefined | Promise<Response | undefined>;

/** See {@link fakeMicrosoft}. */
export interface FakeMicrosoft {
  handle(request: Request): Promise<Response>;
  /** Paths of Graph that were asked, without those inside of batches. Those of the beta version begin with `beta/`. */
  readonly asked: readonly string[];
  /** Requests to the token endpoint. */
  readonly signIns: () => number;
}

/** Answers sign-ins to every tenant of the domain and everything that the provider reads. */
export function fakeMicrosoft(override: Override = () => undefined): FakeMicrosoft {
  const asked: string[] = [];
  let signIns = 0;
  const handle = async (request: Request): Promise<Response> => {
    const { pathname, searchParams, origin } = new URL(request.url);
    if (pathname.endsWith('/oauth2/v2.0/token')) {
      signIns += 1;
      return (await override('token', request.clone())) ?? signIn(await request.text());
    }
    const path = pathIn(pathname);
    asked.push(path);
    const changed = await override(path, request.clone());
    if (changed) return changed;
    if (!/^Bearer token-\d+$/.test(request.headers.get('authorization') ?? ''))
      return json(401, { error: { code: 'InvalidAuthenticationToken' } });
    if (!path.endsWith('$batch')) return answerTo(path, searchParams, origin);
    const { requests } = (await request.json()) as { requests: { id: string; url: string }[] };
    const responses = await Promise.all(
      requests.map(async ({ id, url }) => {
        const inner = new Request(new URL(`${path === '$batch' ? '/v1.0' : '/beta'}${url}`, origin));
        const { pathname: name, searchParams: query } = new URL(inner.url);
        const innerPath = pathIn(name);
        const answer = (await override(innerPath, inner)) ?? answerTo(innerPath, query, origin);
        return { id, status: answer.status, body: (await answer.json()) as unknown };
      }),
    );
    return json(200, { responses });
  };
  const signIn = (form: string): Response =>
    new URLSearchParams(form).get('client_secret') === secret
      ? json(200, { token_type: 'Bearer', expires_in: 3600, access_token: `token-${String(signIns)}` })
      : json(401, { error: 'invalid_client', error_description: 'AADSTS7000215: wrong', error_codes: [7000215] });
  return { handle, asked, signIns: () => signIns };
}

/** A path below v1.0; one of the beta version begins with `beta/`. */
function pathIn(pathname: string): string {
  return decodeURIComponent(pathname.replace(/^\/(?:v1\.0\/)?/, ''));
}

/** An answer as Microsoft sends it. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** An error as Graph sends it. */
export function graphError(status: number, code: string, message = 'It says why.', headers = {}): Response {
  return json(status, { error: { code, message, innerError: { 'request-id': guid(9), date: '2026-11-30' } } }, headers);
}

function answerTo(path: string, query: URLSearchParams, origin: string): Response {
  const filter = query.get('$filter') ?? '';
  if (path === 'servicePrincipals')
    return json(200, {
      value: filter.includes(graphAppId) ? [graphPrincipal] : filter.includes(ids.clientId) ? [ownPrincipal] : [],
    });
  const list = lists[path];
  if (!list) return graphError(404, 'Request_ResourceNotFound');
  const from = Number(query.get('$skiptoken') ?? 0);
  const next = new URL(`/${path.startsWith('beta/') ? '' : 'v1.0/'}${path}?$skiptoken=${String(from + 2)}`, origin)
    .href;
  const value = list.slice(from, from + 2);
  return json(200, { value, ...(from + 2 < list.length ? { '@odata.nextLink': next } : {}) });
}

const ownPrincipal = { id: ids.own, appId: ids.clientId };
const graphPrincipal = {
  id: ids.graph,
  appId: graphAppId,
  appRoles: [
    { id: guid(20), value: 'Directory.Read.All' },
    { id: guid(21), value: 'Policy.Read.All' },
  ],
};
const user = (id: string, displayName: string) => ({ '@odata.type': '#microsoft.graph.user', id, displayName });
const members = [user(ids.ada, 'Ada'), user(ids.bo, 'بو'), user(guid(30), '由美')];
const group = { '@odata.type': '#microsoft.graph.group', id: ids.group, displayName: 'Administrators' };
const held = (id: string, principal: { id: string }, more: object = {}) => ({
  id,
  roleDefinitionId: ids.admin,
  principalId: principal.id,
  principal,
  directoryScopeId: '/',
  appScopeId: null,
  ...more,
});
const policy = (number: number, more: object = {}) => ({
  id: guid(number),
  displayName: `Policy ${String(number)}`,
  lastModifiedDateTime: '2026-01-01T00:00:00Z',
  state: 'enabled',
  rule: number,
  ...more,
});
const catalog = (number: number) => ({ id: guid(number), name: `Catalog ${String(number)}`, platforms: 'windows10' });
const settings = [{ id: '0', settingInstance: { settingDefinitionId: 'a', choiceSettingValue: { value: 'on' } } }];

const lists: { readonly [path: string]: readonly unknown[] } = {
  organization: [{ id: ids.tenant, displayName: 'Contoso', verifiedDomains: [{ name: 'contoso.example' }] }],
  [`servicePrincipals/${ids.own}/appRoleAssignments`]: [20, 21].map((role) => ({
    id: `a-${String(role)}`,
    appRoleId: guid(role),
    principalId: ids.own,
    resourceId: ids.graph,
  })),
  [`servicePrincipals/${ids.own}/oauth2PermissionGrants`]: [
    { id: 'g-1', clientId: ids.own, consentType: 'AllPrincipals', resourceId: ids.graph, scope: 'User.Read' },
  ],
  'roleManagement/directory/roleDefinitions': [1, 2, 3].map((number) => ({
    id: guid(40 + number),
    displayName: `Role ${String(number)}`,
    isBuiltIn: true,
  })),
  'roleManagement/directory/roleAssignments': [held('r-1', user(ids.ada, 'Ada')), held('r-2', group)],
  'roleManagement/directory/roleAssignmentScheduleInstances': [
    held('s-1', user(ids.ada, 'Ada'), {
      assignmentType: 'Activated',
      memberType: 'Direct',
      endDateTime: '2026-12-01T00:00:00Z',
    }),
  ],
  'roleManagement/directory/roleEligibilityScheduleInstances': [
    held('e-1', user(ids.bo, 'بو'), { memberType: 'Direct', endDateTime: null }),
  ],
  [`beta/groups/${ids.group}/members`]: members,
  'identityGovernance/privilegedAccess/group/assignmentScheduleInstances': [],
  'identityGovernance/privilegedAccess/group/eligibilityScheduleInstances': [],
  'identity/conditionalAccess/policies': [50, 51, 52].map((number) => policy(number)),
  'deviceManagement/deviceConfigurations': [policy(53)],
  'deviceManagement/deviceCompliancePolicies': [policy(54)],
  'beta/deviceManagement/configurationPolicies': [55, 56, 57].map(catalog),
  ...Object.fromEntries(
    [55, 56, 57].map((id) => [`beta/deviceManagement/configurationPolicies/${guid(id)}/settings`, settings]),
  ),
};

/** Serves it over real HTTP on loopback until the test ends. Answers its origin. */
export async function serving(
  { handle }: Pick<FakeMicrosoft, 'handle'>,
  cut: (path: string) => boolean = () => false,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await text(incoming);
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const url = `http://${incoming.headers.host ?? ''}${incoming.url ?? ''}`;
      const answer = await handle(
        new Request(url, { method: incoming.method ?? 'GET', headers, ...(body ? { body } : {}) }),
      );
      const bytes = Buffer.from(await answer.arrayBuffer());
      outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': bytes.length });
      if (!cut(new URL(url).pathname)) return void outgoing.end(bytes);
      // The connection ends in the middle of the body.
      outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
