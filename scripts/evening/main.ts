import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { examplesIn } from '../docs.ts';
import { pack, type Packed } from '../tarballs.ts';
import { root, run } from '../workspace.ts';
import { findChromium, launch } from '../../examples/msp-console/test/support/browser.ts';

const templates = join(root, 'scripts/evening/projects');
const versions = { next: '16.4.6', vite: '8.4.0', typescript: '6.0.3' };
/** Opens the session that the guide's page reads from the environment. */
const session = 'of-this-evening';
/** Opens that of the member who starts. */
const memberSession = 'of-a-member';

const folder = mkdtempSync(join(tmpdir(), 'tenantatlas-evening-'));
const started: ChildProcess[] = [];
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const evenings = { node: nodeEvening, vite: viteEvening, next: nextEvening } as const;
type Evening = keyof typeof evenings;

const isEvening = (name: string): name is Evening => Object.hasOwn(evenings, name);
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(evenings);
const begun = performance.now();
await must(process.execPath, ['scripts/build.ts', '--quiet'], root);
const packed = await pack(folder);
for (const name of wanted) {
  if (!isEvening(name)) throw new Error(`${name} is not one of ${Object.keys(evenings).join(', ')}`);
  const at = performance.now();
  await evenings[name]();
  console.log(`${name}: ${((performance.now() - at) / 1000).toFixed(1)} s`);
}
console.log(`all: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
process.exit(0);

async function nodeEvening(): Promise<void> {
  const project = await install(
    'node',
    ['core', 'storage-pg', 'tenantatlas'],
    ['zod', 'neverthrow', '@electric-sql/pglite'],
  );
  await must(process.execPath, ['story.mjs'], project);
  for (const command of ['status', 'doctor']) await must('npx', ['--no', 'tenantatlas', command], project); // by tenantatlas.config.ts
}

async function viteEvening(): Promise<void> {
  const project = await install(
    'vite',
    ['core', 'http', 'react-hooks'],
    [
      'zod',
      'neverthrow',
      'react',
      'react-dom',
      '@tanstack/react-query',
      'react-aria-components',
      `vite@${versions.vite}`,
    ],
  );
  cpSync(join(templates, 'server.mjs.txt'), join(project, 'server.mjs'));
  await must(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], project);
  await shows(await listening(project, ['server.mjs']), ['Acme', 'Restore execution', 'Enabled']);
}

/** The files of the guide's page on Next, as they stand there, with the configuration that create-next-app makes. */
async function nextEvening(): Promise<void> {
  const project = await install(
    'next',
    ['core', 'http', 'react-hooks', 'storage-pg'],
    [
      'zod',
      'neverthrow',
      'react',
      'react-dom',
      '@tanstack/react-query',
      'react-aria-components',
      '@electric-sql/pglite',
      `next@${versions.next}`,
      `typescript@${versions.typescript}`,
      '@types/node',
      '@types/react',
    ],
  );
  for (const { file, text } of examplesIn(readFileSync(join(root, 'docs/guide/next.md'), 'utf8'))) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text.trimStart());
  }
  const next = join(project, 'node_modules/next/dist/bin/next');
  await must(process.execPath, [next, 'build'], project);
  if (existsSync(join(project, 'data'))) throw new Error('The build has opened the database.');
  const port = await freePort();
  begin(project, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    DEMO_SESSION: session,
    DEMO_MEMBER_SESSION: memberSession,
  });
  const address = `http://127.0.0.1:${port}/app`;
  await answering(address);
  const headers = { 'content-type': 'application/json', cookie: `session=${session}` };
  const html = await (await fetch(address, { headers })).text();
  for (const text of ['Pausiert', 'Restore execution'])
    if (!html.includes(text)) throw new Error(`The page of the server lacks "${text}".`);
  const strangers = await fetch(`${address}/atlas/v1/controls`);
  if (strangers.status !== 401) throw new Error(`A caller without a session got ${strangers.status}.`);
  const member = { ...headers, cookie: `session=${memberSession}` };
  const post = async (path: string, by: Record<string, string>, body: object) =>
    fetch(`${address}/atlas/v1/${path}`, { method: 'POST', headers: by, body: JSON.stringify(body) });
  const start = async (idempotencyKey: string) =>
    post('workspaces/w-1/operations', member, {
      type: 'restore.execute',
      tenantId: 't-1',
      idempotencyKey,
      inputs: { backupSetId: 'b-1', acknowledgedImpact: true, confirmTenantName: 'Contoso' },
    });
  const begun = await start('click-1');
  if (!begun.ok) throw new Error(`The start answered ${begun.status}: ${await begun.text()}`);
  const { run: restore } = (await begun.json()) as { run: { id: string } };
  await ended(`${address}/atlas/v1/workspaces/w-1/operations/${restore.id}`, member);
  const made = await post('controls/restore.execute/pause', headers, {
    scope: { type: 'global' },
    reason: 'An evening',
  });
  if (made.status !== 200) throw new Error(`The pause answered ${made.status}: ${await made.text()}`);
  const refused = await (await start('click-2')).text();
  if (!refused.includes('control_paused')) throw new Error(`A start during the pause answered ${refused}`);
  await shows(address, ['Restore execution', 'An evening', '1 paused', 'Erfolgreich']);
}

/** An empty project with the given packages of this workspace and of the registry, and the files of its template. */
async function install(name: Evening, ours: readonly string[], theirs: readonly string[]): Promise<string> {
  const project = join(folder, 'projects', name);
  mkdirSync(project, { recursive: true });
  copyTemplate(name, project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: `evening-${name}`, private: true, type: 'module' }),
  );
  const tarballs = packed.filter(({ one }: Packed) => ours.includes(one.folder)).map(({ tarball }) => tarball);
  await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs, ...theirs], project);
  return project;
}

/** Templates end in `.txt`: they belong to the project that they make, and the checks of this workspace could not resolve what they import. */
function copyTemplate(name: Evening, project: string): void {
  const template = join(templates, name);
  for (const file of readdirSync(template, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
    if (!file.isFile()) continue;
    const from = join(file.parentPath, file.name);
    const to = join(project, relative(template, from).replace(/\.txt$/, ''));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
}

/** Opens the page in a browser and waits for the texts; any error on the page fails. */
async function shows(address: string, texts: readonly string[]): Promise<void> {
  const chromium = await findChromium();
  const browser = await launch(chromium);
  try {
    const page = await browser.newPage();
    await page.context().addCookies([{ name: 'session', value: session, url: new URL(address).origin }]);
    const errors: string[] = [];
    page.on('pageerror', (error) => void errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) errors.push(message.text());
    });
    await page.goto(address);
    for (const text of texts) await page.getByText(text).first().waitFor();
    if (errors.length > 0) throw new Error(`The page complains: ${errors.join('; ')}`);
  } finally {
    await browser.close();
    if (chromium.unpacked !== null) rmSync(chromium.unpacked, { recursive: true, force: true });
  }
}

/** Starts a program that prints its address. */
async function listening(project: string, args: readonly string[]): Promise<string> {
  const [line] = (await once(begin(project, args).stdout ?? process.stdin, 'data')) as [Buffer];
  return line.toString().trim();
}

function begin(project: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  return child;
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${address} did not answer.`);
}

/** Waits until a run has succeeded. */
async function ended(address: string, headers: Record<string, string>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const text = await (await fetch(address, { headers })).text();
    if (text.includes('"outcome":"succeeded"')) return;
    if (text.includes('"status":"completed"')) throw new Error(`The run ended otherwise: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The run at ${address} did not end.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function must(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(program, args, { cwd, capture: true });
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${code}:\n${output}`);
}
