import {
  platformScope,
  type AuditFilter,
  type ControlEntryFilter,
  type ControlEntryPosition,
  type Instant,
  type OnboardingFilter,
  type OnboardingPosition,
  type OnboardingSessionId,
  type PageRequest,
  type RunElsewherePosition,
  type RunFilter,
  type RunId,
  type RunRange,
  type StorageUnit,
  type TenantFilter,
  type TenantId,
  type WorkspaceFilter,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { crowd, fillCrowdedLedgers, momentOf } from '../../test/support/crowded-ledgers.ts';
import { costlyStorage, type CostlyStorage } from '../../test/support/costly-storage.ts';
import { makeWorkspaces, platform, scopeOf, within } from '../../test/store-fixtures.ts';

/** Values that a caller may give to each member of a filter, by a name. A member without a row does not compile. */
type Offers<Filter> = { readonly [Member in keyof Filter]: { readonly [name: string]: NonNullable<Filter[Member]> } };

const instant = (n: number) => momentOf(n) as Instant;
const tenant = (id: string) => id as TenantId;

/** More than a list makes branches for, all of them in use or unknown. */
const manyTenants = [
  ...['rare-tenant', 'past-tenant', 'tenant-0', 'tenant-1', 'tenant-2', 'tenant-4'],
  ...Array.from({ length: 90 }, (_, n) => `unknown-${String(n)}`),
].map(tenant);

const auditOffers: Offers<AuditFilter> = {
  actions: {
    rare: ['rare-action'],
    past: ['past-action'],
    common: ['action-2'],
    'past and unknown': ['past-action', 'unknown'],
    'common ones': ['action-2', 'action-3'],
  },
  actorId: { rare: 'rare-actor', past: 'past-actor', common: 'actor-2' },
  target: {
    'rare type': { type: 'rare-thing', id: null },
    'past type': { type: 'past-thing', id: null },
    'common type': { type: 'thing-2', id: null },
    'rare one': { type: 'rare-thing', id: 'rare-id' },
    'common one': { type: 'thing-2', id: 'id-7' },
  },
  tenantId: {
    rare: tenant('rare-tenant'),
    past: tenant('past-tenant'),
    common: tenant('tenant-1'),
    unknown: tenant('unknown'),
  },
  visibleTenantIds: {
    none: [],
    rare: [tenant('rare-tenant')],
    past: [tenant('past-tenant')],
    common: [tenant('tenant-1')],
    some: [tenant('rare-tenant'), tenant('tenant-0'), tenant('tenant-1')],
    many: manyTenants,
  },
  from: { early: instant(100), late: instant(crowd - 20) },
  to: { early: instant(100), late: instant(crowd - 20) },
};

const runOffers: Offers<RunFilter> = {
  tenantId: {
    rare: tenant('rare-tenant'),
    past: tenant('past-tenant'),
    common: tenant('tenant-1'),
    unknown: tenant('unknown'),
  },
  types: {
    rare: ['rare-type'],
    past: ['past-type'],
    common: ['type-2'],
    'past and unknown': ['past-type', 'unknown'],
    'common ones': ['type-2', 'type-3'],
  },
  statuses: { past: ['running'], common: ['queued'], completed: ['completed'], open: ['queued', 'running'] },
  outcomes: {
    past: ['failed'],
    common: ['succeeded'],
    never: ['blocked'],
    open: ['pending'],
    ended: ['failed', 'blocked', 'succeeded'],
  },
  visibleTenantIds: {
    none: [],
    rare: [tenant('rare-tenant')],
    past: [tenant('past-tenant')],
    common: [tenant('tenant-1')],
    some: [tenant('rare-tenant'), tenant('tenant-0'), tenant('tenant-1')],
    many: manyTenants,
  },
  from: { early: instant(100), late: instant(crowd - 20) },
  to: { early: instant(100), late: instant(crowd - 20) },
};

const sessionOffers: Offers<OnboardingFilter> = {
  tenantId: runOffers.tenantId,
  statuses: { past: ['cancelled'], common: ['completed'], open: ['open'], ended: ['cancelled', 'completed'] },
  visibleTenantIds: runOffers.visibleTenantIds,
};

const controlOffers: Offers<ControlEntryFilter> = {
  controlKeys: {
    rare: ['rare-control'],
    past: ['past-control'],
    common: ['control-1'],
    several: ['control-1', 'past-control'],
  },
  actions: { rare: ['rare-action'], past: ['past-action'], common: ['action-1'], several: ['action-1', 'rare-action'] },
  activationId: { rare: 'rare-id', common: 'id-7', never: 'no-such-pause' },
  // For an operator with an allowed set, entries of other tenants are read and left out: no index begins with the tenants of several workspaces.
  among: {},
};

const tenantOffers: Offers<TenantFilter> = {
  lifecycles: { rare: ['onboarding'], common: ['active'], never: ['archived'], several: ['draft', 'onboarding'] },
  among: {
    few: [tenant('tenant-000007'), tenant('tenant-019999')],
    many: Array.from({ length: 1000 }, (_, n) => tenant(`tenant-${String(20 * n).padStart(6, '0')}`)),
    none: [],
  },
};

const workspaceOffers: Offers<WorkspaceFilter> = { archived: { yes: true, no: false } };

type Criterion<Filter> = { readonly [Member in keyof Filter]?: Filter[Member] };

/** Nothing, every value alone, and every pair of values of two members. */
function* choices<Filter extends object>(offers: Offers<Filter>): Generator<readonly [string, Criterion<Filter>]> {
  const single = (Object.keys(offers) as (keyof Filter & string)[]).map((member) =>
    Object.entries(offers[member]).map(([name, value]) => ({
      name: `${member} ${name}`,
      criterion: { [member]: value } as Criterion<Filter>,
    })),
  );
  yield ['no filter', {}];
  for (const [index, values] of single.entries())
    for (const one of values) {
      yield [one.name, one.criterion];
      for (const other of single.slice(index + 1).flat())
        yield [`${one.name}, ${other.name}`, { ...one.criterion, ...other.criterion }];
    }
}

function nothingOf<Filter extends object>(offers: Offers<Filter>): Filter {
  return Object.fromEntries(Object.keys(offers).map((member) => [member, null])) as Filter;
}

interface List<Filter, Key> {
  readonly offers: Offers<Filter>;
  readonly unit: Parameters<CostlyStorage['unit']>[0];
  readonly middle: Key;
  read(unit: StorageUnit, filter: Filter, page: PageRequest<Key>): Promise<readonly unknown[]>;
}

const limit = 26;
let open: OpenBackend;
let storage: CostlyStorage;

beforeAll(async () => {
  open = await openBackend('pg');
  await makeWorkspaces(open.storage, 'w1');
  await fillCrowdedLedgers(open.admin);
});
afterAll(() => open.close());

/** Members that have no index in common, and how many rows two of them may read. */
interface Apart<Filter> {
  readonly members: readonly (keyof Filter)[];
  readonly rows: number;
}

/** What each choice read beyond ten times its answer, or ten times a page when it answered with less. */
async function excesses<Filter extends object, Key>(
  list: List<Filter, Key>,
  apart: Apart<Filter> = { members: [], rows: 0 },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const after of [null, list.middle])
    for (const [name, criterion] of choices(list.offers)) {
      const filter = { ...nothingOf(list.offers), ...criterion };
      const rows = await storage.unit(list.unit, (unit) => list.read(unit, filter, { after, limit }));
      const costs = storage.takeCosts();
      const read = costs.reduce((sum, rowsRead) => sum + rowsRead, 0);
      const isApart = apart.members.filter((member) => criterion[member] !== undefined).length > 1;
      if (costs.length === 0) found.push(`${name}: nothing was explained`);
      if (read > (isApart ? apart.rows : 10 * Math.max(rows.length, limit)))
        found.push(`${name}${after ? ', second page' : ''}: ${String(read)} rows read for ${String(rows.length)}`);
    }
  return found;
}

/** The rows of two values. */
const apart = { members: ['actions', 'actorId', 'target'], rows: (2 * crowd) / 5 } as const;
const position = { recordedAt: instant(crowd / 2), id: 'entry' as never };

describe.each(['custom', 'generic'] as const)('with a %s plan, a list reads little more than it returns', (plan) => {
  beforeAll(() => {
    storage = costlyStorage(open.database, plan);
  });

  it('audit of a workspace', async () => {
    const read = excesses<AuditFilter, typeof position>(
      {
        offers: auditOffers,
        unit: within('w1'),
        middle: position,
        read: ({ audit }, filter, page) => audit.list(scopeOf('w1'), filter, page),
      },
      apart,
    );
    expect(await read).toEqual([]);
  });

  it('audit of the platform', async () => {
    const read = excesses<AuditFilter, typeof position>(
      {
        offers: auditOffers,
        unit: platform,
        middle: position,
        read: ({ audit }, filter, page) => audit.list(platformScope, filter, page),
      },
      apart,
    );
    expect(await read).toEqual([]);
  });

  it('entries about controls, over all ledgers', async () => {
    const read = excesses<ControlEntryFilter, ControlEntryPosition>({
      offers: controlOffers,
      unit: platform,
      middle: { ...position, workspaceId: 'w1' as WorkspaceId },
      read: ({ audit }, { controlKeys, actions, ...filter }, page) =>
        audit.controlEntries(
          { ...filter, controlKeys: controlKeys ?? ['control-2'], actions: actions ?? ['action-2', 'past-action'] },
          page,
        ),
    });
    expect(await read).toEqual([]);
  });

  it('failed runs of all workspaces', async () => {
    const read = excesses<RunRange, RunElsewherePosition>({
      offers: { from: runOffers.from, to: runOffers.to },
      unit: platform,
      middle: { at: instant(1_008), id: 'run' as RunId, workspaceId: 'w1' as WorkspaceId },
      read: ({ runs }, range, page) => runs.listFailed(range, null, page),
    });
    expect(await read).toEqual([]);
  });

  it('runs', async () => {
    const read = excesses<RunFilter, { createdAt: Instant; id: RunId }>({
      offers: runOffers,
      unit: within('w1'),
      middle: { createdAt: instant(crowd / 2), id: 'run' as RunId },
      read: ({ runs }, filter, page) => runs.list(scopeOf('w1'), filter, page),
    });
    expect(await read).toEqual([]);
  });

  it('onboarding sessions', async () => {
    const read = excesses<OnboardingFilter, OnboardingPosition>({
      offers: sessionOffers,
      unit: within('w1'),
      middle: { startedAt: instant(10_000), id: 'session' as OnboardingSessionId },
      read: ({ onboarding }, filter, page) => onboarding.list(scopeOf('w1'), filter, page),
    });
    expect(await read).toEqual([]);
  });

  it('runs that wait for a worker', async () => {
    const read = excesses<{ types: RunFilter['types'] }, null>({
      offers: { types: runOffers.types },
      unit: platform,
      middle: null,
      read: ({ runs }, { types }) => runs.findClaimable(types ?? ['type-4'], instant(crowd), limit),
    });
    expect(await read).toEqual([]);
  });

  it('tenants', async () => {
    const read = excesses<TenantFilter, TenantId>(
      {
        offers: tenantOffers,
        unit: within('w1'),
        middle: tenant('tenant-010000'),
        read: ({ tenants }, filter, page) => tenants.list(scopeOf('w1'), filter, page),
      },
      { members: ['lifecycles', 'among'], rows: 2 * (tenantOffers.among['many']?.length ?? 0) },
    );
    expect(await read).toEqual([]);
  });

  it('workspaces', async () => {
    const read = excesses<WorkspaceFilter, WorkspaceId>({
      offers: workspaceOffers,
      unit: platform,
      middle: 'x-000100' as WorkspaceId,
      read: ({ workspaces }, filter, page) => workspaces.list(filter, page),
    });
    expect(await read).toEqual([]);
  });
});
