import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { examplesIn } from '../docs.ts';
import { pack, type Packed } from '../tarballs.ts';
import { root } from '../workspace.ts';
import { platforms, visitEverywhere } from './edge.ts';
import { answering, begin, endAll, freePort, listening, must } from './programs.ts';
import { findChromium, launch } from '../../examples/msp-console/test/support/browser.ts';

const templates = join(root, 'scripts/evening/projects');
const versions = { next: '16.4.6', vite: '8.4.0', typescript: '6.0.3' };
/** Opens the session that the guide's page reads from the environment. */
const session = 'of-this-evening';
/** Opens that of the member who starts. */
const memberSession = 'of-a-member';

const folder = mkdtempSync(join(tmpdir(), 'tenantatlas-evening-'));
process.on('exit', () => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});

/** One project: what it installs of ours and of the registry, and what is done in it. */
interface Evening {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly spend: (project: string) => Promise<void>;
}

const page = ['zod', 'neverthrow', 'react', 'react-dom', '@tanstack/react-query', 'react-aria-components'];
const evenings: Readonly<Record<string, Evening>> = {
  node: {
    ours: ['core', 'graph-provider', 'storage-pg', 'tenantatlas'],
    theirs: ['zod', 'neverthrow', '@electric-sql/pglite'],
    spend: nodeEvening,
  },
  vite: { ours: ['core', 'http', 'react-hooks'], theirs: [...page, `vite@${versions.vite}`], spend: viteEvening },
  next: {
    ours: ['core', 'http', 'react-hooks', 'storage-pg'],
    theirs: [
      ...page,
      '@electric-sql/pglite',
      `next@${versions.next}`,
      `typescript@${versions.typescript}`,
      '@types/node',
      '@types/react',
    ],
    spend: nextEvening,
  },
  edge: { ours: ['core', 'http'], theirs: ['zod', 'neverthrow', ...platforms], spend: edgeEvening },
};

const names = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(evenings);
const wanted = names.map((name): readonly [string, Evening] => {
  const evening = Object.hasOwn(evenings, name) ? evenings[name] : undefined;
  if (!evening) throw new Error(`${name} is not one of ${Object.keys(evenings).join(', ')}`);
  return [name, evening];
});
const begun = performance.now();
let packed: readonly Packed[] = [];
await timed('build', () => must(process.execPath, ['scripts/build.ts', '--quiet'], root));
await timed('pack', async () => void (packed = await pack(folder)));
// Installing waits for the registry most of the time.
await timed('install', () => Promise.all(wanted.map(([name, evening]) => install(name, evening))));
for (const [name, { spend }] of wanted) await timed(name, () => spend(projectOf(name)));
console.log(`all: ${seconds(performance.now() - begun)}, ${cpuSeconds()}`);
process.exit(0);

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const at = performance.now();
  await work();
  console.log(`${name}: ${seconds(performance.now() - at)}`);
}

function seconds(millis: number): string {
  return `${(millis / 1000).toFixed(1)} s`;
}

/** What this process and the programs that have ended used, where the system tells it. */
function cpuSeconds(): string {
  if (!existsSync('/proc/self/stat')) return 'CPU unknown';
  // Behind the name in brackets: the user and system time of this process and of its children are the members 12 to 15, in hundredths.
  const members = (readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1) ?? '').split(' ').slice(11, 15);
  return `${seconds(members.reduce((sum, ticks) => sum + Number(ticks) * 10, 0))} of CPU`;
}

function projectOf(name: string): string {
  return join(folder, 'projects', name);
}

async function nodeEvening(project: string): Promise<void> {
  await must(process.execPath, ['story.mjs'], project);
  for (const command of ['status', 'doctor']) await must('npx', ['--no', 'tenantatlas', command], project); // by tenantatlas.config.ts
}

async function viteEvening(project: string): Promise<void> {
  cpSync(join(templates, 'server.mjs.txt'), join(project, 'server.mjs'));
  await must(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], project);
  await shows(await listening(project, ['server.mjs']), ['Acme', 'Restore execution', 'Enabled']);
}

/** The client on the platforms of the guide's page on edges. */
async function edgeEvening(project: string): Promise<void> {
  cpSync(join(templates, 'server.mjs.txt'), join(project, 'server.mjs'));
  await visitEverywhere(project, await listening(project, ['server.mjs']));
}

/** The files of the guide's page on Next, as they stand there, with the configuration that create-next-app makes. */
async function nextEvening(project: string): Promise<void> {
  for (const { file, text } of examplesIn(readFileSync(join(root, 'docs/guide/next.md'), 'utf8'))) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text.trimStart());
  }
  const next = join(project, 'node_modules/next/dist/bin/next');
  await must(process.execPath, [next, 'build'], project);
  if (existsSync(join(project, 'data'))) throw new Error('The build has opened the database.');
  const port = await freePort();
  begin(project, process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    DEMO_SESSION: session,
    DEMO_MEMBER_SESSION: memberSession,
  });
  const address = `http://127.0.0.1:${port}/app`;
  await answering(address);
  const headers = { 'content-type': 'application/json', cookie: `session=${session}` };
  const html = await (await fetch(address, { headers })).text();
  for (const text of ['Pausiert', 'Restore execution'])
    if (!html.includes(text)) throw new Error(`The page of the server lacks "${text}".`);
  const withoutSession = await fetch(`${address}/atlas/v1/controls`);
  if (withoutSession.status !== 401) throw new Error(`A caller without a session got ${withoutSession.status}.`);
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

/** An empty project with its packages of this workspace and of the registry, and the files of its template. */
async function install(name: string, { ours, theirs }: Evening): Promise<void> {
  const project = projectOf(name);
  mkdirSync(project, { recursive: true });
  copyTemplate(name, project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: `evening-${name}`, private: true, type: 'module' }),
  );
  const tarballs = packed.filter(({ one }) => ours.includes(one.folder)).map(({ tarball }) => tarball);
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await must('npm', ['install', ...flags, ...tarballs, ...theirs], project);
}

/** Templates end in `.txt`: they belong to the project that they make, and the checks of this workspace could not resolve what they import. */
function copyTemplate(name: string, project: string): void {
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
