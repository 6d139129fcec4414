import type { AuditEntryId, PersonId, WorkspaceId } from '../../kernel/ids.ts';
import { platformScope } from '../../kernel/scope.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import type { Aggregate } from '../aggregates/aggregate.ts';
import { aggregates } from '../aggregates/index.ts';
import { equal } from '../check.ts';
import {
  anyEntry,
  anyTenant,
  anyTenantsRows,
  at,
  auditEntry,
  everywhere,
  firstPage,
  keyRecord,
  noon,
  pauseDraft,
  runId,
  tenantA,
  userA,
} from '../fixtures.ts';
import { seedForeignWorkspace } from '../foreign-rows.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { asMember, inWorkspace, newWorld, onPlatform, type World } from '../world.ts';
import { foreignWrites, smuggled } from './foreign-writes.ts';

/** A workspace that is read, and another one, full of rows, that must be invisible. */
interface Neighbours {
  readonly mine: World;
  readonly theirs: WorkspaceId;
  readonly words: readonly string[];
}

/** The second line of defence: a unit reaches only what its scope allows, whatever the query says. */
export const isolationCases: readonly StorageCase[] = [
  {
    name: 'isolation: a workspace unit sees no row of another workspace, by no get, find or list',
    run: async (context) => {
      const { mine, theirs, words } = await neighbours(context);
      const nothing = await emptyAnswers(context);
      const seen = await inWorkspace(context.storage, mine.workspaceId, (unit) => readAll(unit, theirs, words));
      equal(seen, nothing, 'The other workspace looks as if it did not exist.');
      const full = await inWorkspace(context.storage, theirs, (unit) => readAll(unit, theirs, words));
      for (const [question, answer] of Object.entries(full)) {
        equal(
          JSON.stringify(answer) === JSON.stringify(nothing[question]),
          false,
          `Its own unit sees it: ${question}.`,
        );
      }
    },
  },
  {
    name: 'isolation: a workspace unit sees nothing of the ledger of the platform',
    run: async (context) => {
      const { storage } = context;
      const { mine } = await neighbours(context);
      const id = context.nextWord() as AuditEntryId;
      await onPlatform(storage, ({ audit }) => audit.append(platformScope, auditEntry(id, null)));
      const seen = await mine.unit(({ audit }) => audit.list(platformScope, anyEntry, firstPage)).catch(() => []);
      equal(seen, [], 'The ledger of the platform is not visible.');
    },
  },
  {
    name: 'isolation: a workspace unit writes no row of another workspace, by no method',
    run: async (context) => {
      const { mine, theirs, words } = await neighbours(context);
      const before = await everythingOf(context, theirs, words);
      for (const [method, write] of foreignWrites({ theirs, mine: mine.workspaceId, word: words[0] ?? '' })) {
        await mine.unit(write).catch(refused);
        equal(await everythingOf(context, theirs, words), before, `${method} does not change the other workspace.`);
      }
    },
  },
  {
    name: 'isolation: a workspace unit writes neither global pauses nor entries of the platform’s ledger',
    run: async (context) => {
      const { storage } = context;
      const { mine } = await neighbours(context);
      const [key, paused, action] = [context.nextWord(), context.nextWord(), context.nextWord()];
      const standing = pauseDraft(paused, everywhere, context.nextWord());
      const entry = auditEntry(context.nextWord() as AuditEntryId, null, { action });
      await onPlatform(storage, ({ activations }) => activations.put(standing));
      const writes: readonly ((unit: StorageUnit) => Promise<unknown>)[] = [
        ({ activations }) => activations.put(pauseDraft(key, everywhere, `global.${key}`)),
        ({ activations }) => activations.put({ ...standing, reasonText: 'Smuggled' }),
        ({ activations }) => activations.remove(paused, everywhere, noon),
        ({ audit }) => audit.append(platformScope, entry),
      ];
      for (const write of writes) await mine.unit(write).catch(refused);
      await onPlatform(storage, async ({ activations, audit }) => {
        equal(await activations.findApplicable(key, null, noon), [], 'No global pause was made.');
        const [left] = await activations.findApplicable(paused, null, noon);
        equal([left?.id, left?.version], [standing.id, 1], 'The existing one is unchanged.');
        equal(await audit.list(platformScope, { ...anyEntry, actions: [action] }, firstPage), [], 'No entry was made.');
      });
    },
  },
  {
    name: 'isolation: a member unit sees the named workspaces and nothing else',
    run: async (context) => {
      const { storage } = context;
      const { mine, theirs, words } = await neighbours(context);
      const person = context.nextWord() as PersonId;
      await mine.addMember(person);
      const named = await asMember(storage, person, [mine.workspaceId], async ({ workspaces }) =>
        (await workspaces.listAmong([mine.workspaceId], { archived: null }, firstPage)).map(
          ({ workspaceId }) => workspaceId,
        ),
      );
      equal(named, [mine.workspaceId], 'The named one.');
      for (const [question, { none, ask }] of Object.entries(questions)) {
        const seen = await asMember(storage, person, [mine.workspaceId], (unit) => ask(unit, theirs, words)).catch(
          () => none,
        );
        equal(seen, none, `Of a workspace that it does not name: ${question}.`);
      }
    },
  },
  {
    name: 'isolation: a member unit writes nothing',
    run: async (context) => {
      const { storage } = context;
      const { theirs, words } = await neighbours(context);
      const before = await everythingOf(context, theirs, words);
      for (const [method, write] of foreignWrites({ theirs, mine: theirs, word: words[0] ?? '' })) {
        await asMember(storage, userA, [theirs], write).catch(refused);
        equal(await everythingOf(context, theirs, words), before, `${method} does not change the workspace.`);
      }
    },
  },
  {
    name: 'isolation: a platform unit reads every workspace',
    run: async (context) => {
      const { theirs, words } = await neighbours(context);
      const own = await inWorkspace(context.storage, theirs, (unit) => readAll(unit, theirs, words));
      const seen = await onPlatform(context.storage, (unit) => readAll(unit, theirs, words));
      equal(seen, own, 'As the workspace itself does.');
    },
  },
];

async function neighbours(context: StorageContext): Promise<Neighbours> {
  const mine = await newWorld(context);
  const { workspaceId, words } = await seedForeignWorkspace(context.storage, {
    workspaceId: context.nextWorkspaceId(),
    words: [context.nextWord(), context.nextWord()],
  });
  return { mine, theirs: workspaceId, words };
}

interface Asked {
  /** The answer where there is no such row. */
  readonly none: unknown;
  readonly ask: Question;
}

type Question = (unit: StorageUnit, workspaceId: WorkspaceId, words: readonly string[]) => Promise<unknown>;

/** What was found, without the nulls. */
async function allOf(searches: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  return (await Promise.all(searches)).filter((found) => found !== null);
}

/** A refusal counts like an answer that did nothing: the rows are compared afterwards. */
const refused = (): string => 'refused';

/** Every way to ask for rows of a workspace. */
const questions: { readonly [name: string]: Asked } = {
  'access.read': {
    none: { workspace: null, tenant: null, membershipRole: null, entitlement: null },
    ask: ({ access }, workspaceId) => access.read({ workspaceId }, { tenantId: tenantA, userId: userA }),
  },
  'access.hold': { none: null, ask: ({ access }, workspaceId) => access.hold({ workspaceId }, tenantA) },
  'workspaces.get': { none: null, ask: ({ workspaces }, workspaceId) => workspaces.get({ workspaceId }) },
  'workspaces.getHeld': { none: null, ask: ({ workspaces }, workspaceId) => workspaces.getHeld({ workspaceId }) },
  'members.find': {
    none: [],
    ask: ({ members }, workspaceId) =>
      allOf([userA, smuggled.userId].map((userId) => members.find({ workspaceId }, userId))),
  },
  'members.entitledTenants': {
    none: [],
    ask: ({ members }, workspaceId) => members.entitledTenants({ workspaceId }, userA),
  },
  'members.list': { none: [], ask: ({ members }, workspaceId) => members.list({ workspaceId }, firstPage) },
  'tenants.get': { none: null, ask: ({ tenants }, workspaceId) => tenants.get({ workspaceId, tenantId: tenantA }) },
  'tenants.list': { none: [], ask: ({ tenants }, workspaceId) => tenants.list({ workspaceId }, anyTenant, firstPage) },
  'activations.findApplicable': {
    none: [],
    ask: ({ activations }, workspaceId, [word = '']) => activations.findApplicable(word, workspaceId, noon),
  },
  'audit.list': { none: [], ask: ({ audit }, workspaceId) => audit.list({ workspaceId }, anyEntry, firstPage) },
  ...Object.fromEntries(aggregates.flatMap(questionsOf)),
  'idempotency.find': {
    none: [],
    ask: ({ idempotency }, workspaceId) =>
      allOf(['key-1', smuggled.key].map((key) => idempotency.find({ workspaceId }, keyRecord(key, runId(1)), at(-1)))),
  },
};

function questionsOf({ name, storage }: Aggregate): readonly (readonly [string, Asked])[] {
  const get: Question = (unit, workspaceId) => storage.get(unit, { workspaceId }, `${name}-1`);
  const list: Question = (unit, workspaceId) => storage.list(unit, { workspaceId }, anyTenantsRows, firstPage);
  return [
    [`${storage.store}.get`, { none: null, ask: get }],
    [`${storage.store}.list`, { none: [], ask: list }],
  ];
}

async function readAll(
  unit: StorageUnit,
  workspaceId: WorkspaceId,
  words: readonly string[],
): Promise<{ readonly [question: string]: unknown }> {
  const answers: { [question: string]: unknown } = {};
  for (const [name, { ask }] of Object.entries(questions)) answers[name] = await ask(unit, workspaceId, words);
  return answers;
}

/** What a workspace without any row answers, asked on its own unit: nothing, to every question. */
async function emptyAnswers({
  storage,
  nextWorkspaceId,
  nextWord,
}: StorageContext): Promise<{ readonly [question: string]: unknown }> {
  const nowhere = nextWorkspaceId();
  const answers = await inWorkspace(storage, nowhere, (unit) => readAll(unit, nowhere, [nextWord()]));
  for (const [name, { none }] of Object.entries(questions)) equal(answers[name], none, `Nothing is visible: ${name}.`);
  return answers;
}

/** Everything that the platform can read of a workspace, for a comparison before and after. */
export async function everythingOf(
  { storage }: Pick<StorageContext, 'storage'>,
  workspaceId: WorkspaceId,
  words: readonly string[],
): Promise<unknown> {
  return onPlatform(storage, (unit) => readAll(unit, workspaceId, words));
}
