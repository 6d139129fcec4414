import {
  createTenantAtlas,
  inProcess,
  manualClock,
  orThrow,
  systemActor,
  toInstant,
  workspaceUser,
  type AccessPolicy,
  type DirectoryProvider,
} from '../../src/index.ts';
import { scriptedProvider, type ScriptedTenant } from '../../src/conformance/provider/scripted-provider.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';

declare const URLSearchParams: new (init: string | Record<string, string>) => {
  get(name: string): string | null;
  toString(): string;
};
declare function setTimeout(task: (value?: unknown) => void, millis: number): unknown;

/** The tenant that consents, and another one. */
export const [home, foreign] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
/** What the provider knows of the tenant. */
export const contoso: ScriptedTenant = {
  externalTenantId: home,
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [],
};
/** Where the connection is. */
export const at = { workspaceId: 'w-1', tenantId: 't-1' };
/** Where the provider sends administrators back to. */
export const redirectUri = 'https://console.example/consent/callback';
/** The connection that waits for consent. */
export const platform = {
  ...at,
  provider: 'scripted',
  connectionType: 'platform',
  displayName: 'Main',
  externalTenantId: home,
} as const;

/**
 * A workspace with a manager and one connection of the platform's app, which waits for consent. `change` replaces parts of the provider. With `access` the host decides about
 * people, and none is a member here.
 */
export async function world(change: Partial<DirectoryProvider> = {}, access?: AccessPolicy) {
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 30)));
  const inner = scriptedProvider({ tenants: [contoso], now: () => toInstant(clock.epochMillis()) });
  const log: unknown[] = [];
  const storage = createMemoryStorage();
  const atlas = createTenantAtlas({
    storage,
    clock,
    ...(access ? { access } : {}),
    providers: [{ ...inner, ...change }],
    consent: { redirectUri },
    credentials: { resolve: async ({ reference }) => (reference === 'known' ? 's3cret' : null) },
    dispatcher: inProcess({ pollMillis: 5 }),
    logger: { warn: (...line) => void log.push(line), error: (...line) => void log.push(line) },
  });
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...at, name: 'Contoso' }));
  if (!access) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'manager' }));
    orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
  }
  const manager = atlas.as(workspaceUser({ id: 'u-1', label: 'Mo' }));
  const { id: connectionId } = orThrow(await manager.connections.create(platform));
  const it_ = { workspaceId: 'w-1', connectionId };
  const ask = async () => orThrow(await manager.connections.consentUrl(it_));
  const stateIn = ({ url }: { readonly url: string }): string =>
    new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('state') ?? '';
  const answer = async (state: string, more: Record<string, string> = { tenant: home }) =>
    orThrow(await atlas.completeConsent(new URLSearchParams({ state, ...more })));
  const get = async () => orThrow(await system.connections.get(it_));
  const completed = async (runId: string) => {
    while (orThrow(await system.operations.get({ workspaceId: 'w-1', runId })).status !== 'completed')
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const settled = async (runId: string) => {
    atlas.worker.start();
    await completed(runId);
    await atlas.worker.stop();
    return get();
  };
  const trail = async () =>
    orThrow(
      await system.audit.list({ workspaceId: 'w-1', actions: ['provider_connection.consent_changed'] }),
    ).items.toReversed();
  const rows = () =>
    storage.unit({ plane: 'platform', actor: null }, async (unit) => ({
      connection: await unit.connections.get(it_ as never, connectionId as never),
      runs: await unit.runs.list(
        { workspaceId: 'w-1' as never },
        {
          tenantId: null,
          visibleTenantIds: null,
          types: null,
          statuses: null,
          outcomes: null,
          from: null,
          to: null,
        },
        { after: null, limit: 50 },
      ),
    }));
  return {
    atlas,
    clock,
    inner,
    log,
    storage,
    system,
    manager,
    it: it_,
    ask,
    stateIn,
    answer,
    get,
    completed,
    settled,
    trail,
    rows,
  };
}
