import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, hour, minute, noon } from '../../test/support/controls-fixtures.ts';
import { holds } from '../../test/support/seeds.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';
import { classify, identityHash, isCount, readReport, refuseState } from './rules.ts';

describe('stuck', () => {
  const queued = { status: 'queued', createdAt: noon, startedAt: null, heartbeatAt: null } as const;
  const running = { status: 'running', createdAt: at(-hour), startedAt: at(-minute), heartbeatAt: noon } as const;
  const completed = { ...running, status: 'completed' } as const;
  it.each([
    { run: queued, after: 15 * minute, thresholds: undefined, state: 'none', thresholdMillis: 15 * minute },
    { run: queued, after: 15 * minute + 1, thresholds: undefined, state: 'queued_stuck', thresholdMillis: 15 * minute },
    { run: queued, after: minute + 1, thresholds: { queued: minute }, state: 'queued_stuck', thresholdMillis: minute },
    { run: queued, after: hour, thresholds: { queued: hour, running: 1 }, state: 'none', thresholdMillis: hour },
    { run: running, after: hour, thresholds: undefined, state: 'none', thresholdMillis: hour },
    { run: running, after: hour + 1, thresholds: undefined, state: 'running_stuck', thresholdMillis: hour },
    {
      run: running,
      after: minute + 1,
      thresholds: { running: minute },
      state: 'running_stuck',
      thresholdMillis: minute,
    },
    { run: running, after: minute + 1, thresholds: { queued: 1 }, state: 'none', thresholdMillis: hour },
    {
      run: { ...running, heartbeatAt: null },
      after: hour,
      thresholds: undefined,
      state: 'running_stuck',
      thresholdMillis: hour,
    },
    { run: completed, after: 100 * hour, thresholds: undefined, state: 'none', thresholdMillis: null },
  ])(
    '$run.status, $after ms later, thresholds $thresholds: $state',
    ({ run, after, thresholds, state, thresholdMillis }) => {
      expect(classify(run, at(after), thresholds)).toEqual({ state, thresholdMillis });
    },
  );
});

describe('the outcome and the counts of a report', () => {
  it.each([
    [{}, 'succeeded', 0],
    [{ processed: 3, succeeded: 3 }, 'succeeded', 3],
    [{ processed: 25 }, 'succeeded', 25],
    [{ processed: 25, total: 40 }, 'succeeded', 40],
    [{ processed: 2, succeeded: 2, skipped: 1 }, 'succeeded', 3],
    [{ skipped: 3 }, 'succeeded', 3],
    [{ succeeded: 2, failed: 1 }, 'partially_succeeded', 3],
    [{ failed: 1 }, 'failed', 1],
    [{ failed: 1, skipped: 4 }, 'failed', 5],
    [{ processed: 25, failed: 3 }, 'partially_succeeded', 25],
    [{ processed: 3, failed: 3 }, 'failed', 3],
    [{ processed: 25, succeeded: 0, failed: 3 }, 'failed', 25],
    [{ outcome: 'succeeded', failed: 1 }, 'succeeded', 1],
    [{ outcome: 'partially_succeeded', succeeded: 1 }, 'partially_succeeded', 1],
  ] as const)('%j: %s, of %i', (report, outcome, total) => {
    const read = readReport(report);
    expect([read.outcome, read.leftOut, read.raised]).toEqual([outcome, [], []]);
    const { outcome: _, ...counts } = { outcome: null, ...report };
    const known = { succeeded: 0, failed: 0, skipped: 0, ...counts };
    expect(read.counts).toEqual({ processed: known.succeeded + known.failed, ...known, total });
  });

  it.each([
    [{ total: 5, processed: 2, succeeded: 9 }, { total: 9, processed: 9 }, ['processed', 'total']],
    [{ total: 3, processed: 25, succeeded: 30 }, { total: 30, processed: 30 }, ['processed', 'total']],
    [{ processed: 0, failed: 1 }, { total: 1, processed: 1 }, ['processed']],
    [{ total: 1, succeeded: 1, skipped: 1 }, { total: 2, processed: 1 }, ['total']],
    [{ failures: [{}, {}] }, { total: 2, processed: 2, failed: 2 }, []],
    [{ failed: 1, processed: 1, failures: [{}, {}] }, { total: 2, processed: 2, failed: 2 }, ['failed', 'processed']],
    [{ failed: 3, failures: [{}] }, { total: 3, processed: 3 }, []],
    [{ processed: 3, succeeded: 2, skipped: 9 }, { total: 11, processed: 3 }, []],
  ] as const)('%j is raised to %j: %j', (report, counts, raised) => {
    const { failures: _, ...said } = { failures: [], ...report };
    expect(readReport(report)).toMatchObject({ counts: { skipped: 0, failed: 0, ...said, ...counts }, raised });
  });

  it('include the first 20 failed items; what is not a list is omitted', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      reasonCode: 'full',
      message: `Mailbox ${String(index)}`,
    }));
    expect(readReport({ failures: many })).toMatchObject({ failures: many.slice(0, 20), counts: { failed: 25 } });
    for (const outcome of [undefined, 'succeeded'])
      expect(readReport({ outcome, succeeded: 1, failures: 'many' })).toMatchObject({
        failures: [],
        leftOut: ['failures'],
      });
  });

  it('add up, whatever a report says, and each is one that a store takes', () => {
    const count = fc.oneof(
      fc.nat(9),
      fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0.5, Number.NaN, '3', null, undefined),
    );
    const members = { total: count, processed: count, succeeded: count, failed: count, skipped: count };
    holds(
      fc.property(fc.record(members, { requiredKeys: [] }), (report) => {
        const { counts, raised, leftOut } = readReport(report);
        expect(Object.values(counts).every(isCount)).toBe(true);
        const { total, processed, succeeded, failed, skipped } = counts;
        const most = Number.MAX_SAFE_INTEGER;
        expect(processed).toBeGreaterThanOrEqual(Math.min(most, succeeded + failed));
        expect(total).toBeGreaterThanOrEqual(Math.max(processed, Math.min(most, succeeded + failed + skipped)));
        for (const [name, said] of Object.entries(report))
          if (isCount(said) && !raised.some((each) => each === name))
            expect([name, counts[name as keyof typeof counts]]).toEqual([name, said]);
        for (const name of raised) expect(leftOut).not.toContain(name);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the state in which an operation may start', () => {
  const archivedAt = '2026-11-21T10:00:00.000Z' as Instant;
  const archivedWorkspace = { name: 'Acme', archivedAt };
  const workspace = { name: 'Acme', archivedAt: null };
  const tenant = (lifecycle: TenantLifecycle) => ({ name: 'Contoso', lifecycle });
  const archived = { code: 'immutable', state: 'archived' };
  const wrong = { code: 'conflict', reason: 'lifecycle' };

  it.each([
    { where: 'work over all workspaces', facts: null, refusal: null },
    { where: 'a workspace', facts: { workspace, tenant: null }, refusal: null },
    { where: 'an archived workspace', facts: { workspace: archivedWorkspace, tenant: null }, refusal: archived },
    { where: 'its draft', facts: { workspace: archivedWorkspace, tenant: tenant('draft') }, refusal: archived },
    { where: 'a draft', facts: { workspace, tenant: tenant('draft') }, refusal: wrong },
    { where: 'a tenant that is being set up', facts: { workspace, tenant: tenant('onboarding') }, refusal: wrong },
    { where: 'an active tenant', facts: { workspace, tenant: tenant('active') }, refusal: null },
    { where: 'an archived tenant', facts: { workspace, tenant: tenant('archived') }, refusal: archived },
  ])('$where: $refusal.code', ({ facts, refusal }) => {
    const found = refuseState({}, facts);
    if (refusal) expect(found).toMatchObject(refusal);
    else expect(found).toBeNull();
  });

  it.each([
    [undefined, ['active']],
    [['draft', 'onboarding', 'active'] as const, ['draft', 'onboarding', 'active']],
    [['active', 'archived'] as const, ['active']],
    [[] as const, []],
  ])('lifecycles %j allow %j', (lifecycles, allowed) => {
    const definition = lifecycles ? { lifecycles } : {};
    const allows = (lifecycle: TenantLifecycle) =>
      refuseState(definition, { workspace, tenant: tenant(lifecycle) }) === null;
    expect((['draft', 'onboarding', 'active', 'archived'] as const).filter(allows)).toEqual(allowed);
  });
});

describe('an identity', () => {
  const base = identityHash({ workspaceId: 'w-1', tenantId: 't-1' }, 'acme.mail', { a: 1, b: [1, 2] });
  it('does not depend on the order of keys', () => {
    expect(identityHash({ tenantId: 't-1', workspaceId: 'w-1' }, 'acme.mail', { b: [1, 2], a: 1 })).toBe(base);
  });
  it.each([
    [{ workspaceId: 'w-2', tenantId: 't-1' }, 'acme.mail', { a: 1, b: [1, 2] }],
    [{ workspaceId: 'w-1', tenantId: 't-2' }, 'acme.mail', { a: 1, b: [1, 2] }],
    [{ workspaceId: 'w-1', tenantId: null }, 'acme.mail', { a: 1, b: [1, 2] }],
    [{ workspaceId: 'w-1', tenantId: 't-1' }, 'acme.letter', { a: 1, b: [1, 2] }],
    [{ workspaceId: 'w-1', tenantId: 't-1' }, 'acme.mail', { a: 1, b: [2, 1] }],
    [{ workspaceId: 'w-1', tenantId: 't-1' }, 'acme.mail', { a: '1', b: [1, 2] }],
    [{ workspaceId: 'w-1', tenantId: 't-1' }, 'acme.mail', null],
  ] as const)('differs for %j %s %j', (scope, type, identity) => {
    expect(identityHash(scope, type, identity)).not.toBe(base);
  });
});
