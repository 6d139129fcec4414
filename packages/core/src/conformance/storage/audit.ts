import type { TenantId } from '../../kernel/ids.ts';
import { platformScope } from '../../kernel/scope.ts';
import type {
  AuditEntry,
  AuditFilter,
  AuditPosition,
  ControlEntryFilter,
  ControlEntryPosition,
} from '../../ports/audit-store.ts';
import { compareText } from '../../kernel/text.ts';
import { equal, rejection, rejectsAsMisuse } from '../check.ts';
import { actorA, anyEntry, at, auditEntry, entryId, firstPage, noon, runId, tenantA, tenantB } from '../fixtures.ts';
import { unorderedIds, walkPages } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform, type World } from '../world.ts';

/** The trail. */
export const auditCases: readonly StorageCase[] = [
  {
    name: 'audit: an entry is read unchanged from its own ledger',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const action = context.nextWord();
      const local = auditEntry(entryId(1), one.workspaceId, { action, tenantId: tenantA, operationRunId: runId(1) });
      const global = auditEntry(context.nextWord() as AuditEntry['id'], null, {
        action,
        actor: { kind: 'system', id: 'cli' },
      });
      await append(one, local);
      await onPlatform(storage, ({ audit }) => audit.append(platformScope, global));
      const filter = { ...anyEntry, actions: [action] };
      const platformLedger = await onPlatform(storage, ({ audit }) => audit.list(platformScope, filter, firstPage));
      equal(await list(one, filter), [local], 'The ledger of the workspace, every field.');
      equal(platformLedger, [global], 'The ledger of the platform, every field.');
      equal(await list(other, filter), [], 'Not the ledger of another workspace.');
    },
  },
  {
    name: 'audit: a platform unit writes to and reads from the ledger of a workspace',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const entry = auditEntry(entryId(1), world.workspaceId);
      await onPlatform(storage, ({ audit }) => audit.append(world.scope, entry));
      equal(await list(world), [entry], 'The workspace reads it.');
      equal(
        await onPlatform(storage, ({ audit }) => audit.list(world.scope, anyEntry, firstPage)),
        [entry],
        'So does the platform.',
      );
    },
  },
  {
    name: 'audit: an entry is committed or rolled back with its unit',
    run: async (context) => {
      const world = await newWorld(context);
      const failing = (): Promise<void> =>
        world.unit(async ({ audit }) => {
          await audit.append(world.scope, auditEntry(entryId(1), world.workspaceId));
          throw new Error('changed my mind');
        });
      await rejection(failing, 'The unit rejects.');
      equal(await list(world), [], 'A rollback leaves no entry.');
    },
  },
  {
    name: 'audit: append refuses a scope that differs from the workspace of the entry',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const entry = auditEntry(entryId(1), one.workspaceId);
      const onOther = (): Promise<void> => onPlatform(storage, ({ audit }) => audit.append(other.scope, entry));
      const asPlatform = (): Promise<void> => onPlatform(storage, ({ audit }) => audit.append(platformScope, entry));
      const ownerless = (): Promise<void> =>
        onPlatform(storage, ({ audit }) => audit.append(one.scope, { ...entry, workspaceId: null }));
      await rejectsAsMisuse(onOther, 'The entry belongs to another workspace.');
      await rejectsAsMisuse(asPlatform, 'The entry belongs to a workspace, not to the platform.');
      await rejectsAsMisuse(ownerless, 'The entry belongs to the platform, not to the workspace.');
      equal([...(await list(one)), ...(await list(other))], [], 'Nothing was written.');
    },
  },
  {
    name: 'audit: list is newest first, by instant and then by id in code-point order',
    run: async (context) => {
      const world = await newWorld(context);
      const ids = unorderedIds('e').map((id) => id as AuditEntry['id']);
      for (const [n, id] of ids.entries())
        await append(world, auditEntry(id, world.workspaceId, { recordedAt: at(n % 3) }));
      const found = await list(world);
      equal(found.map(keyOf), found.map(keyOf).sort(newestFirst), 'Newest first.');
      equal(found.map(({ id }) => id).sort(compareText), ids.toSorted(compareText), 'All of them.');
    },
  },
  {
    name: 'audit: pages neither skip nor repeat entries of one instant while others are appended',
    run: async (context) => {
      const world = await newWorld(context);
      const ids = unorderedIds('e').map((id) => id as AuditEntry['id']);
      for (const id of ids) await append(world, auditEntry(id, world.workspaceId));
      const walked = await walkPages<AuditEntry, AuditPosition>({
        limit: 3,
        start: null,
        page: (page) => world.unit(({ audit }) => audit.list(world.scope, anyEntry, page)),
        keyOf,
        between: (round) => {
          const id = `${round % 2 === 0 ? 'e' : 'f'}-inserted-${String(round)}` as AuditEntry['id'];
          return append(world, auditEntry(id, world.workspaceId, { recordedAt: round % 3 === 0 ? at(5) : noon }));
        },
      });
      const stable = walked.map(({ id }) => id).filter((id) => !id.includes('inserted'));
      equal(
        stable,
        ids.toSorted((left, right) => compareText(right, left)),
        'Each entry that existed from the start is listed once.',
      );
      equal(new Set(walked.map(({ id }) => id)).size, walked.length, 'None is repeated.');
    },
  },
  {
    name: 'audit: each filter narrows the list, and all apply together',
    run: async (context) => {
      const world = await newWorld(context);
      const make = (n: number, change: Partial<AuditEntry>): Promise<void> =>
        append(world, auditEntry(entryId(n), world.workspaceId, { recordedAt: at(n), ...change }));
      await make(1, { action: 'a.one' });
      await make(2, { action: 'a.two', actor: { kind: 'system', id: 'cli' }, tenantId: tenantA });
      await make(3, { action: 'a.two', target: { type: 'thing', id: 'thing-2', label: 'Two' }, tenantId: tenantB });
      await make(4, {
        action: 'a.three',
        target: { type: 'other', id: 'thing-1', label: 'One' },
        tenantId: 'tenant-x' as TenantId,
      });
      const ids = async (change: Partial<AuditFilter>): Promise<readonly number[]> =>
        (await list(world, { ...anyEntry, ...change })).map(({ id }) => Number(id.slice('entry-'.length)));
      equal(await ids({}), [4, 3, 2, 1], 'Null means any.');
      equal(await ids({ actions: ['a.two', 'a.one'] }), [3, 2, 1], 'By actions.');
      equal(await ids({ actions: [] }), [], 'No action, no entry.');
      equal(await ids({ actorId: actorA.id }), [4, 3, 1], 'By actor.');
      equal(await ids({ target: { type: 'thing', id: null } }), [3, 2, 1], 'By the type of target.');
      equal(await ids({ target: { type: 'thing', id: 'thing-1' } }), [2, 1], 'By one target.');
      equal(await ids({ tenantId: tenantA }), [2], 'By tenant: entries without one are left out.');
      equal(
        await ids({ visibleTenantIds: [tenantA, tenantB] }),
        [3, 2, 1],
        'By visible tenants: entries without one are kept.',
      );
      equal(await ids({ visibleTenantIds: [] }), [1], 'A caller who may see no tenant sees the entries without one.');
      equal(await ids({ from: at(2), to: at(3) }), [3, 2], 'Both ends of the window are inside.');
      equal(await ids({ from: at(3) }), [4, 3], 'An open end.');
      equal(await ids({ actions: ['a.two'], tenantId: tenantB, from: at(1), to: at(3) }), [3], 'All at once.');
    },
  },
  {
    name: 'audit: controlHistory is the latest of one control over all ledgers',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [key, action] = [context.nextWord(), context.nextWord()];
      const make = (n: number, world: World | null, change: Partial<AuditEntry> = {}): AuditEntry =>
        auditEntry(`${key}.${String(n)}` as AuditEntry['id'], world ? world.workspaceId : null, {
          action,
          recordedAt: at(n),
          metadata: { control_key: key },
          ...change,
        });
      const entries = [
        make(1, one),
        make(2, null),
        make(3, other),
        make(3, one),
        make(4, one, { action: 'something.else' }),
      ];
      const apart = make(5, null, { metadata: { control_key: 'another', text: key } });
      for (const entry of [...entries, apart]) {
        const scope = entry.workspaceId === null ? platformScope : { workspaceId: entry.workspaceId };
        await onPlatform(storage, ({ audit }) => audit.append(scope, entry));
      }
      const history = (limit: number): Promise<readonly AuditEntry[]> =>
        onPlatform(storage, ({ audit }) => audit.controlHistory([key], [action, context.nextWord()], limit));
      const instants = (await history(10)).map(({ recordedAt }) => recordedAt);
      equal(instants, [at(3), at(3), at(2), at(1)], 'Of the given actions and control, newest first.');
      equal(
        (await history(2)).map(({ recordedAt }) => recordedAt),
        [at(3), at(3)],
        'At most the limit.',
      );
      equal((await history(10)).at(-1), entries[0], 'Every field survives.');
      equal(await onPlatform(storage, ({ audit }) => audit.controlHistory([key], [], 10)), [], 'No action, no entry.');
      equal(
        await onPlatform(storage, ({ audit }) => audit.controlHistory([], [action], 10)),
        [],
        'No control, no entry.',
      );
    },
  },
  {
    name: 'audit: controlHistory of several controls has the latest of each',
    run: async (context) => {
      const { storage } = context;
      const [busy, quiet, action] = [context.nextWord(), context.nextWord(), context.nextWord()] as const;
      const world = await newWorld(context);
      for (const n of [1, 2, 3, 4]) {
        const key = n === 1 ? quiet : busy;
        const workspaceId = n === 3 ? null : world.workspaceId;
        const entry = auditEntry(`${key}.${String(n)}` as AuditEntry['id'], workspaceId, {
          action,
          recordedAt: at(n),
          metadata: { control_key: key },
        });
        const scope = workspaceId === null ? platformScope : { workspaceId };
        await onPlatform(storage, ({ audit }) => audit.append(scope, entry));
      }
      const latest = await onPlatform(storage, ({ audit }) => audit.controlHistory([quiet, busy, quiet], [action], 2));
      equal(
        latest.map(({ recordedAt }) => recordedAt),
        [at(4), at(3), at(1)],
        'Two entries of one control do not displace that of the other.',
      );
    },
  },
  {
    name: 'audit: controlEntries lists all ledgers page by page, by control, action, pause and tenant',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [key, apart, blocked, paused] = [1, 2, 3, 4].map(() => context.nextWord()) as [
        string,
        string,
        string,
        string,
      ];
      const make = (n: number, world: World | null, change: Partial<AuditEntry> = {}): AuditEntry =>
        auditEntry(`${key}.${String(n)}` as AuditEntry['id'], world ? world.workspaceId : null, {
          action: n % 2 === 0 ? blocked : paused,
          recordedAt: at(n),
          target: { type: 'operational_control', id: n < 5 ? `${key}-early` : `${key}-late`, label: 'A control' },
          metadata: { control_key: key },
          tenantId: world && n % 2 === 0 ? tenantA : null,
          ...change,
        });
      // The same instants and ids in three ledgers: only the ledger tells such entries apart.
      const entries = [1, 2, 3, 4, 5, 6].flatMap((n) => [make(n, one), make(n, other), make(n, null)]);
      const others = [
        make(7, one, { metadata: { control_key: apart } }),
        make(8, null, { action: context.nextWord() }),
        make(9, one, { metadata: { text: key } }),
      ];
      for (const entry of [...entries, ...others]) {
        const scope = entry.workspaceId === null ? platformScope : { workspaceId: entry.workspaceId };
        await onPlatform(storage, ({ audit }) => audit.append(scope, entry));
      }
      const any = { controlKeys: [key], actions: [blocked, paused], activationId: null, among: null };
      const read = (change: Partial<ControlEntryFilter> = {}, limit = 100): Promise<readonly AuditEntry[]> =>
        walkPages<AuditEntry, ControlEntryPosition>({
          limit,
          start: null,
          page: (page) => onPlatform(storage, ({ audit }) => audit.controlEntries({ ...any, ...change }, page)),
          keyOf: ({ recordedAt, id, workspaceId }) => ({ recordedAt, id, workspaceId }),
        });
      const named = (found: readonly AuditEntry[]): readonly string[] =>
        found.map(({ id, workspaceId }) => `${id} ${workspaceId ?? '-'}`);
      const whole = await read();
      equal(
        whole.map(({ recordedAt }) => recordedAt),
        [6, 5, 4, 3, 2, 1].flatMap((n) => [at(n), at(n), at(n)]),
        'Newest first.',
      );
      equal(named(whole).toSorted(compareText), named(entries).toSorted(compareText), 'Each once, and nothing else.');
      equal(
        whole.filter(({ workspaceId }, n) => (workspaceId === null) === (n % 3 === 2)).length,
        18,
        'The platform is last.',
      );
      equal(
        whole.find(({ workspaceId }) => workspaceId === one.workspaceId),
        make(6, one),
        'Every field survives.',
      );
      for (const limit of [1, 2, 5]) equal(named(await read({}, limit)), named(whole), `In pages of ${limit}.`);
      const kept = async (change: Partial<ControlEntryFilter>, keep: (entry: AuditEntry) => boolean): Promise<void> => {
        const expected = named(whole.filter(keep));
        for (const limit of [2, 100]) equal(named(await read(change, limit)), expected, JSON.stringify(change));
      };
      await kept({ actions: [blocked] }, ({ action }) => action === blocked);
      await kept({ activationId: `${key}-early` }, ({ target }) => target.id === `${key}-early`);
      await kept(
        { activationId: `${key}-late`, actions: [blocked] },
        ({ action, target }) => action === blocked && target.id === `${key}-late`,
      );
      await kept({ activationId: context.nextWord() }, () => false);
      await kept({ controlKeys: [] }, () => false);
      await kept({ actions: [] }, () => false);
      await kept(
        { among: [{ workspaceId: one.workspaceId, tenantId: tenantA }] },
        ({ workspaceId, tenantId }) => tenantId === null || workspaceId === one.workspaceId,
      );
      await kept({ among: [] }, ({ tenantId }) => tenantId === null);
      const both = await read({ controlKeys: [apart, key, apart] });
      equal(both.length, entries.length + 1, 'Of several controls, each entry once.');
    },
  },
  {
    name: 'audit: countByTarget counts entries of an action by target, in one ledger or in all',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [controlKey, action, type] = [context.nextWord(), context.nextWord(), context.nextWord()] as const;
      const [local, global, none] = [context.nextWord(), context.nextWord(), context.nextWord()] as const;
      const add = (world: World | null, id: string, change: Partial<AuditEntry> = {}): Promise<void> => {
        const workspaceId = world?.workspaceId ?? null;
        const entry = auditEntry(context.nextWord() as AuditEntry['id'], workspaceId, {
          action,
          target: { type, id, label: 'Anything' },
          metadata: { control_key: controlKey },
          ...change,
        });
        const scope = workspaceId === null ? platformScope : { workspaceId };
        return onPlatform(storage, ({ audit }) => audit.append(scope, entry));
      };
      for (const world of [one, one, other]) await add(world, local);
      for (const world of [one, other, null]) await add(world, global);
      await add(one, local, { action: context.nextWord() });
      await add(one, local, { target: { type: context.nextWord(), id: local, label: 'Anything' } });
      await add(one, local, { metadata: { control_key: context.nextWord() } });
      const counts = await onPlatform(storage, ({ audit }) =>
        audit.countByTarget(action, type, [
          { id: local, workspaceId: one.workspaceId, controlKey },
          { id: global, workspaceId: null, controlKey },
          { id: none, workspaceId: other.workspaceId, controlKey },
        ]),
      );
      equal(counts.get(local), 2, 'In the ledger of its workspace only.');
      equal(counts.get(global), 3, 'In all ledgers.');
      equal([...counts.keys()].length, 2, 'One without an entry is left out.');
      const nothing = await onPlatform(storage, ({ audit }) => audit.countByTarget(action, type, []));
      equal(nothing.size, 0, 'No target, no count.');
    },
  },
];

function append(world: World, entry: AuditEntry): Promise<void> {
  return world.unit(({ audit }) => audit.append(world.scope, entry));
}

function list(world: World, filter: AuditFilter = anyEntry): Promise<readonly AuditEntry[]> {
  return world.unit(({ audit }) => audit.list(world.scope, filter, firstPage));
}

function keyOf({ recordedAt, id }: AuditEntry): AuditPosition {
  return { recordedAt, id };
}

function newestFirst(left: AuditPosition, right: AuditPosition): number {
  return compareText(right.recordedAt, left.recordedAt) || compareText(right.id, left.id);
}
