import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { microsoftPermissions } from '../src/capabilities/manifest.ts';
import { runGraphCommand, type GraphCommandContext } from '../src/cli/index.ts';
import { createGraphSimulator, type ListeningSimulator } from '../src/simulator/index.ts';
import { makeCertificate } from './support/certificate.ts';

// The command of the storage package, which loads the commands of this one: as a program, because that is what a person starts.
const main = fileURLToPath(new URL('../../storage-pg/src/cli/main.ts', import.meta.url));

const secret = 'the-secret-value-of-the-app';
const password = 'the-password-of-the-key';
const apps = {
  ready: 'aaaaaaaa-0000-4000-8000-000000000001',
  poor: 'aaaaaaaa-0000-4000-8000-000000000002',
  blind: 'aaaaaaaa-0000-4000-8000-000000000003',
};
const { certificate, privateKey } = makeCertificate();
const keys = microsoftPermissions.permissions.map(({ key }) => key);
const app = (clientId: string, permissions: readonly string[]) => ({
  clientId,
  displayName: 'Atlas',
  secrets: [{ value: secret }],
  certificates: [certificate],
  permissions,
  consentedBy: ['contoso'],
});
const simulator = createGraphSimulator({
  seed: 'command',
  tenants: [{ name: 'contoso' }, { name: 'fabrikam' }],
  apps: [app(apps.ready, keys), app(apps.poor, ['Directory.Read.All']), app(apps.blind, ['User.Read.All'])],
});
const contoso = 'contoso.onmicrosoft.com';
const contosoId = simulator.control.tenants().find(({ name }) => name === 'contoso')?.id ?? '';

let server: ListeningSimulator;
let folder: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  server = await simulator.listen();
  folder = mkdtempSync(join(tmpdir(), 'tenantatlas-graph-'));
});
beforeEach(() => {
  simulator.control.setFaults([]);
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Variables = Readonly<Record<string, string | undefined>>;
const variables: Variables = { AZURE_CLIENT_ID: apps.ready, AZURE_CLIENT_SECRET: secret };

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the program with nothing of the surroundings but the path to programs. */
function start(argv: readonly string[], more: Variables = {}) {
  const env = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    ...variables,
    ...more,
  };
  const flags = ['--conditions=tenantatlas-source'];
  const child = spawn(process.execPath, [...flags, main, 'graph', ...argv], { cwd: folder, env });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const ended = once(child, 'close').then(([code]): Ended => {
    running.delete(child);
    return { code: code as number | null, out, err };
  });
  return { child, ended };
}

const simulated = () => ['--graph-url', server.graph, '--login-url', server.login];
const ask = (command: string, tenant: string, ...more: readonly string[]) => [
  command,
  '--tenant',
  tenant,
  ...simulated(),
  ...more,
];

/** The same without a process, for what does not need one: a process takes a second to start. */
async function inProcess(argv: readonly string[], more: Variables = {}, context: Partial<GraphCommandContext> = {}) {
  const told: string[] = [];
  const result = await runGraphCommand(argv, {
    environment: { ...variables, ...more },
    tell: (line) => void told.push(line),
    colours: false,
    permissionsIn: () => Promise.resolve([]),
    ...context,
  });
  expect(JSON.stringify([result, told])).not.toContain(secret);
  return { ...result, told };
}

describe('graph check', () => {
  it('of a tenant that is ready ends with 0 and prints checks and permissions', async () => {
    const { code, out, err } = await start(ask('check', contoso)).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Required permissions +pass$/m);
    expect(out).toMatch(/^Directory\.Read\.All +application +granted +Verification, /m);
    expect(out).toMatch(/\nReady\.\n$/);
    expect(stripVTControlCharacters(out)).toBe(out);
  });

  it('of a missing permission ends with 4, and says which one and what to do', async () => {
    const { code, out, err } = await start(ask('check', contoso, '--client-id', apps.poor)).ended;
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(out).toMatch(/^Required permissions +fail +provider_permission_missing$/m);
    expect(out).toMatch(/^Policy\.Read\.All +application +missing /m);
    expect(out).toMatch(/^Directory\.Read\.All +application +granted /m);
    expect(out).toMatch(/^ {2}- \S/m);
    expect(out).toMatch(/\nNot ready: blocked, provider_permission_missing\.\n$/);
  });

  it('as JSON has the report and the permissions, and no id of the atlas in memory', async () => {
    const { code, out } = await start(ask('check', contosoId, '--json', '--client-id', apps.poor)).ended;
    expect(code).toBe(4);
    const json = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(json)).toEqual([
      ...['tenant', 'clientId', 'cloud', 'ready', 'overall', 'reasonCode', 'checkedAt', 'checks', 'permissions'],
    ]);
    expect(json).toMatchObject({
      tenant: contosoId,
      clientId: apps.poor,
      cloud: null,
      ready: false,
      overall: 'blocked',
      reasonCode: 'provider_permission_missing',
      checks: [
        { key: 'connection', status: 'pass' },
        { key: 'credential', status: 'pass' },
        { key: 'consent', status: 'pass' },
        { key: 'sign_in', status: 'pass' },
        { key: 'tenant_identity', status: 'pass' },
        { key: 'permissions', status: 'fail', evidence: [{ subject: 'grants', facts: expect.any(Array) as unknown }] },
      ],
      permissions: { overall: 'blocked', counts: { granted: 1, missingApplication: keys.length - 1 } },
    });
    expect(json['permissions']).not.toHaveProperty('connectionId');
  });

  it.each([
    ['a wrong secret', contoso, { AZURE_CLIENT_SECRET: 'wrong-value' }, 'dedicated_credential_invalid (AADSTS7000215)'],
    ['a tenant without consent', 'fabrikam.onmicrosoft.com', {}, 'provider_consent_missing (AADSTS65001)'],
    ['a tenant that does not exist', 'nowhere.onmicrosoft.com', {}, 'tenant_target_mismatch (AADSTS90002)'],
    ['no permission to read', contoso, { AZURE_CLIENT_ID: apps.blind }, 'provider_permission_missing'],
  ])('of %s ends with 4, because Microsoft answered', async (_, tenant, more, reason) => {
    const { code, out } = await inProcess(ask('check', tenant), more);
    expect(out).toContain(`, ${reason}`);
    expect(code).toBe(4);
    expect(out).not.toContain('wrong-value');
  });

  it('where nothing listens ends with 1 and no verdict', async () => {
    const gone = await simulator.listen();
    await gone.close();
    const argv = ['check', '--tenant', contoso, '--graph-url', gone.graph, '--login-url', gone.login];
    const { code, out, err } = await start(argv).ended;
    expect(code).toBe(1);
    expect(out).toMatch(/^Sign-in of the app +unknown +network_unreachable \(ECONNREFUSED\)$/m);
    expect(out).not.toContain('missing');
    // How long it waits is random, and a short wait is not told.
    expect(err.replaceAll('tenantatlas: Waiting before the next request to Microsoft.\n', '')).toBe('');
  });

  it('that has no verdict because of a limit ends with 1 and says when to ask again', async () => {
    simulator.control.setFaults([
      { service: 'graph', path: '/organization', effect: { kind: 'status', status: 429, retryAfter: '600' } },
    ]);
    const { code, out, told } = await inProcess(ask('check', contoso));
    expect(code).toBe(1);
    expect(told).toEqual(['Microsoft limits the requests (429). Waiting 600 s, as it asks.']);
    expect(out).toMatch(/^Sign-in of the app +unknown +rate_limited/m);
    expect(out).toMatch(/^ {2}- Ask again after \d{4}-/m);
    expect(out).toMatch(/\nNot ready: unknown, rate_limited/);
  });

  it('continues where nothing reads what it writes beside the result', async () => {
    simulator.control.setFaults([
      { service: 'graph', path: '/organization', times: 1, effect: { kind: 'status', status: 429, retryAfter: '1' } },
    ]);
    const { child, ended } = start(ask('check', contoso));
    child.stderr.destroy();
    expect(await ended).toMatchObject({ code: 0, out: expect.stringMatching(/\nReady\.\n$/) });
  });

  it('continues after a limit, and writes beside the result that it waits', async () => {
    simulator.control.setFaults([
      { service: 'graph', path: '/organization', times: 1, effect: { kind: 'status', status: 429, retryAfter: '1' } },
      // In a batch, which itself is answered 200.
      {
        service: 'graph',
        path: '/servicePrincipals',
        times: 1,
        effect: { kind: 'status', status: 429, retryAfter: '3' },
      },
    ]);
    const { code, out, err } = await start(ask('check', contoso, '--json')).ended;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ready: true });
    expect(err).toBe(
      'tenantatlas: Microsoft limits the requests (429). Waiting 1 s, as it asks.\ntenantatlas: Waiting before the next request to Microsoft.\n',
    );
  });

  it('ends at once with 130 when it is interrupted', async () => {
    simulator.control.setFaults([
      { service: 'graph', path: '/organization', effect: { kind: 'status', status: 429, retryAfter: '100' } },
    ]);
    const { child, ended } = start(ask('check', contoso));
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, out: '' });
  });

  it('asks for the permissions of a configuration file too', async () => {
    const file = join(folder, 'tenantatlas.config.mjs');
    writeFileSync(
      file,
      `export default { permissions: [{ provider: 'microsoft', version: 1, permissions: [
        { key: 'User.Read.All', type: 'application', features: ['Own feature'], since: 1 },
        { key: 'User.Read', type: 'delegated', features: ['Own feature'], since: 1 },
      ] }] };`,
    );
    const checked = await start(ask('check', contoso, '--config', 'tenantatlas.config.mjs')).ended;
    expect(checked).toMatchObject({ code: 4, err: '' });
    expect(checked.out).toMatch(/^User\.Read\.All +application +missing +Own feature$/m);
    expect((await start(ask('check', contoso)).ended).code).toBe(0);
    const printed = await start(ask('manifest', contoso, '--config', 'tenantatlas.config.mjs')).ended;
    expect(printed.code).toBe(0);
    const [{ resourceAccess }] = JSON.parse(printed.out) as [{ resourceAccess: { type: string }[] }];
    expect(resourceAccess.filter(({ type }) => type === 'Scope')).toHaveLength(1);
    expect(resourceAccess.filter(({ type }) => type === 'Role')).toHaveLength(keys.length + 1);
  });

  it('has colours where it may', async () => {
    const plain = await inProcess(ask('check', contoso, '--client-id', apps.poor));
    const painted = await inProcess(ask('check', contoso, '--client-id', apps.poor), {}, { colours: true });
    expect(painted.out).not.toBe(plain.out);
    expect(stripVTControlCharacters(painted.out)).toBe(plain.out);
  });
});

describe('a certificate', () => {
  const pem = (name: string, ...parts: readonly string[]): string => {
    writeFileSync(join(folder, name), parts.join(''));
    return join(folder, name);
  };
  const locked = createPrivateKey(privateKey)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
    .toString();
  const by = (path: string, more: Variables = {}) =>
    inProcess(ask('check', contoso), { AZURE_CLIENT_SECRET: '', AZURE_CLIENT_CERTIFICATE_PATH: path, ...more });

  it.each([
    ['with its key', [certificate, privateKey], {}],
    ['behind its key', [privateKey, certificate], {}],
    ['with a key that has a password', [certificate, locked], { AZURE_CLIENT_CERTIFICATE_PASSWORD: password }],
  ])('%s signs in', async (_, parts, more) => {
    expect(await by(pem('app.pem', ...parts), more)).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['without its key', [certificate], {}, 'in PEM with the certificate and its private key'],
    ['that is not a certificate', ['text'], {}, 'in PEM with the certificate and its private key'],
    ['of another key', [certificate, makeCertificate().privateKey], {}, 'does not belong to "certificate"'],
    ['with a locked key', [certificate, locked], {}, 'Set AZURE_CLIENT_CERTIFICATE_PASSWORD'],
    [
      'with a wrong password',
      [certificate, locked],
      { AZURE_CLIENT_CERTIFICATE_PASSWORD: 'not-the-password' },
      'Set AZURE_CLIENT_CERTIFICATE_PASSWORD',
    ],
  ])('%s is a wrong command line', async (_, parts, more, says) => {
    const { code, out, err } = await by(pem('app.pem', ...parts), more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    for (const hidden of [password, 'not-the-password', privateKey.slice(40, 100)]) expect(err).not.toContain(hidden);
  });

  it('that is not there is named by its variable', async () => {
    const { code, err } = await by(join(folder, 'none.pem'));
    expect(code).toBe(2);
    expect(err).toBe(
      'tenantatlas: AZURE_CLIENT_CERTIFICATE_PATH names a file that could not be opened (ENOENT).\nSee tenantatlas graph --help.\n',
    );
  });
});

describe('graph manifest', () => {
  it('prints the ids of the tenant, which an app registration takes', async () => {
    const { code, out, err } = await start(ask('manifest', contoso)).ended;
    expect(code).toBe(0);
    const [{ resourceAppId, resourceAccess }, ...rest] = JSON.parse(out) as [
      { resourceAppId: string; resourceAccess: { id: string; type: string }[] },
    ];
    expect(rest).toEqual([]);
    expect(resourceAppId).toBe('00000003-0000-0000-c000-000000000000');
    expect(resourceAccess.map(({ type }) => type)).toEqual(keys.map(() => 'Role'));
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(keys.toSorted());
    // What the app of the tenant was granted are the same ids.
    const granted = await grantedIds();
    expect(resourceAccess.map(({ id }) => id).toSorted()).toEqual(granted.toSorted());
  });

  it('prints nothing where a permission has no id', async () => {
    const more = { key: 'Nothing.Like.This', type: 'application', features: ['Own'], since: 1 } as const;
    const permissionsIn = () => Promise.resolve([{ provider: 'microsoft', version: 1, permissions: [more] }]);
    const answer = await inProcess(ask('manifest', contoso, '--config', 'x'), {}, { permissionsIn });
    expect(answer).toMatchObject({
      code: 1,
      out: '',
      err: 'tenantatlas: Microsoft Graph of this tenant does not offer application Nothing.Like.This.\n',
    });
  });

  it('says what to grant first where the ids may not be read', async () => {
    const answer = await inProcess(ask('manifest', contoso), { AZURE_CLIENT_ID: apps.blind });
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toContain('Grant Directory.Read.All to the app first');
  });
});

async function grantedIds(): Promise<readonly string[]> {
  const form = { grant_type: 'client_credentials', client_id: apps.ready, client_secret: secret };
  const scope = `${server.graph}/.default`;
  const login = await fetch(`${server.login}/${contosoId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope }),
  });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const read = async (path: string) =>
    ((await (await fetch(`${server.graph}/v1.0/${path}`, { headers })).json()) as { value: Record<string, string>[] })
      .value;
  const [own] = await read(`servicePrincipals?$filter=appId eq '${apps.ready}'`);
  const assigned = await read(`servicePrincipals/${own?.['id'] ?? ''}/appRoleAssignments`);
  return assigned.map(({ appRoleId = '' }) => appRoleId);
}

describe('the command line', () => {
  const wrong: readonly (readonly [string, readonly string[], Variables, string])[] = [
    ['nothing', [], {}, 'Say what to do: graph check or graph manifest.'],
    ['another command', ['explode'], {}, 'The command is unknown.'],
    ['more words', ['check', 'contoso'], {}, 'takes no further words'],
    ['another option', ['check', '--tenat=x'], {}, 'There is no such option.'],
    ['an option without a value', ['check', '--tenant'], {}, '--tenant needs a value'],
    ['an empty value', ['check', '--tenant', ' '], {}, '--tenant needs a value'],
    ['a flag with a value', ['check', '--json=yes'], {}, '--json takes no value.'],
    ['no tenant', ['check'], {}, 'Name the tenant with --tenant, or with AZURE_TENANT_ID.'],
    ['a tenant that is none', ['check', '--tenant', 'a/b'], {}, '--tenant is the id of a tenant'],
    ['a variable that is none', ['check'], { AZURE_TENANT_ID: 'a/b' }, 'AZURE_TENANT_ID is the id of a tenant'],
    ['no app', ['check', '--tenant', contoso], { AZURE_CLIENT_ID: '' }, 'Name the app with --client-id'],
    ['an app that is none', ['check', '--tenant', contoso, '--client-id', 'x'], {}, 'a GUID'],
    ['no credential', ['check', '--tenant', contoso], { AZURE_CLIENT_SECRET: '' }, 'Set AZURE_CLIENT_SECRET, or'],
    ['another cloud', ['check', '--tenant', contoso, '--cloud', 'moon'], {}, '--cloud is one of global, '],
    ['one address', ['check', '--tenant', contoso, '--graph-url', 'http://127.0.0.1:1'], {}, 'Give both'],
    [
      'an address of another machine',
      ['check', '--tenant', contoso, '--graph-url', 'https://graph.example', '--login-url', 'http://127.0.0.1:1'],
      {},
      '--graph-url is an address of this machine',
    ],
    [
      'a sign-in of another machine',
      ['check', '--tenant', contoso, '--graph-url', 'http://127.0.0.1:1', '--login-url', 'http://127.0.0.1.example:1'],
      {},
      '--login-url is an address of this machine',
    ],
    [
      'a cloud beside addresses',
      [
        ...['check', '--tenant', contoso, '--cloud', 'global', '--graph-url', 'http://[::1]:1'],
        '--login-url',
        'http://[::1]:1',
      ],
      {},
      'Give either --cloud',
    ],
    [
      'the sign-in of another cloud',
      ['check', '--tenant', contoso],
      { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/' },
      'Name its cloud with --cloud',
    ],
    ['JSON of JSON', ['manifest', '--tenant', contoso, '--json'], {}, '--json belongs to check'],
  ];
  it.each(wrong)('refuses %s with 2', async (_, argv, more, says) => {
    const { code, out, err } = await inProcess(argv, more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).toMatch(/^tenantatlas: .+\nSee tenantatlas graph --help\.\n$/);
  });

  it('takes tenant and app from the environment, and the sign-in of the cloud that is named', async () => {
    const variable = { AZURE_TENANT_ID: contoso, AZURE_AUTHORITY_HOST: 'login.microsoftonline.us' };
    expect(await inProcess(['check', ...simulated()], variable)).toMatchObject({ code: 0 });
    const refused = await inProcess(['check', '--cloud', 'china'], variable);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('AZURE_AUTHORITY_HOST') as string });
  });

  it.each([[['--help']], [['check', '-h']]])('prints help for %s', async (argv) => {
    const { code, out, err } = await start(argv).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of ['--tenant', '--cloud', 'AZURE_CLIENT_SECRET', 'Exit codes: 0 ready'])
      expect(out).toContain(name);
  });
});
