import { createGraphSimulator, type GraphSimulator, type GraphSimulatorOptions } from '../../src/simulator/index.ts';

export const clientId = '6f1d2c3b-0a1b-4c2d-8e3f-112233445566';
export const secret = 'a secret of a test';
export const controlToken = 'control token of a test';
export const graph = 'https://graph.microsoft.com';
export const beta = `${graph}/beta`;
export const login = 'https://login.microsoftonline.com';
export const start = Date.UTC(2026, 10, 30, 8);

/** Everything that the endpoints of the simulator can need. */
const permissions = [
  'Organization.Read.All',
  'User.Read.All',
  'GroupMember.Read.All',
  'Application.Read.All',
  'DelegatedPermissionGrant.Read.All',
  'RoleManagement.Read.Directory',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  'Policy.Read.All',
  'DeviceManagementConfiguration.Read.All',
];

export type Overrides = Partial<GraphSimulatorOptions>;

/** A world of two tenants, of which contoso consented. The clock is moved by the test. */
export function worldOf(overrides: Overrides = {}): { simulator: GraphSimulator; time: { now: number } } {
  const time = { now: start };
  const simulator = createGraphSimulator({
    seed: 'test',
    tenants: [
      { name: 'contoso', users: 250, groups: 20 },
      { name: 'fabrikam', users: 10, licences: [] },
    ],
    apps: [
      {
        clientId,
        displayName: 'Atlas <b>',
        secrets: [{ value: secret }, { value: 'an old secret', expiresAt: start }],
        redirectUris: ['https://app.example/consented'],
        permissions,
        delegatedPermissions: ['openid', 'User.Read'],
        consentedBy: ['contoso'],
      },
    ],
    clock: () => time.now,
    sleep: (millis) => {
      time.now += millis;
      return Promise.resolve();
    },
    controlToken,
    ...overrides,
  });
  return { simulator, time };
}

/** Parsed JSON, of which a test reads members that it knows. */
export type Parsed = ReturnType<typeof JSON.parse>;

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Parsed;
}

async function told(response: Response): Promise<Told> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Asks the token endpoint. */
export async function askToken(
  simulator: GraphSimulator,
  form: Record<string, string> = {},
  tenant = 'contoso',
): Promise<Told> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: `${graph}/.default`,
    ...form,
  });
  return told(await simulator.handle(new Request(`${login}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body })));
}

export async function tokenOf(
  simulator: GraphSimulator,
  tenant = 'contoso',
  form: Record<string, string> = {},
): Promise<string> {
  const { body } = await askToken(simulator, form, tenant);
  if (typeof body.access_token !== 'string') throw new Error(`No token: ${JSON.stringify(body)}`);
  return body.access_token;
}

/** Asks Graph for a path of v1.0, or for an address. */
export async function ask(
  simulator: GraphSimulator,
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<Told> {
  const address = path.startsWith('http') ? path : `${graph}/v1.0${path}`;
  const headers = new Headers(init.headers);
  if (token !== '') headers.set('authorization', `Bearer ${token}`);
  return told(await simulator.handle(new Request(address, { ...init, headers })));
}

/** All objects of all pages. */
export async function readAll(simulator: GraphSimulator, token: string, path: string): Promise<Parsed[]> {
  const rows: Parsed[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { status, body }: Told = await ask(simulator, token, next);
    if (status !== 200) throw new Error(JSON.stringify(body));
    rows.push(...body.value);
    next = body['@odata.nextLink'];
  }
  return rows;
}

export function batch(simulator: GraphSimulator, token: string, requests: readonly object[]): Promise<Told> {
  return ask(simulator, token, '/$batch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requests }),
  });
}
