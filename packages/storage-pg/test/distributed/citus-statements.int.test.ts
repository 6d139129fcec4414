import { casesFor, createStorageContext, storageConformance, type StorageContext } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlTransaction } from '../../src/executor/sql-database.ts';
import { createUnitStores } from '../../src/queries/index.ts';
import { makeWorkspaces } from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { createRecorder } from '../support/recorded-statements.ts';
import { brokenRules, statementRules } from './statement-rules.ts';

const everyRead = 'every read of a distributed table names its workspace';

/** Methods that may break a rule, and why. Each of them does. */
const allowed: readonly { readonly method: string; readonly rule: string; readonly why: string }[] = [
  { method: 'workspaces.list', why: 'The platform lists all workspaces.' },
  { method: 'workspaces.listAmong', why: 'A person sees the workspaces of which they are a member.' },
  { method: 'members.workspacesOf', why: 'It asks in which workspaces a person is.' },
  { method: 'tenants.impact', why: 'The platform counts what a pause of all workspaces affects.' },
  { method: 'activations.findById', why: 'The platform knows a pause by its id, and not where it applies.' },
  { method: 'activations.move', why: 'It looks a pause up by its id first. What it changes is named.' },
  { method: 'activations.overview', why: 'The platform lists the workspaces that are paused.' },
  { method: 'activations.snapshot', why: 'One picture of all pauses, for caches.' },
  { method: 'audit.controlHistory', why: 'The platform reads what was done to a control anywhere.' },
  { method: 'audit.controlEntries', why: 'The platform lists what was done to controls anywhere.' },
  { method: 'tenants.find', why: 'The platform names tenants of several workspaces.' },
  { method: 'runs.failures', why: 'The platform looks at what failed anywhere.' },
  { method: 'runs.stuck', why: 'The platform looks at what hangs anywhere.' },
  { method: 'runs.listFailed', why: 'The platform lists what failed anywhere.' },
  { method: 'runs.listStuck', why: 'The platform lists what hangs anywhere.' },
  { method: 'audit.countByTarget', why: 'The platform counts what pauses refused, wherever they apply.' },
  { method: 'runs.findClaimable', why: 'A worker looks for runs of all workspaces. It takes one up by its workspace.' },
  { method: 'runs.countInFlight', why: 'The platform counts what a pause of all workspaces does not stop.' },
  { method: 'usage.totals', why: 'The platform counts what was used anywhere.' },
  { method: 'usage.series', why: 'As usage.totals.' },
  { method: 'usage.lastHours', why: 'The platform asks for workspaces that it names.' },
  { method: 'usage.fold', why: 'Counts of all workspaces are moved together.' },
  { method: 'usage.previewPrune', why: 'It counts what is old in every workspace, as the removal does.' },
  { method: 'usage.prune', why: 'Old events are deleted wherever they are, by age.' },
  { method: 'maintenance.pruneIdempotencyKeys', why: 'Old keys are deleted wherever they are, by age.' },
  { method: 'maintenance.erasePerson', why: 'What a person wrote is blanked wherever it is.' },
  {
    method: 'storage.settle',
    why: 'A pause of all workspaces lists the gates, without a lock. What it changes is named.',
  },
  { method: 'bound.settle', why: 'As storage.settle.' },
].map((entry) => ({ ...entry, rule: everyRead }));

/** Texts that belong to no store and may break a rule, and why. */
const allowedTexts: readonly { readonly text: RegExp; readonly rule: string; readonly why: string }[] = [
  {
    text: /SELECT pg_catalog\.set_config\('search_path',/,
    rule: 'settings are made by SET LOCAL',
    why: "The host's search_path is put back after a unit in its transaction: a list of names, which SET takes in no single literal. On the workers ours stays until the end; Citus names every table in full there.",
  },
];

const recorder = createRecorder();
const capabilities = ['concurrent_units'] as const;
// Beside a foreign workspace the statements are the same. Drivers do not differ in what they send either, so this is also where every guarantee runs on postgres.js.
const cases = casesFor(storageConformance, capabilities);
const failures = new Map<string, unknown>();
let open: OpenBackend;

beforeAll(async () => {
  open = await openBackend('postgres-js', { backend: 'citus', rewrite: recorder.note });
  const context = createStorageContext({
    storage: recorder.storage(open.storage),
    maintenance: recorder.storage(open.maintenance),
    capabilities,
  });
  for (const { name, run } of cases) await run(context).catch((error: unknown) => failures.set(name, error));
  await settleInHostTransactions(context);
}, 400_000);
afterAll(() => open.close());

/** What the suite does not do. */
async function settleInHostTransactions({ storage, nextWorkspaceId }: StorageContext): Promise<void> {
  const workspaceId = nextWorkspaceId();
  await makeWorkspaces(storage, workspaceId);
  for (const scope of [{ workspaceId }, null])
    expect(await storage.transaction((bound) => bound.settle(scope, 60_000))).toMatchObject({ settled: true });
}

// PostgreSQL answers here. The rules below are about what Citus would say to the same texts.
describe('the storage ports on postgres-js, with the SQL for Citus', () => {
  it.each(cases.map(({ name }) => name))('%s', (name) => {
    if (failures.has(name)) throw failures.get(name);
  });
});

/** Every rule that a recorded text breaks, with who sent it. */
function findings(): readonly { readonly rule: string; readonly method: string; readonly text: string }[] {
  return [...recorder.statements].flatMap(([text, methods]) =>
    brokenRules(text).flatMap((rule) => [...methods].map((method) => ({ rule, method, text }))),
  );
}

const isAllowedMethod = (finding: { readonly rule: string; readonly method: string }) =>
  allowed.some(({ method, rule }) => method === finding.method && rule === finding.rule);
const isAllowedText = (finding: { readonly rule: string; readonly text: string }) =>
  allowedTexts.some(({ text, rule }) => rule === finding.rule && text.test(finding.text));

describe('every statement sent to Citus', () => {
  it('was recorded: each method of each store, and both ways of settling', () => {
    const stores = createUnitStores({} as SqlTransaction, { schema: 'tenantatlas' });
    const methods = Object.entries(stores).flatMap(([store, methodsOf]) =>
      Object.keys(methodsOf as object).map((name) => `${store}.${name}`),
    );
    expect(methods.length).toBeGreaterThan(30);
    const silent = [...methods, 'storage.settle', 'bound.settle', 'unit'].filter(
      (method) => (recorder.methods.get(method) ?? 0) === 0,
    );
    expect(silent).toEqual(['gate.requireReadCommitted']); // it checks the state of the unit, and sends nothing
    expect(recorder.statements.size).toBeGreaterThan(100);
  });

  it.each(statementRules)('follows the rule: $name', ({ name }) => {
    expect(
      findings().filter((finding) => finding.rule === name && !isAllowedMethod(finding) && !isAllowedText(finding)),
    ).toEqual([]);
  });

  it.each(allowed)('has an allowed exception: $method', ({ method, rule }) => {
    expect(findings().some((finding) => finding.method === method && finding.rule === rule)).toBe(true);
  });

  it.each(allowedTexts)('has an allowed exception: $text', ({ text, rule }) => {
    expect(findings().some((finding) => finding.rule === rule && text.test(finding.text))).toBe(true);
  });
});
