import {
  platformScope,
  type AuditEntry,
  type AuditFilter,
  type AuditPosition,
  type Instant,
  type OnboardingFilter,
  type OnboardingPosition,
  type OnboardingSession,
  type OperationRun,
  type PersonId,
  type RunFilter,
  type RunPosition,
  type Storage,
  type StorageUnit,
  type TenantId,
  type TenantRecord,
} from '@tenantatlas/core/ports';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { product, thirdOfProduct } from '../../test/support/combinations.ts';
import {
  auditEntry,
  makeWorkspaces,
  platform,
  runDraft,
  scopeOf,
  tenantRecord,
  within,
} from '../../test/store-fixtures.ts';

const tenants = ['t1', 't2', 't3'] as TenantId[];
/** More than a list makes branches for. */
const manyTenants = [...tenants.slice(1), ...Array.from({ length: 90 }, (_, n) => `unknown-${String(n)}` as TenantId)];
const visible = [null, [], ['t2', 't2', 'unknown'] as TenantId[], manyTenants];
const instant = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString() as Instant;
/** Ids in another order than the instants, several of them at each instant. */
const idOf = (n: number) => `row-${String((n * 37) % 101)}`;

let open: OpenBackend;
let memory: Storage;

beforeAll(async () => {
  open = await openBackend('pg');
  memory = createMemoryStorage();
  for (const storage of [open.storage, memory]) {
    await makeWorkspaces(storage, 'w1');
    await storage.unit(platform, fill);
  }
});
afterAll(() => open.close());

async function fill({ tenants: store, audit, runs, onboarding }: StorageUnit): Promise<void> {
  for (const id of tenants.slice(1)) await store.create(tenantRecord('w1', id), tenantRecord('w1', id, lifeOf(id)));
  for (let n = 0; n < 90; n += 1) {
    const tenantId = [...tenants, null][n % 4] ?? null;
    const entry = {
      recordedAt: instant(n % 13),
      action: `action-${String(n % 3)}`,
      actor: { kind: 'user', id: `u-${String(n % 5)}` },
      target: { type: `type-${String(n % 2)}`, id: `id-${String(n % 7)}`, label: 'Label' },
    } as const;
    await audit.append(scopeOf('w1'), { ...auditEntry(idOf(n), 'w1'), ...entry, tenantId });
    await audit.append(platformScope, { ...auditEntry(idOf(n), null), ...entry });
    const { run, ...draft } = runDraft('w1', idOf(n), `identity-${String(n)}`);
    const createdAt = instant(n % 13);
    await runs.ensure(scopeOf('w1'), { ...draft, run: { ...run, tenantId, type: `type-${String(n % 3)}`, createdAt } });
    await onboarding.create(scopeOf('w1'), sessionOf(n, tenantId));
    if (n % 5 < 2) await runs.claim(scopeOf('w1'), run.id, instant(20), instant(0));
    if (n % 5 === 1)
      await runs.complete(
        scopeOf('w1'),
        { id: run.id, attempt: null },
        { outcome: 'succeeded', counts: null, failures: [], at: instant(21) },
      );
  }
}

/** The sessions of tenants have ended: a tenant has one open session at most. */
function sessionOf(n: number, tenantId: TenantId | null): OnboardingSession {
  const [startedAt, person] = [instant(n % 13), { kind: 'user', personId: 'u-1' as PersonId } as const];
  const isOpen = tenantId === null || n < 3;
  const ended = { status: n % 3 === 0 ? 'completed' : 'cancelled', endedBy: person, endedAt: instant(20) } as const;
  return {
    workspaceId: scopeOf('w1').workspaceId,
    id: idOf(n) as OnboardingSession['id'],
    tenantId,
    draftName: null,
    connectionId: null,
    checkpoints: { identify: null, connect_provider: null, verify_access: null, complete: null },
    startedBy: person,
    startedAt,
    updatedBy: person,
    updatedAt: startedAt,
    version: 1,
    ...(isOpen ? { status: 'open', endedBy: null, endedAt: null } : ended),
  };
}

const lifeOf = (id: string): Partial<TenantRecord> => ({ lifecycle: id === 't2' ? 'onboarding' : 'active' });

/** Asks both storages for every filter, in one unit each, and compares. */
async function compare<Filter, Row>(
  filters: readonly Filter[],
  scope: Parameters<Storage['unit']>[0],
  read: (unit: StorageUnit, filter: Filter) => Promise<readonly Row[]>,
): Promise<void> {
  const answers = (storage: Pick<Storage, 'unit'>) =>
    storage.unit(scope, async (unit) => {
      const found: (readonly Row[])[] = [];
      for (const filter of filters) found.push(await read(unit, filter));
      return found;
    });
  const [here, there] = [await answers(open.storage), await answers(memory)];
  for (const [index, filter] of filters.entries()) expect(here[index], JSON.stringify(filter)).toEqual(there[index]);
  expect(there.some((rows) => rows.length > 0)).toBe(true);
}

describe('a list returns the same as one in memory', () => {
  const auditFilters = thirdOfProduct<AuditFilter & { readonly after: AuditPosition | null }>({
    actions: [null, [], ['action-2', 'unknown', 'action-0', 'action-2']],
    actorId: [null, 'u-3'],
    target: [null, { type: 'type-1', id: null }, { type: 'type-0', id: 'id-2' }],
    tenantId: [null, 't2' as TenantId],
    visibleTenantIds: visible,
    from: [null, instant(3)],
    to: [null, instant(9), instant(12)],
    after: [null, positionAt(11)],
  });
  const readEntries =
    (scope: Parameters<StorageUnit['audit']['list']>[0]) =>
    ({ audit }: StorageUnit, { after, ...filter }: (typeof auditFilters)[number]): Promise<readonly AuditEntry[]> =>
      audit.list(scope, filter, { after, limit: 7 });

  it('audit of a workspace', () => compare(auditFilters, within('w1'), readEntries(scopeOf('w1'))));
  it('audit of the platform', () => compare(auditFilters, platform, readEntries(platformScope)));

  it('runs', () => {
    const filters = thirdOfProduct<RunFilter & { readonly after: RunPosition | null }>({
      tenantId: [null, 't2' as TenantId],
      types: [null, [], ['type-1'], ['type-2', 'unknown', 'type-0', 'type-2']],
      statuses: [null, ['queued'], ['completed', 'running']],
      outcomes: [null, ['pending'], ['failed', 'succeeded', 'pending']],
      visibleTenantIds: visible,
      from: [null, instant(3)],
      to: [null, instant(6), instant(9)],
      after: [null, { createdAt: instant(6), id: idOf(40) as OperationRun['id'] }],
    });
    return compare(filters, within('w1'), ({ runs }, { after, ...filter }) =>
      runs.list(scopeOf('w1'), filter, { after, limit: 7 }),
    );
  });

  it('onboarding sessions', () => {
    const filters = product<OnboardingFilter & { readonly after: OnboardingPosition | null }>({
      tenantId: [null, 't2' as TenantId],
      statuses: [null, [], ['open'], ['completed', 'cancelled', 'completed']],
      visibleTenantIds: visible,
      after: [null, { startedAt: instant(6), id: idOf(40) as OnboardingSession['id'] }],
    });
    return compare(filters, within('w1'), ({ onboarding }, { after, ...filter }) =>
      onboarding.list(scopeOf('w1'), filter, { after, limit: 7 }),
    );
  });

  it('tenants', () => {
    const filters = product<Parameters<StorageUnit['tenants']['list']>[1] & { readonly after: TenantId | null }>({
      lifecycles: [null, [], ['onboarding'], ['onboarding', 'draft', 'onboarding']],
      among: visible,
      after: [null, 't1' as TenantId],
    });
    return compare(filters, within('w1'), ({ tenants: store }, { after, ...filter }) =>
      store.list(scopeOf('w1'), filter, { after, limit: 2 }),
    );
  });
});

function positionAt(minute: number): AuditPosition {
  return { recordedAt: instant(minute), id: idOf(minute) as AuditEntry['id'] };
}
