import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { quickWasm } from '../../test/support/quick-wasm.ts';
import { migrations } from '../schema.ts';
import { rolesSql } from '../roles/index.ts';
import { manifest } from './manifest.ts';
import { runCli } from './run.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const sources = new URL('../', import.meta.url);
const latest = migrations.at(-1)?.number ?? 0;

// A process that opens PGlite takes seconds, and on a busy machine a minute.
vi.setConfig({ testTimeout: 600_000 });

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const running = new Set<ChildProcess>();

/** Runs the real command line in a separate process. One that hangs has the time of its test, and is killed after it. */
function tenantatlas(argv: readonly string[], cwd: string, flags: readonly string[] = []): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [quickWasm, '--conditions=tenantatlas-source', ...flags, main, ...argv],
      { cwd, env: { ...process.env, DATABASE_URL: undefined } },
      (error, out, err) => {
        running.delete(child);
        resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, out, err });
      },
    );
    running.add(child);
  });
}
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The same without a process, for tests that do not need one: a process takes a second to start. */
async function inProcess(argv: readonly string[], cwd: string): Promise<Ended> {
  return runCli(argv, cwd, {});
}

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantatlas-cli-'));
  database = await createTestDatabase(inject('postgresUrl'), 'empty');
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('prints help, and explains a wrong command line', async () => {
  expect(await tenantatlas(['--help'], folder)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage: tenantatlas') as string,
    err: '',
  });
  expect(await tenantatlas(['explode'], folder)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('The command is unknown') as string,
  });
  expect(await inProcess(['status'], folder)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--database URL or --data DIR') as string,
  });
  expect(await inProcess(['status', '--data', 'x', '--schema', 'No Name'], folder)).toMatchObject({ code: 2 });
});

it('has the commands of the Graph provider, and says how to get them where it is not installed', async () => {
  expect(await tenantatlas(['graph', '--help'], folder)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage: tenantatlas graph') as string,
    err: '',
  });
  expect(await inProcess(['graph', 'explode'], folder)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('See tenantatlas graph --help.') as string,
  });
  // A resolver without the package, as in an installation that lacks it.
  const hooks = `export const resolve = (name, context, next) => {
    if (!name.startsWith('@tenantatlas/graph-provider')) return next(name, context);
    throw Object.assign(new Error("Cannot find package '@tenantatlas/graph-provider'"), { code: 'ERR_MODULE_NOT_FOUND' });
  };`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hooks))});`;
  const without = await tenantatlas(['graph', 'check'], folder, [`--import=${dataUrl(register)}`]);
  expect(without).toMatchObject({ code: 2, out: '' });
  expect(without.err).toContain('Install it: npm install @tenantatlas/graph-provider');
});

it.each([
  {
    given: 'no permissions',
    config: "export default { data: './data' };",
    code: 2,
    says: 'names a file without permi',
  },
  { given: 'a mistake', config: "throw new Error('broken');", code: 1, says: 'could not be read: Error: broken' },
  { given: 'no list', config: 'export default { permissions: 1 };', code: 1, says: '"permissions" is a list' },
])('explains a configuration file for graph that has $given', async ({ config, code, says }) => {
  const at = await mkdtemp(join(folder, 'config-'));
  await writeFile(join(at, 'tenantatlas.config.mjs'), config);
  const argv = ['graph', 'check', '--tenant', 'contoso.example', '--config', 'tenantatlas.config.mjs'];
  const environment = { AZURE_CLIENT_ID: 'aaaaaaaa-0000-4000-8000-000000000001', AZURE_CLIENT_SECRET: 'hunter-two' };
  const ended = await runCli(argv, at, environment);
  expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(says) as string });
  expect(ended.err).not.toContain('hunter-two');
});

it('does not take a configuration file for graph as one of a database', async () => {
  const at = await mkdtemp(join(folder, 'config-'));
  await writeFile(join(at, 'tenantatlas.config.mjs'), 'export default { permissions: [] };');
  expect(await inProcess(['status'], at)).toMatchObject({
    code: 2,
    err: expect.stringContaining('names no database') as string,
  });
});

it('takes an empty server to a schema without findings of the doctor', async () => {
  const on = ['--database', database.adminUrl];
  expect(await inProcess(['status', ...on], folder)).toMatchObject({
    code: 4,
    err: '',
    out: expect.stringContaining('nothing is installed') as string,
  });
  const plan = await inProcess(['plan', ...on], folder);
  expect(plan).toMatchObject({ code: 0, err: '' });
  expect(plan.out).toContain('CREATE TABLE "tenantatlas".schema_migrations');
  expect((await inProcess(['migrate', '--dry-run', ...on], folder)).out).toBe(plan.out);

  const migrated = await tenantatlas(['migrate', ...on, '--login', 'ta_app'], folder);
  expect(migrated).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(`is at version ${latest}`) as string,
  });
  expect(await inProcess(['plan', ...on], folder)).toMatchObject({
    code: 0,
    out: '-- The schema tenantatlas is current; nothing to run.\n',
  });

  // One problem is left: the server of the tests does not wait for the disk.
  const health = await inProcess(['doctor', '--json', '--database', database.appUrl], folder);
  expect(health).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(health.out)).toMatchObject({
    healthy: false,
    findings: ['fsync', 'full_page_writes', 'synchronous_commit'].map((subject) => ({ code: 'not_durable', subject })),
  });
  await database.admin('ALTER TABLE tenantatlas.tenants NO FORCE ROW LEVEL SECURITY');
  expect(await tenantatlas(['doctor', '--database', database.appUrl], folder)).toMatchObject({
    code: 1,
    err: '',
    out: expect.stringContaining('2 problems found.') as string,
  });
});

it('prints the SQL of the roles of one database and schema', async () => {
  const roles = async (...more: string[]) => inProcess(['plan', '--roles', '--login', 'my_app', ...more], folder);
  const printed = await roles('--database', database.adminUrl);
  expect(printed).toMatchObject({ code: 0, err: '' });
  expect(printed.out).toBe(`${rolesSql({ database: database.name, login: 'my_app' })}\n`);
  const other = await roles('--database', database.adminUrl, '--schema', 'stage', '--maintenance-login', 'cleaner');
  const expected = rolesSql({ database: database.name, schema: 'stage', login: 'my_app', maintenanceLogin: 'cleaner' });
  expect(other.out).toBe(`${expected}\n`);
});

it('locks a data directory, and answers while another process holds it', async () => {
  const on = ['--data', 'data'];
  expect(await tenantatlas(['migrate', ...on], folder)).toMatchObject({ code: 0, err: '' });
  const status = await tenantatlas(['status', '--json', ...on], folder);
  expect(JSON.parse(status.out)).toMatchObject({ state: 'current', version: latest });
  expect(await tenantatlas(['doctor', ...on], folder)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('Healthy.') as string,
  });
});

it('never prints a password', async () => {
  const url = 'postgres://someone:hunter-two@127.0.0.1:1/db';
  const answers = await Promise.all(
    [
      ['status', '--database', url],
      ['status', '--json', '--database', url],
      ['status', url],
      ['status', `--databse=${url}`],
      ['status', '--database', url.replace('postgres:', 'mysql:')],
      ['status', '--database', url.replace(':1/', ':99999/')],
      ['status', '--database', url.replace('hunter-two', 'hunter-two/#')],
      ['status', '--database', `postgres:///db?host=127.0.0.1&port=hunter-two`],
    ].map((argv) => inProcess(argv, folder)),
  );
  answers.push(await tenantatlas(['status', '--database', url], folder));
  expect(answers.map(({ code }) => code)).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 1]);
  expect(JSON.stringify(answers)).not.toContain('hunter-two');
  expect(JSON.parse(answers[1]?.out ?? '')).toMatchObject({ error: { code: 'storage_failure', kind: 'unavailable' } });
});

it('uses the exports of the configuration file, and closes what it opened', async () => {
  const config = await mkdtemp(join(folder, 'config-'));
  const lines = (exported: string) => `
    import { createPgStorage } from '${new URL('create-pg-storage.ts', sources).href}';
    import { pgPool } from '${new URL('pg/index.ts', sources).href}';
    const url = '${database.appUrl}';
    setInterval(() => {}, 1000); // what a host forgot to stop
    ${exported}`;
  const made = '(await createPgStorage({ database: pgPool({ connectionString: url }) }))._unsafeUnwrap()';
  await writeFile(join(config, 'tenantatlas.config.mjs'), lines(`export const storage = ${made};`));
  const status = await tenantatlas(['status', '--json'], config);
  expect(status).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(status.out)).toMatchObject({ state: 'current' });
  expect(await tenantatlas(['status', '--schema', 'other'], config)).toMatchObject({ code: 2 });
  expect((await tenantatlas(['status', '--data', 'fresh'], config)).err).toContain('--data names no directory'); // flags win
});

it.each([
  { given: 'the storage as default', exported: 'export default storage;', code: 0 },
  { given: 'an object that carries it', exported: 'export default { storage };', code: 0 },
  { given: 'a promise of it', exported: 'export const atlas = Promise.resolve({ storage });', code: 0 },
  { given: 'something else', exported: 'export default {};', code: 2 },
])('reads a configuration file that exports $given', async ({ exported, code }) => {
  const config = await mkdtemp(join(folder, 'config-'));
  const methods = "for (const name of ['migrate', 'plan', 'doctor', 'close']) storage[name] = async () => {};";
  const answer = "{ schema: 's', state: 'current', version: 1, latest: 1, applied: [], pending: [] }";
  const stand = `const storage = { status: async () => ({ isOk: () => true, value: ${answer} }) };${methods}`;
  await writeFile(join(config, 'tenantatlas.config.js'), `${stand}${exported}`);
  await writeFile(join(config, 'package.json'), '{ "type": "module" }');
  const ended = await inProcess(['status'], config);
  expect(ended.code).toBe(code);
});

it.each([
  { given: 'throws', config: "throw new Error('It is\\nbroken');", says: 'could not be read: Error: It is\n' },
  { given: 'imports what is missing', config: "import 'nowhere';", says: "Cannot find package 'nowhere'" },
  { given: 'rejects', config: "export default Promise.reject(new TypeError('later'));", says: 'TypeError: later\n' },
  {
    given: 'quotes a password',
    config: "throw new Error('postgres://u:hunter-two w@h/d, password=hunter-two postgres://hunter-two');",
    says: 'Error: postgres://[redacted] ',
  },
])('explains a configuration file that $given in one line', async ({ config, says }) => {
  const at = await mkdtemp(join(folder, 'config-'));
  await writeFile(join(at, 'tenantatlas.config.mjs'), config);
  const ended = await inProcess(['status'], at);
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/^tenantatlas: tenantatlas\.config\.mjs could not be read: .+\n$/);
  expect(ended.err).toContain(says);
  expect(ended.err).not.toContain('hunter-two');
  const json = JSON.parse((await inProcess(['status', '--json'], at)).out) as object;
  expect(json).toMatchObject({ error: { code: 'configuration_failed' } });
});

it('explains a configuration file that is not JavaScript', async () => {
  const at = await mkdtemp(join(folder, 'config-'));
  await writeFile(join(at, 'tenantatlas.config.mjs'), 'export const = 1;');
  const ended = await tenantatlas(['status'], at); // in this process the tests' own loader would read it
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/^tenantatlas: tenantatlas\.config\.mjs could not be read: SyntaxError: .+\n$/);
});

it.each(['status', 'plan', 'doctor', 'migrate --dry-run'])('creates nothing to run %s', async (command) => {
  const at = await mkdtemp(join(folder, 'data-'));
  const empty = await mkdtemp(join(at, 'empty-'));
  for (const data of [empty, join(at, 'missing', 'deep')])
    expect(await inProcess([...command.split(' '), '--data', data], at)).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining('`tenantatlas migrate --data DIR` creates it') as string,
    });
  expect(await readdir(at, { recursive: true })).toEqual([basename(empty)]);
});

it.each(['/proc/nope', '/proc/nope/deeper', '/dev/null/nope'])(
  'does not wait for %s to become a directory',
  async (data) => {
    const ended = await tenantatlas(['migrate', '--data', data], folder);
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toMatch(/^tenantatlas: The data directory cannot be made or read \(\w+.*\)\..*\n$/);
  },
);

it('reports a login that does not exist, or cannot', async () => {
  const other = await createTestDatabase(inject('postgresUrl'), 'empty');
  const unknownLogin = await inProcess(['migrate', '--database', other.adminUrl, '--login', 'nobody'], folder);
  expect(unknownLogin).toMatchObject({
    code: 1,
    err: expect.stringContaining('login that is to get the roles') as string,
  });
  const wrong = await inProcess(['migrate', '--database', other.adminUrl, '--login', "no'body"], folder);
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('"login" is the name of a login and must be') as string,
  });
  await other.drop();
});

it('prints the version of the package', async () => {
  expect(await tenantatlas(['--version'], folder)).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
});

it('rejects an unsupported Node in one line', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process,"version",{value:"v20.20.2"})';
  const ended = await tenantatlas(['status'], folder, ['--no-experimental-sqlite', `--import=${older}`]);
  const err = 'tenantatlas: This needs Node 22.13 or newer, and runs on v20.20.2.\n';
  expect(ended).toEqual({ code: 1, out: '', err });
  const unchecked = await tenantatlas(['status'], folder, ['--no-experimental-sqlite']);
  expect(unchecked.err).toContain('node:sqlite');
});
