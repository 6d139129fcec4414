import type { AuditEntryId, PersonId } from '../../kernel/ids.ts';
import { equal, rejectsAsMisuse } from '../check.ts';
import {
  at,
  auditEntry,
  entryId,
  externalIdOf,
  firstPage,
  misspeltExternalIds,
  anyEntry,
  inside,
  pauseDraft,
  queuedRun,
  runDraft,
  runId,
  tenantRecord,
  workspaceRecord,
} from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform, type World } from '../world.ts';
import { put } from './activation-helpers.ts';
import { connectionTextInputs } from './connection-text-inputs.ts';
import { claim, complete, ending, get, progress, queue } from './run-helpers.ts';
import type { TextInput } from './text-input.ts';
import type { TenantId } from '../../kernel/ids.ts';

const run = runId(1);
const entry = (id: AuditEntryId, world: World, text: string) => auditEntry(id, world.workspaceId, texts(text));
const texts = (text: string) => ({
  target: { type: 'thing', id: 'thing-1', label: text },
  summary: { id: 'conformance.sentence', params: { name: text }, text },
  metadata: { text },
});

async function claimed(world: World): Promise<void> {
  await queue(world, 1);
  await claim(world, run);
}

const textInputs: readonly TextInput[] = [
  ...connectionTextInputs,
  {
    name: 'the label of a person',
    async open({ storage, nextWord }) {
      const person = { kind: 'user', personId: nextWord() as PersonId } as const;
      return {
        write: (label) => onPlatform(storage, ({ people }) => people.remember({ ...person, label })),
        read: async () => (await onPlatform(storage, ({ people }) => people.find([person])))[0]?.label,
      };
    },
  },
  {
    name: 'the note of a progress',
    async open(_, world) {
      await claimed(world);
      return {
        write: (note) => progress(world, run, 1, { done: 1, total: 2, note }, at(10)),
        read: async () => (await get(world, run))?.progress.note,
      };
    },
  },
  {
    name: 'the message of a failure',
    async open(_, world) {
      await claimed(world);
      return {
        write: (text) => {
          const failures = [{ reasonCode: 'word', message: { id: 'conformance.sentence', params: { text }, text } }];
          return complete(world, run, 1, ending('failed', { failures }));
        },
        read: async () => (await get(world, run))?.failureSummary[0]?.message.text,
      };
    },
  },
  {
    name: 'the reason code of a failure',
    async open(_, world) {
      await claimed(world);
      return {
        write: (reasonCode) => {
          const message = { id: 'conformance.sentence', params: {}, text: 'x' };
          return complete(world, run, 1, ending('failed', { failures: [{ reasonCode, message }] }));
        },
        read: async () => (await get(world, run))?.failureSummary[0]?.reasonCode,
      };
    },
  },
  {
    name: 'the inputs of a run',
    async open(_, world) {
      return {
        write: (text) => {
          const draft = runDraft(queuedRun(world.workspaceId, run, { inputs: { list: [text], [text]: 1 } }));
          return world.unit(({ runs }) => runs.ensure(world.scope, draft));
        },
        read: async () => {
          const inputs = (await get(world, run))?.inputs as { readonly list: readonly string[] } | undefined;
          return inputs?.list[0];
        },
      };
    },
  },
  {
    name: 'the context of a run',
    async open(_, world) {
      return {
        write: (text) => queue(world, 1, { context: { text } }),
        read: async () => (await get(world, run))?.context['text'],
      };
    },
  },
  {
    name: 'an audit entry',
    async open(_, world) {
      const id = entryId(1);
      return {
        write: (text) => world.unit(({ audit }) => audit.append(world.scope, entry(id, world, text))),
        read: async () => {
          const [found] = await world.unit(({ audit }) => audit.list(world.scope, anyEntry, firstPage));
          return found && [found.target.label, found.summary.text, found.metadata['text']];
        },
      };
    },
  },
  {
    name: 'the reason and the public message of a pause',
    async open({ storage, nextWord }, world) {
      const key = nextWord();
      return {
        write: (text) =>
          put(
            storage,
            pauseDraft(key, inside(world.workspaceId), nextWord(), { reasonText: text, publicMessage: text }),
          ),
        read: async () => {
          const [found] = await onPlatform(storage, ({ activations }) =>
            activations.findApplicable(key, world.workspaceId, at(0)),
          );
          return found && [found.reasonText, found.publicMessage];
        },
      };
    },
  },
  {
    name: 'the name of a workspace',
    async open({ storage, nextWorkspaceId }) {
      const workspaceId = nextWorkspaceId();
      return {
        write: (name) =>
          onPlatform(storage, ({ workspaces }) =>
            workspaces.create({ workspaceId }, workspaceRecord(workspaceId, { name })),
          ),
        read: async () => (await onPlatform(storage, ({ workspaces }) => workspaces.get({ workspaceId })))?.name,
      };
    },
  },
  {
    name: 'the name of a tenant',
    async open(_, world) {
      const tenantId = 'tenant-named' as TenantId;
      const record = (name: string) => tenantRecord(world.workspaceId, tenantId, { name });
      return {
        write: (name) => world.unit(({ tenants }) => tenants.create(world.tenant(tenantId), record(name))),
        read: async () => (await world.unit(({ tenants }) => tenants.get(world.tenant(tenantId))))?.name,
      };
    },
  },
];

/** Texts that a faulty round trip would corrupt; each is storable. */
const storable = 'Zo\u00eb \u05e9\u05dd {"a":\'$1\'} \\\\u0000 \u{1f5dd} \u001b\u202e\u0001 %s --';
/** What PostgreSQL cannot store, and drivers would replace. */
const unstorable = ['Mailbox a\u0000b', 'Mailbox a\ud83db', '\udcffMailbox'];

/** Every input takes and refuses the same texts, in every store. */
export const textCases: readonly StorageCase[] = textInputs.flatMap(({ name, open }): readonly StorageCase[] => [
  {
    name: `texts: ${name} is stored unchanged`,
    run: async (context) => {
      const input = await open(context, await newWorld(context));
      await input.write(storable);
      const found = await input.read();
      for (const text of [found].flat()) equal(text, storable, 'Every character survives.');
      equal(found !== undefined, true, 'It is stored.');
    },
  },
  {
    name: `texts: ${name} with NUL or half a surrogate pair is misuse, and nothing is written`,
    run: async (context) => {
      const input = await open(context, await newWorld(context));
      const before = await input.read();
      for (const text of unstorable)
        await rejectsAsMisuse(() => input.write(text), 'Core cleans or refuses it before.');
      equal(await input.read(), before, 'Nothing was written.');
    },
  },
]);

/** Ids as identity providers and clients make them, and such as would leave their quotes if they could. */
const hostileIds = [
  'auth0|507f1f77bcf86cd799439011',
  'Zm9vYmFy+/==',
  '~',
  '..',
  '$1',
  '$$;ROLLBACK;--',
  ';SET/**/ROLE/**/ta_platform;--',
  '%s%20%27',
  '(){}[]<>?&#!*^`',
  ':user:platform:',
  'x'.repeat(255),
];

/** Ids of people and idempotency keys, which other systems choose. */
export const foreignIdCases: readonly StorageCase[] = [
  {
    name: 'ids: a person may have any id of printable ASCII without space, quotes, backslash, comma and @',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const other = await newWorld(context);
      for (const id of hostileIds) {
        const userId = id as PersonId;
        await world.addMember(userId, 'operator');
        const seen = await storage.unit({ plane: 'member', userId, workspaceIds: [] }, ({ members }) =>
          members.workspacesOf(userId),
        );
        equal(seen.includes(world.workspaceId), true, `${id} sees its own membership.`);
        const actor = { kind: 'user', personId: userId } as const;
        await storage.unit(
          { plane: 'workspace', workspaceId: world.workspaceId, actor },
          async ({ people, tenants }) => {
            await people.remember({ ...actor, label: 'Bo' });
            const found = await tenants.get(other.tenant('tenant-a' as TenantId));
            equal(found?.workspaceId === other.workspaceId, false, `${id} sees nothing of another workspace.`);
          },
        );
        const [found] = await onPlatform(storage, ({ people }) => people.find([actor]));
        equal(found, { ...actor, label: 'Bo' }, `${id} is known by its own id.`);
        await storage.unit({ plane: 'platform', actor }, async ({ people }) => void (await people.find([actor])));
      }
    },
  },
  {
    name: 'ids: an idempotency key is stored and found as the client made it',
    run: async (context) => {
      const world = await newWorld(context);
      for (const [index, key] of hostileIds.entries()) {
        const id = runId(index + 1);
        await queue(world, index + 1);
        const record = {
          actor: { kind: 'user', id: key },
          key,
          requestHash: 'h',
          runId: id,
          disposition: 'created',
          createdAt: at(0),
        } as const;
        equal(
          await world.unit(({ idempotency }) => idempotency.remember(world.scope, record, at(-1))),
          null,
          'It is new.',
        );
        equal(
          await world.unit(({ idempotency }) => idempotency.find(world.scope, record, at(-1))),
          record,
          'It is found.',
        );
      }
    },
  },
  {
    name: 'ids: an id that could end a quoted text is misuse, and nothing is done',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      let ran = 0;
      const work = async (): Promise<void> => void (ran += 1);
      for (const bad of ["a'b", 'a\\', 'a"b', 'a,b', 'a b', 'a@b', 'a\nb', '', 'x'.repeat(256)]) {
        const userId = bad as PersonId;
        const actor = { kind: 'user', personId: userId } as const;
        await rejectsAsMisuse(() => storage.unit({ plane: 'member', userId, workspaceIds: [] }, work), 'A member.');
        await rejectsAsMisuse(() => storage.unit({ plane: 'workspace', workspaceId, actor }, work), 'An actor.');
      }
      equal(ran, 0, 'No unit was opened.');
    },
  },
  {
    name: 'ids: spellings of one external tenant id are one claim',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const digits = context
        .nextWord()
        .replace(/[^0-9a-f]/g, '')
        .padStart(40, 'a')
        .slice(-36);
      const guid = [
        digits.slice(0, 8),
        digits.slice(8, 12),
        digits.slice(12, 16),
        digits.slice(16, 20),
        digits.slice(20, 32),
      ].join('-');
      const domain = externalIdOf(context.nextWord());
      const create = (world: World, tenantId: string, externalTenantId: string) =>
        world.unit(({ tenants }) =>
          tenants.create(
            world.tenant(tenantId as TenantId),
            tenantRecord(world.workspaceId, tenantId as TenantId, { externalTenantId, lifecycle: 'active' }),
          ),
        );
      for (const [index, [spelling, twin]] of [
        [guid.toUpperCase(), `{${guid}}`],
        [domain, `${domain.toUpperCase()}.`],
      ].entries()) {
        equal(await create(one, `one-${String(index)}`, spelling ?? ''), 'created', 'The first one claims it.');
        equal(await create(other, `other-${String(index)}`, twin ?? ''), 'external_taken', 'It is the same tenant.');
      }
    },
  },
  {
    name: 'ids: what is neither a GUID nor a domain name is misuse as an external tenant id, and nothing is written',
    run: async (context) => {
      const world = await newWorld(context);
      const tenantId = 'tenant-misspelt' as TenantId;
      for (const externalTenantId of misspeltExternalIds) {
        const record = tenantRecord(world.workspaceId, tenantId, { externalTenantId });
        await rejectsAsMisuse(
          () => world.unit(({ tenants }) => tenants.create(world.tenant(tenantId), record)),
          `${externalTenantId} could be a second id of a tenant.`,
        );
      }
      const found = await world.unit(({ tenants }) => tenants.get(world.tenant(tenantId)));
      equal(found, null, 'Nothing was written.');
    },
  },
];
