import { neverCollected } from '../../kernel/evidence.ts';
import type { ConnectionId } from '../../kernel/ids.ts';
import { compareText } from '../../kernel/text.ts';
import type {
  ConnectionChange,
  KeptCheck,
  ProviderConnection,
  StoredConnection,
} from '../../ports/connection-store.ts';
import { equal, holds, rejection, tally } from '../check.ts';
import {
  at,
  checkReport,
  firstPage,
  newConnection,
  noon,
  queuedRun,
  runDraft,
  runId,
  tenantA,
  tenantB,
  connectionChange,
} from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld, type World } from '../world.ts';

const idOf = (n: number): ConnectionId => `connection-${String(n)}` as ConnectionId;
const one = idOf(1);

/** Changes, the default and what a check found. Their entry has what all aggregates do. */
export const connectionCases: readonly StorageCase[] = [
  {
    name: 'connections: change writes every member upon its version, and the other members stay',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const members = {
        connectionType: 'platform',
        displayName: 'Other',
        externalTenantId: null,
        credentialReference: null,
        isEnabled: false,
        updatedAt: at(11),
      } as const;
      const consent = {
        consentStatus: 'unknown',
        consentedAt: null,
        consentedTo: null,
        grants: neverCollected,
      } as const;
      await world.unit((unit) => unit.connections.noteCheckRun(world.scope, one, runId(1)));
      const change: ConnectionChange = {
        ...members,
        consent,
        uncheckedAt: at(10),
        dropsAcknowledgements: false,
        version: 1,
      };
      const unchecked = {
        changedAt: at(10),
        verificationStatus: 'unknown',
        lastErrorReasonCode: null,
        checkRunId: null,
      } as const;
      const after = { ...before, ...members, ...consent, ...unchecked, version: 2 };
      equal(await world.unit((unit) => unit.connections.change(world.scope, one, change)), after, 'The answer.');
      equal(await get(world, one), after, 'The row.');
      const again = await world.unit((unit) => unit.connections.change(world.scope, one, change));
      equal(again, 'changed_meanwhile', 'The version has changed.');
      const absent = await world.unit((unit) => unit.connections.change(world.scope, idOf(9), change));
      equal(absent, 'changed_meanwhile', 'Nothing is found.');
    },
  },
  {
    name: 'connections: a change without members of a check keeps what a check writes, also when both write at once',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const rename = () =>
        world.unit((unit) =>
          unit.connections.change(world.scope, one, connectionChange(before, { displayName: 'Renamed' })),
        );
      await race(2, async (n) => void (await (n === 0 ? keep(world, before, 1, at(10)) : rename())));
      const after = await get(world, one);
      const { consentStatus, verificationStatus, lastErrorReasonCode, grants, consentedTo } = foundBy(1);
      equal(
        after,
        {
          ...before,
          ...{ consentStatus, verificationStatus, lastErrorReasonCode, grants, consentedTo },
          report: after?.report,
          lastHealthCheckAt: at(10),
          displayName: 'Renamed',
          updatedAt: at(70),
          version: 2,
        },
        'Both are stored.',
      );
    },
  },
  {
    name: 'connections: a held one is not changed by other units until the unit ends',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const rename = (displayName: string) =>
        world.unit(async (unit) => {
          const held = await unit.connections.hold(world.scope, one);
          return held && unit.connections.change(world.scope, one, connectionChange(held, { displayName }));
        });
      const answers = await race(8, (n) => rename(`name ${String(n)}`));
      equal(answers.includes('changed_meanwhile'), false, 'Each found the version that it then changed.');
      equal((await get(world, one))?.version, before.version + 8, 'All of them count.');
      equal(await world.unit((unit) => unit.connections.hold(world.scope, idOf(9))), null, 'Nothing is found.');
    },
  },
  {
    name: 'connections: find answers those of the named ones that exist, in one statement, as get does',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2, 3]) await add(world, idOf(n));
      const found = await world.unit(({ connections }) => connections.find(world.scope, [idOf(1), idOf(3), idOf(9)]));
      const expected = [await get(world, idOf(1)), await get(world, idOf(3))];
      equal(
        found.toSorted((left, right) => compareText(left.id, right.id)),
        expected,
        'Two of the three.',
      );
      equal(await world.unit(({ connections }) => connections.find(world.scope, [])), [], 'None is asked for.');
    },
  },
  {
    name: 'connections: of 16 concurrent changes upon one version exactly one wins',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const answers = await race(16, (n) =>
        world.unit((unit) =>
          unit.connections.change(world.scope, one, connectionChange(before, { displayName: `name ${String(n)}` })),
        ),
      );
      const won = answers.filter((answer) => answer !== 'changed_meanwhile');
      equal(won.length, 1, 'The others get changed_meanwhile.');
      equal(await get(world, one), won[0], 'It is the one that is stored.');
    },
  },
  {
    name: 'connections: the first one becomes the default, and another one only when it is asked for',
    run: async (context) => {
      const world = await newWorld(context);
      await add(world, one);
      await add(world, idOf(2));
      equal(await defaults(world), [], 'None is the default by itself.');
      await makeDefault(world, one, true);
      await makeDefault(world, idOf(2), true);
      equal(await defaults(world), [one], 'The first one stays.');
      await makeDefault(world, idOf(2), false);
      equal(await defaults(world), [idOf(2)], 'The other one takes its place.');
      await add(world, idOf(3), { provider: 'other' });
      await makeDefault(world, idOf(3), true, 'other');
      equal(await defaults(world), [idOf(3), idOf(2)], 'Each provider has its own.');
    },
  },
  {
    name: 'connections: 32 callers at once leave one default for each tenant and provider, and none waits in a deadlock',
    run: async (context) => {
      const world = await newWorld(context);
      const answers = await race(32, async (n) => {
        const tenantId = n % 2 === 0 ? tenantA : tenantB;
        const connection = newConnection(world.workspaceId, idOf(n), { tenantId });
        return world.unit(async ({ connections }) => {
          const created = await connections.create({ ...world.scope, tenantId }, connection);
          await connections.makeDefault({ ...world.scope, tenantId }, connection, n % 3 === 0);
          return created;
        });
      });
      equal(tally(answers), { created: 32 }, 'All were created.');
      const chosen = (await list(world)).filter(({ isDefault }) => isDefault);
      equal(chosen.map(({ tenantId }) => tenantId).toSorted(), [tenantA, tenantB], 'One for each tenant.');
    },
  },
  {
    name: 'connections: a check is stored whole, and keeps the report before it as the previous one',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const first = await keep(world, before, 1, at(10));
      const report = checkReport(one, runId(1), { createdAt: at(10), checked: before.changedAt });
      const found = { report, previousReport: null, lastHealthCheckAt: at(10), ...foundBy(1) };
      const kept = {
        connection: { ...before, ...found },
        consentBefore: before.consentStatus,
        areStatusesKept: true,
        isRepeated: false,
      };
      equal(first, kept, 'The answer, with the same version and `changedAt`.');
      equal(await get(world, one), first?.connection, 'The row.');
      const second = await keep(world, before, 2, at(20));
      equal(second?.connection.previousReport, report, 'The previous report.');
      equal(second?.connection.report?.runId, runId(2), 'The new one.');
      equal(await keep(world, { ...before, id: idOf(9) }, 3, at(30)), null, 'Of a connection that does not exist.');
    },
  },
  {
    name: 'connections: a second report of a run replaces the first',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      await keep(world, before, 1, at(10));
      await keep(world, before, 2, at(20));
      const again = await keep(world, before, 2, at(30));
      const { report, previousReport } = again?.connection ?? {};
      equal([report?.createdAt, previousReport?.runId], [at(30), runId(1)], 'The previous report stays.');
      const repeated = await keep(world, before, 2, at(30));
      equal(repeated, { ...again, consentBefore: 'revoked', isRepeated: true }, 'The same report is known.');
    },
  },
  {
    name: 'connections: a check of an older state keeps its report and no status',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const change = connectionChange(before, { isEnabled: false, uncheckedAt: at(5) });
      await world.unit((unit) => unit.connections.change(world.scope, one, change));
      const kept = await keep(world, before, 1, at(10));
      equal(kept?.areStatusesKept, false, 'The answer says so.');
      equal(kept?.connection.verificationStatus, 'unknown', 'What was changed meanwhile stays.');
      const { consentStatus, consentedTo, lastErrorReasonCode, grants } = kept?.connection ?? {};
      equal(
        [consentStatus, consentedTo, lastErrorReasonCode, grants],
        [before.consentStatus, before.consentedTo, null, before.grants],
        'So do consent, reason and grants.',
      );
      equal(
        [kept?.connection.report?.runId, kept?.connection.lastHealthCheckAt],
        [runId(1), at(10)],
        'The report is stored.',
      );
    },
  },
  {
    name: 'connections: a report counts by its run, also when the clock of its worker is behind',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      await keep(world, before, 1, at(3_600_000));
      await keep(world, before, 2, at(20));
      const kept = await get(world, one);
      equal(
        [kept?.report?.runId, kept?.verificationStatus],
        [runId(2), foundBy(2).verificationStatus],
        'The last one.',
      );
    },
  },
  {
    name: 'connections: of concurrent checks each is kept whole',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      await race(12, (n) => keep(world, before, n, at(n * 10)));
      const kept = await get(world, one);
      const last = foundBy(Number(kept?.report?.runId.split('-')[1]));
      equal(
        [kept?.verificationStatus, kept?.lastErrorReasonCode, kept?.grants],
        [last.verificationStatus, last.lastErrorReasonCode, last.grants],
        'The statuses are those of its report.',
      );
    },
  },
  {
    name: 'connections: a connection of another tenant or provider cannot be the default',
    run: async (context) => {
      const world = await newWorld(context);
      await add(world, one);
      const choose = (tenantId: typeof tenantA, provider: string) => () =>
        world.unit((unit) => unit.connections.makeDefault(world.tenant(tenantId), { provider, id: one }, false));
      await rejection(choose(tenantB, 'scripted'), 'Of another tenant.');
      await rejection(choose(tenantA, 'other'), 'Of another provider.');
      equal(await defaults(world), [], 'Nothing was written.');
      await makeDefault(world, one, false);
      const only = () =>
        world.unit((unit) =>
          unit.connections.makeDefault(world.tenant(tenantB), { provider: 'scripted', id: one }, true),
        );
      await rejection(only, 'Also where there is none to replace.');
    },
  },
  {
    name: 'connections: the run of the last check is shown with its current state, and does not change the connection',
    run: async (context) => {
      const world = await newWorld(context);
      const before = await add(world, one);
      const run = queuedRun(world.workspaceId, runId(1));
      await world.unit((unit) => unit.runs.ensure(world.scope, runDraft(run)));
      const note = (id: ConnectionId) => world.unit((unit) => unit.connections.noteCheckRun(world.scope, id, runId(1)));
      equal(await note(one), true, 'It is stored.');
      const checkRun = { id: run.id, status: 'queued', outcome: 'pending' } as const;
      equal(await get(world, one), { ...before, checkRunId: run.id, checkRun }, 'With the state of the run.');
      await world.unit((unit) => unit.runs.claim(world.scope, runId(1), noon, noon));
      equal((await get(world, one))?.checkRun?.status, 'running', 'As it is now.');
      equal((await list(world))[0]?.checkRun?.status, 'running', 'In the list as well.');
      equal(await note(idOf(9)), false, 'A connection that does not exist.');
    },
  },
  {
    name: 'connections: a list is confined to its provider and to the visible tenants together',
    run: async (context) => {
      const world = await newWorld(context);
      await add(world, idOf(1), { createdAt: at(1) });
      await add(world, idOf(2), { createdAt: at(2), provider: 'other' });
      await add(world, idOf(3), { createdAt: at(3), tenantId: tenantB });
      await add(world, idOf(4), { createdAt: at(4), tenantId: tenantB, provider: 'other' });
      const ids = async (filter: object) => (await list(world, filter)).map(({ id }) => id);
      equal(await ids({ provider: 'other' }), [idOf(4), idOf(2)], 'Of one provider.');
      equal(await ids({ provider: 'other', visibleTenantIds: [tenantA] }), [idOf(2)], 'And one visible tenant.');
      equal(await ids({ provider: 'none' }), [], 'Of a provider without one.');
    },
  },
  {
    name: 'connections: a list of the defaults has those alone, one for each provider of a tenant',
    run: async (context) => {
      const world = await newWorld(context);
      await add(world, idOf(1), { createdAt: at(1) });
      await add(world, idOf(2), { createdAt: at(2) });
      await add(world, idOf(3), { createdAt: at(3), provider: 'other' });
      await add(world, idOf(4), { createdAt: at(4), tenantId: tenantB });
      const ids = async (filter: object) => (await list(world, { onlyDefaults: true, ...filter })).map(({ id }) => id);
      equal(await ids({}), [], 'While none was chosen.');
      for (const [tenantId, provider, id] of [
        [tenantA, 'scripted', idOf(1)],
        [tenantA, 'other', idOf(3)],
        [tenantB, 'scripted', idOf(4)],
      ] as const)
        await world.unit((unit) => unit.connections.makeDefault(world.tenant(tenantId), { provider, id }, false));
      equal(await ids({}), [idOf(4), idOf(3), idOf(1)], 'Newest first.');
      equal(await ids({ tenantId: tenantA }), [idOf(3), idOf(1)], 'Of one tenant.');
      equal(await ids({ tenantId: tenantA, provider: 'scripted' }), [idOf(1)], 'Of one provider of it.');
    },
  },
];

/** What the n-th check found. */
const foundBy = (n: number) =>
  ({
    consentStatus: 'revoked',
    consentedTo: ['application a.read'],
    verificationStatus: n % 2 === 0 ? 'healthy' : 'blocked',
    lastErrorReasonCode: n % 2 === 0 ? null : `reason_${String(n)}`,
    grants: { collection: 'collected', value: [{ key: `P${String(n)}.Read`, type: 'delegated' }], observedAt: at(n) },
  }) as const;

async function add(
  world: World,
  id: ConnectionId,
  change: Partial<ProviderConnection> = {},
): Promise<StoredConnection> {
  const connection = newConnection(world.workspaceId, id, change);
  await world.unit((unit) => unit.connections.create(world.tenant(connection.tenantId), connection));
  const stored = await get(world, id);
  holds(stored !== null, 'It was created.');
  return stored;
}

function get(world: World, id: ConnectionId): Promise<StoredConnection | null> {
  return world.unit((unit) => unit.connections.get(world.scope, id));
}

function list(world: World, filter: object = {}): Promise<readonly StoredConnection[]> {
  const any = { tenantId: null, provider: null, visibleTenantIds: null };
  return world.unit((unit) => unit.connections.list(world.scope, { ...any, ...filter }, { ...firstPage, after: null }));
}

async function defaults(world: World): Promise<readonly ConnectionId[]> {
  return (await list(world)).filter(({ isDefault }) => isDefault).map(({ id }) => id);
}

function makeDefault(world: World, id: ConnectionId, onlyFirst: boolean, provider = 'scripted'): Promise<void> {
  return world.unit((unit) => unit.connections.makeDefault(world.tenant(tenantA), { provider, id }, onlyFirst));
}

function keep(
  world: World,
  { id, changedAt }: Pick<ProviderConnection, 'id' | 'changedAt'>,
  n: number,
  createdAt: ProviderConnection['createdAt'],
): Promise<KeptCheck | null> {
  const result = { ...foundBy(n), report: checkReport(id, runId(n), { createdAt, checked: changedAt }) };
  return world.unit((unit) => unit.connections.keepCheck(world.scope, id, result));
}
