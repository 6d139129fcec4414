import { createTenantAtlas, orThrow, systemActor, workspaceUser } from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { inject, onTestFinished } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { startProcess, type RaceProcess } from './race-process.ts';
import { openRaceStorage } from './race-storage.ts';

/** Where a provider sends administrators back to. */
export const consentRedirect = 'https://console.example/consent/callback';

/** How a process that takes answers is set up. */
export interface ConsenterConfig {
  readonly url: string;
  /** So many take each answer at once. */
  readonly callers: number;
  /** Whether it stops for good once everything is written and before it commits. */
  readonly stopsBeforeCommit: boolean;
}

/** The answer that all callers of a process take. */
export interface ToConsenter {
  readonly state: string;
}

/** What a process tells. */
export type FromConsenter =
  | { readonly said: 'ready' | 'written' }
  | { readonly said: 'answered'; readonly outcomes: readonly string[] };

/** A connection of `w-1` that waits for consent, with processes that take its answers. */
export async function consentWorld() {
  const database = await createTestDatabase(inject('postgresUrl'));
  onTestFinished(() => database.drop());
  const { storage, close } = await openRaceStorage('pg', database.appUrl, 2);
  onTestFinished(close);
  const atlas = createTenantAtlas({
    storage,
    providers: [scriptedProvider()],
    consent: { redirectUri: consentRedirect },
  });
  const system = atlas.as(systemActor('seed'));
  const at = { workspaceId: 'w-1', tenantId: 't-1' };
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...at, name: 'Contoso' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'manager' }));
  orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
  const manager = atlas.as(workspaceUser({ id: 'u-1', label: 'Mo' }));
  const wanted = { ...at, provider: 'scripted', connectionType: 'platform', displayName: 'Main' } as const;
  const { id } = orThrow(await manager.connections.create({ ...wanted, externalTenantId: 'contoso.example' }));
  const newState = async () => {
    const { url } = orThrow(await manager.connections.consentUrl({ workspaceId: 'w-1', connectionId: id }));
    return new URL(url).searchParams.get('state') ?? '';
  };
  return {
    atlas,
    newState,
    async start(config: Omit<ConsenterConfig, 'url'>): Promise<RaceProcess<ToConsenter, FromConsenter>> {
      const one = startProcess<ToConsenter, FromConsenter>('consenter.ts', { ...config, url: database.appUrl });
      onTestFinished(() => one.end());
      await one.hear('ready');
      return one;
    },
    /** What is committed: the consent, its entries, the runs of the check, and the requests that were used. */
    async written() {
      const [row] = await database.admin<{ consent: string; entries: string; runs: string; used: string }>(
        `select (select consent_status from tenantatlas.provider_connections) as consent,
                (select count(*) from tenantatlas.audit_entries where action = 'provider_connection.consent_changed') as entries,
                (select count(*) from tenantatlas.operation_runs) as runs,
                (select count(*) from tenantatlas.consent_requests where used_at is not null) as used`,
      );
      return row;
    },
  };
}
