import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { copyPglite } from '../../test/support/pglite.ts';
import { quickWasm } from '../../test/support/quick-wasm.ts';
import { runCli } from './run.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const helper = `import { defineConfig } from '${new URL('./define-config.ts', import.meta.url).href}';\n`;

let parent: string;
let database: TestDatabase;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tenantatlas-config-'));
  database = await createTestDatabase(inject('postgresUrl'));
});
afterAll(async () => {
  await database.drop();
  await rm(parent, { recursive: true, force: true });
});

/** A folder with the files, and the command as a separate process in it. */
async function folderWith(files: Readonly<Record<string, string>>) {
  const cwd = await mkdtemp(join(parent, 'folder-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  const tenantatlas = (argv: readonly string[], environment: Readonly<Record<string, string | undefined>> = {}) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [quickWasm, '--conditions=tenantatlas-source', main, ...argv],
      {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: undefined, ...environment },
      },
    );
    return { code: status, out: stdout, err: stderr };
  };
  return { cwd, tenantatlas };
}

const nowhere = 'postgres://app@127.0.0.1:1/nowhere';
const on = (url: string) => `${helper}export default defineConfig({ database: '${url}' });`;

describe('a configuration file', () => {
  it.each(['tenantatlas.config.ts', 'tenantatlas.config.mts', 'tenantatlas.config.mjs', 'tenantatlas.config.js'])(
    '%s of the working directory says where the database is',
    async (name) => {
      const typed = name.endsWith('ts') ? "const schema: string = 'tenantatlas';\n" : "const schema = 'tenantatlas';\n";
      const config = `${helper}${typed}export default defineConfig({ database: '${database.appUrl}', schema });`;
      const { tenantatlas } = await folderWith({ [name]: config, 'package.json': '{ "type": "module" }' });
      const { code, out, err } = tenantatlas(['status', '--json']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(out)).toMatchObject({ schema: 'tenantatlas', state: 'current' });
    },
  );

  it('names a directory relative to itself', async () => {
    const config = `${helper}export default defineConfig({ data: './data', schema: 'governance' });`;
    const { cwd, tenantatlas } = await folderWith({ 'own.config.ts': config });
    const elsewhere = await folderWith({});
    const file = join(cwd, 'own.config.ts');
    expect(elsewhere.tenantatlas(['status', '--config', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`"data" in ${file} names no directory`) as string,
    });
    await copyPglite(inject('pgliteFiles'), join(cwd, 'data')); // without the schema of the file; making a database takes seconds
    expect(elsewhere.tenantatlas(['migrate', '--config', file])).toMatchObject({ code: 0, err: '' });
    const status = tenantatlas(['status', '--data', './data', '--schema', 'governance', '--json']);
    expect(JSON.parse(status.out)).toMatchObject({ schema: 'governance', state: 'current' });
  });
});

describe('the order of precedence', () => {
  it('is flag, configuration file, DATABASE_URL', async () => {
    const { cwd } = await folderWith({ 'tenantatlas.config.mjs': on(database.appUrl) });
    const wrong = { DATABASE_URL: nowhere };
    const right = { DATABASE_URL: database.appUrl };
    expect(await runCli(['status'], cwd, wrong)).toMatchObject({ code: 0, err: '' });
    expect(await runCli(['status', '--database', nowhere], cwd, right)).toMatchObject({ code: 1 });
    const bare = await folderWith({ 'other.mjs': on(database.appUrl) });
    expect(await runCli(['status'], bare.cwd, right)).toMatchObject({ code: 0, err: '' });
    expect(await runCli(['status'], bare.cwd, wrong)).toMatchObject({ code: 1 });
    expect(await runCli(['status', '--config', 'other.mjs'], bare.cwd, wrong)).toMatchObject({ code: 0, err: '' });
    expect((await runCli(['status'], bare.cwd, { DATABASE_URL: ' ' })).err).toContain('or set DATABASE_URL');
    // The command takes the variable from its process.
    expect(bare.tenantatlas(['status'], right)).toMatchObject({ code: 0, err: '' });
  });

  it('lets --schema win over the schema of the file', async () => {
    const config = `${helper}export default defineConfig({ database: '${database.appUrl}', schema: 'other' });`;
    const { cwd } = await folderWith({ 'tenantatlas.config.mjs': config });
    const schemaOf = async (...argv: string[]) =>
      JSON.parse((await runCli(['status', '--json', ...argv], cwd, {})).out) as object;
    expect(await schemaOf()).toMatchObject({ schema: 'other', state: 'absent' });
    expect(await schemaOf('--schema', 'tenantatlas')).toMatchObject({ schema: 'tenantatlas', state: 'current' });
  });

  it('says which setting is wrong, and never its value', async () => {
    const secret = 'mysql://u:hunter-two@h/d';
    const { cwd } = await folderWith({ 'tenantatlas.config.mjs': on(secret) });
    const configured = await runCli(['status'], cwd, {});
    const fallen = await runCli(['status'], (await folderWith({})).cwd, { DATABASE_URL: secret });
    expect(configured).toMatchObject({
      code: 2,
      err: expect.stringContaining('"database" in tenantatlas.config.mjs takes a URL') as string,
    });
    expect(fallen).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_URL takes a URL') as string });
    expect(configured.err + fallen.err).not.toContain('hunter-two');
  });
});

describe('a configuration file that cannot be used is named with the cause', () => {
  it.each([
    {
      given: 'a cause',
      file: "throw new Error('no settings', { cause: new TypeError('vault is sealed') });",
      says: 'could not be read: Error: no settings; caused by TypeError: vault is sealed\n',
    },
    {
      given: 'an option that does not exist',
      file: "export default { database: 'postgres://h/d', shema: 'x' };",
      says: 'could not be used: InvariantError: defineConfig: ',
    },
    {
      given: 'an unset variable',
      file: `${helper}export default defineConfig({ database: process.env['TA_NOT_SET'] });`,
      says: 'the variable is not set',
    },
    { given: 'both places', file: "export default { database: 'postgres://h/d', data: './x' };", says: 'not both' },
    { given: 'a number', file: 'export default { data: 7 };', says: '"data" is a text' },
  ])('$given', async ({ file, says }) => {
    const { cwd } = await folderWith({ 'tenantatlas.config.mjs': file });
    const ended = await runCli(['status'], cwd, { DATABASE_URL: database.appUrl }); // not used: the file is there, and broken
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toContain('tenantatlas: tenantatlas.config.mjs could not be ');
    expect(ended.err).toContain(says);
    const elsewhere = await folderWith({});
    const path = join(cwd, 'tenantatlas.config.mjs');
    expect((await runCli(['status', '--config', path], elsewhere.cwd, {})).err).toContain(
      `tenantatlas: ${path} could not be `,
    );
  });

  it('syntax, which is the answer of Node', async () => {
    const { cwd, tenantatlas } = await folderWith({ 'tenantatlas.config.mjs': 'export default defineConfig(;' });
    const ended = tenantatlas(['status'], { DATABASE_URL: database.appUrl });
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toContain('tenantatlas: tenantatlas.config.mjs could not be read: SyntaxError: ');
    const elsewhere = await folderWith({});
    const path = join(cwd, 'tenantatlas.config.mjs');
    expect(elsewhere.tenantatlas(['status', '--config', path]).err).toContain(`tenantatlas: ${path} could not be `);
  });

  it.each([
    ['Server=db;Password=pa=ss w0rd;Database=x', 'w0rd'],
    ['no account bo@contoso.example', 'bo@contoso.example'],
    ['Authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
    ['<clientSecret>abc123def456</clientSecret>', 'abc123def456'],
    ['postgres://app:hunter-two/#@db/app', 'hunter-two'],
    ['mysql://app:hunter@two@db/app cannot be reached', 'hunter@two'],
    ['--password hunter-two', 'hunter-two'],
    ['cannot reach postgres://app:hunter two@db/app at all', 'two'],
    ['cannot reach postgres://hunter-two', 'hunter-two'],
  ])('without what is secret in it: %s', async (text, secret) => {
    const thrown = JSON.stringify(text);
    for (const file of [
      `throw new Error(${thrown})`,
      `throw new Error('x', { cause: ${thrown} })`,
      `throw ${thrown}`,
    ]) {
      const { cwd } = await folderWith({ 'tenantatlas.config.mjs': file });
      for (const argv of [['status'], ['status', '--json']]) {
        const { code, out, err } = await runCli(argv, cwd, {});
        expect(code).toBe(1);
        expect(out + err).toContain('tenantatlas.config.mjs could not be read');
        expect(out + err).toContain('[redacted]');
        expect(out + err).not.toContain(secret);
      }
    }
  });

  it('a missing file, and two files', async () => {
    const { cwd } = await folderWith({ 'tenantatlas.config.mjs': on(nowhere), 'tenantatlas.config.ts': on(nowhere) });
    const ended = await runCli(['status'], cwd, {});
    expect(ended).toMatchObject({
      code: 2,
      err: expect.stringContaining('There are tenantatlas.config.ts and tenantatlas.config.mjs. Keep one') as string,
    });
    const missing = await runCli(['status', '--config', 'missing.ts'], cwd, {});
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining(join(cwd, 'missing.ts')) as string });
  });
});
