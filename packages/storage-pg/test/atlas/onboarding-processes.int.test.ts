import { orThrow } from '@tenantatlas/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scaled } from '../support/scale.ts';
import type { FromOnboarder, OnboardingAct, OnboardingAnswer, ToOnboarder } from './onboarding-race.ts';
import { onboardingAtlas, onboardingWorld } from './onboarding-world.ts';
import { startProcess } from './race-process.ts';
import { ada } from './race-requests.ts';
import { openRaceStorage } from './race-storage.ts';

const rounds = scaled(40, 2);
const processes = 4;
const callers = 4;
const inW1 = { workspaceId: 'w-1' } as const;

let world: Awaited<ReturnType<typeof raceWorld>>;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await raceWorld();
}, 300_000);
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

/** The processes, and what a test reads of the database. */
async function raceWorld() {
  const world = await onboardingWorld((close) => closing.push(close));
  const { database, system } = world;
  const erasing = await openRaceStorage('pg', database.maintenanceUrl, 2);
  closing.push(erasing.close);
  const racers = Array.from({ length: processes }, () =>
    startProcess<ToOnboarder, FromOnboarder>('onboarder.ts', { url: database.appUrl, callers }),
  );
  closing.push(async () => void (await Promise.all(racers.map((one) => one.end()))));
  await Promise.all(racers.map((one) => one.hear('ready')));
  const tenantOf = async (tenantId: string) => orThrow(await system.tenants.get({ ...inW1, tenantId }));
  return {
    ...world,
    tenantOf,
    eraser: onboardingAtlas(erasing.storage),
    /** What all people of all processes were answered. */
    async race(request: ToOnboarder, beside: () => Promise<unknown>): Promise<readonly OnboardingAnswer[]> {
      const answers = Promise.all(racers.map((one) => one.hear('answers')));
      for (const one of racers) one.send(request);
      await beside();
      return (await answers).flatMap((one) => one.answers);
    },
    /** Archives the tenant and restores it, each where that is the step, and says how often it did. Others may be faster. */
    async archiveAndRestore(tenantId: string): Promise<number> {
      let done = 0;
      for (let turn = 0; turn < 6; turn += 1) {
        const tenant = await tenantOf(tenantId);
        const to = tenant.lifecycle === 'archived' ? await beforeArchive(tenantId) : 'archived';
        const { version: expectedVersion } = tenant;
        if ((await system.tenants.changeLifecycle({ ...inW1, tenantId, to, expectedVersion })).isOk()) done += 1;
      }
      while ((await tenantOf(tenantId)).lifecycle === 'archived')
        await system.tenants.changeLifecycle({ ...inW1, tenantId, to: await beforeArchive(tenantId) });
      return done;
    },
    async sessions(tenantId: string) {
      return database.admin<{ id: string; status: string; version: number }>(
        `select id, status, version::int from tenantatlas.onboarding_sessions where tenant_id = '${tenantId}'`,
      );
    },
    async entries(tenantId: string, action: string): Promise<number> {
      const rows = await database.admin<{ n: number }>(
        `select count(*)::int as n from tenantatlas.audit_entries where tenant_id = '${tenantId}' and action = '${action}'`,
      );
      return rows[0]?.n ?? -1;
    },
    /** How many deadlocks the server has resolved: a unit is repeated after one, so no answer tells of it. */
    async deadlocks(): Promise<number> {
      const rows = await database.admin<{ n: number }>(
        'select deadlocks::int as n from pg_stat_database where datname = current_database()',
      );
      return rows[0]?.n ?? -1;
    },
  };

  async function beforeArchive(tenantId: string): Promise<'draft' | 'onboarding' | 'active'> {
    const rows = await database.admin<{ before: 'draft' | 'onboarding' | 'active' | null }>(
      `select lifecycle_before_archive as before from tenantatlas.tenants where tenant_id = '${tenantId}'`,
    );
    return rows[0]?.before ?? 'draft';
  }
}

const endings = { complete: 'completed', cancel: 'cancelled' } as const;

it(
  `people in ${String(processes)} processes act on one onboarding while its tenant is archived and restored: it ends once, and every version is given once, ${String(rounds)} times`,
  { timeout: 600_000 },
  async () => {
    const before = await world.deadlocks();
    const all: OnboardingAnswer[] = [];
    const seen = { completed: 0, cancelled: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const tenantId = `t-${String(round)}`;
      const [onboardingId = ''] = await world.begin(tenantId);
      const ending = round % 2 === 0 ? 'complete' : 'cancel';
      const acts: readonly OnboardingAct[] = ['update', ending, 'start', ending];
      let moves = 0;
      const beside = async () => void (moves = await world.archiveAndRestore(tenantId));
      const answers = [...(await world.race({ onboardingId, tenantId, acts }, beside))];
      expect(moves).toBeGreaterThan(0);
      all.push(...answers);
      // What was archived whenever it was to end ends now.
      const { status, version } = orThrow(await world.owner.onboarding.get({ ...inW1, onboardingId }));
      if (status === 'open') {
        const named = { ...inW1, onboardingId, expectedVersion: version };
        const ended = orThrow(await world.owner.onboarding[ending](named));
        answers.push({ act: ending, code: 'ok', expected: version, version: ended.version });
      }

      const given = answers.filter(({ act, code }) => code === 'ok' && act !== 'start');
      const sessions = await world.sessions(tenantId);
      const session = sessions.find(({ id }) => id === onboardingId);
      expect(given.map((one) => one.version).toSorted((a, b) => Number(a) - Number(b))).toEqual(
        Array.from({ length: (session?.version ?? 0) - 1 }, (_, n) => n + 2),
      );
      // A person whose version was no longer the one of the session changed nothing.
      expect(given.filter((one) => one.version !== one.expected + 1)).toEqual([]);
      expect(given.filter(({ act }) => act === ending)).toHaveLength(1);
      expect(session?.status).toBe(endings[ending]);
      expect(await world.entries(tenantId, `onboarding.${endings[ending]}`)).toBe(1);
      expect(await world.entries(tenantId, 'onboarding.updated')).toBe(given.length - 1);
      // A start beside the others opens a session once the first was cancelled, and only then; the tenant is what its sessions say.
      const open = sessions.filter((one) => one.status === 'open');
      expect(open.length).toBeLessThanOrEqual(ending === 'cancel' ? 1 : 0);
      const { lifecycle } = await world.tenantOf(tenantId);
      expect(lifecycle).toBe(ending === 'complete' ? 'active' : open.length === 1 ? 'onboarding' : 'draft');
      seen[endings[ending]] += 1;
    }
    expect(seen).toEqual({ completed: rounds / 2, cancelled: rounds / 2 });
    const codes = new Set(all.map(({ code }) => code));
    expect(codes).toEqual(new Set(['ok', 'conflict', 'immutable']));
    expect(await world.deadlocks()).toBe(before);
  },
);

it(
  `people in ${String(processes)} processes act on one onboarding while its tenant is erased: nothing is left of it, ${String(rounds)} times`,
  { timeout: 600_000 },
  async () => {
    const before = await world.deadlocks();
    const codes = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const tenantId = `t-erased-${String(round)}`;
      const [onboardingId = ''] = await world.begin(tenantId);
      const acts: readonly OnboardingAct[] = ['update', 'complete', 'start', 'cancel'];
      const answers = await world.race({ onboardingId, tenantId, acts }, async () => {
        const erased = { ...inW1, actor: ada, tenantId, confirmTenantName: `Tenant ${tenantId}` };
        if (round % 2 === 1) await world.archiveAndRestore(tenantId);
        orThrow(await world.eraser.maintenance.eraseTenant(erased));
      });
      for (const { code } of answers) codes.add(code);
      expect(await world.sessions(tenantId)).toEqual([]);
      const usage = `select count(*)::int as n from tenantatlas.usage_events where tenant_id = '${tenantId}'`;
      expect(await world.database.admin(usage)).toEqual([{ n: 0 }]);
    }
    expect(codes).toContain('not_found');
    expect([...codes].filter((code) => !['ok', 'conflict', 'immutable', 'not_found'].includes(code))).toEqual([]);
    expect(await world.deadlocks()).toBe(before);
  },
);
