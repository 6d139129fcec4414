import { createTenantAtlas, manualClock, orThrow, parseInstant, systemActor, workspaceUser } from '@tenantatlas/core';
import { aggregates, makerOf, scriptedProvider } from '@tenantatlas/core/conformance';
import type { Storage } from '@tenantatlas/core/ports';
import { inject, onTestFinished } from 'vitest';
import { noon, tenantRecord, within } from '../store-fixtures.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProcess, type RaceProcess } from './race-process.ts';
import { openRaceStorage } from './race-storage.ts';

/** How a process that completes onboardings is set up. */
export interface CompleterConfig {
  readonly url: string;
  /** So many are completed at the same time. */
  readonly loops: number;
  /** The write after which it stops for good, by its store and method; null for one that does not stop. */
  readonly stopsAfter: string | null;
}

/** The sessions that a process completes, by their ids. */
export interface ToCompleter {
  readonly onboardingIds: readonly string[];
}

/** What a process tells. */
export type FromCompleter =
  | { readonly said: 'ready' | 'written' | 'done' }
  | { readonly said: 'completed'; readonly id: string };

/** What is committed of one onboarding. */
export interface Written {
  readonly tenant: string;
  readonly session: string;
  readonly kept: boolean;
  readonly completed: number;
  readonly moved: number;
  readonly counted: number;
}

/** Nothing of a completion. */
export const untouched: Written = {
  tenant: 'onboarding',
  session: 'open',
  kept: false,
  completed: 0,
  moved: 0,
  counted: 0,
};

/** All of it, once. */
export const whole: Written = {
  tenant: 'active',
  session: 'completed',
  kept: true,
  completed: 1,
  moved: 1,
  counted: 1,
};

const begun = { lifecycle: 'onboarding', lifecycleBeforeArchive: null, updatedAt: noon, version: 1 } as const;

/** An atlas an hour after the report of the sessions. */
export function onboardingAtlas(storage: Storage) {
  const now = parseInstant('2026-11-21T13:00:00Z');
  if (!now) throw new Error('The instant of the tests is one.');
  return createTenantAtlas({ storage, providers: [scriptedProvider()], clock: manualClock(now) });
}

/** The owner who completes. */
export const owner = workspaceUser({ id: 'u-1', label: 'Olga' });

/** Sessions of `w-1` that are ready for activation, with processes that complete them. `later` gets what closes it: by itself the end of the test does. */
export async function onboardingWorld(later: (close: () => Promise<void>) => void = onTestFinished) {
  const database = await createTestDatabase(inject('postgresUrl'));
  later(() => database.drop());
  const { storage, close } = await openRaceStorage('pg', database.appUrl, 2);
  later(close);
  const atlas = onboardingAtlas(storage);
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
  const entry = aggregates.find(({ idMember }) => idMember === 'onboardingId');
  return {
    database,
    system,
    owner: atlas.as(owner),
    complete: (onboardingId: string) =>
      atlas.as(owner).onboarding.complete({ workspaceId: 'w-1', onboardingId, expectedVersion: 1 }),
    /** Makes tenants, each with a session that is ready. Answers the ids of the sessions. */
    async begin(...tenantIds: readonly string[]): Promise<readonly string[]> {
      const ids: string[] = [];
      for (const tenantId of tenantIds) {
        const at = { workspaceId: 'w-1', tenantId };
        orThrow(await system.tenants.create({ ...at, name: `Tenant ${tenantId}` }));
        await storage.unit(within('w-1'), ({ tenants }) =>
          tenants.changeLifecycle(tenantRecord('w-1', tenantId), begun),
        );
        orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
        ids.push((await entry?.client.create(makerOf(system, storage), at, 'ready')) ?? '');
      }
      return ids;
    },
    async start(config: Omit<CompleterConfig, 'url'>): Promise<RaceProcess<ToCompleter, FromCompleter>> {
      const url = `${database.appUrl}?application_name=completer`;
      const one = startProcess<ToCompleter, FromCompleter>('completer.ts', { ...config, url });
      onTestFinished(() => one.end());
      await one.hear('ready');
      return one;
    },
    /** The connections of the processes that the server still knows. */
    connections: () =>
      database.admin<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'completer'`),
    /** What is committed of each onboarding, by the id of its session. */
    async written(): Promise<ReadonlyMap<string, Written>> {
      const entries = (action: string) =>
        `(select count(*)::int from tenantatlas.audit_entries as entry where entry.action = '${action}' and entry.tenant_id = session.tenant_id)`;
      const rows = await database.admin<Written & { readonly id: string }>(
        `select session.id, tenant.lifecycle as tenant, session.status as session, session.complete_at is not null as kept,
                ${entries('onboarding.completed')} as completed, ${entries('tenant.lifecycle_changed')} as moved,
                (select count(*)::int from tenantatlas.usage_events as event
                 where event.tenant_id = session.tenant_id and event.metadata ->> 'checkpoint_key' = 'complete') as counted
         from tenantatlas.onboarding_sessions as session join tenantatlas.tenants as tenant using (workspace_id, tenant_id)`,
      );
      return new Map(rows.map(({ id, ...row }) => [id, row]));
    },
  };
}
