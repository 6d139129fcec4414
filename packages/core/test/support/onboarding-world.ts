import {
  createTenantAtlas,
  inProcess,
  manualClock,
  orThrow,
  systemActor,
  toInstant,
  workspaceUser,
  type Storage,
} from '../../src/index.ts';
import { scriptedProvider, type ScriptedTenant } from '../../src/conformance/provider/scripted-provider.ts';
import type { ResultAsync } from '../../src/kernel/result.ts';
import type { KnowledgeOptions } from '../../src/knowledge/knowledge-options.ts';
import type { LinkResolver } from '../../src/knowledge/link-resolvers.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import { definePermissions } from '../../src/permissions/catalog.ts';

declare function setTimeout(task: (value?: unknown) => void, millis: number): unknown;

/** The workspace of the onboardings. */
export const inW1 = { workspaceId: 'w-1' } as const;
/** The tenant that is onboarded. */
export const t1 = { ...inW1, tenantId: 't-1' } as const;

const permissions = definePermissions({
  provider: 'scripted',
  version: 1,
  permissions: [
    { key: 'A.Read', type: 'application', features: ['Verification'], since: 1 },
    { key: 'B.Read', type: 'delegated', features: ['Sign-in'], since: 1 },
  ],
});

const contoso: ScriptedTenant = {
  externalTenantId: 'contoso.example',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [
    { key: 'A.Read', type: 'application' },
    { key: 'B.Read', type: 'delegated' },
  ],
};

/** A connection that proves its consent by its credential. */
export const dedicated = {
  ...t1,
  provider: 'scripted',
  connectionType: 'dedicated',
  credentialReference: 'vault/contoso',
  displayName: 'Main',
  externalTenantId: 'contoso.example',
} as const;

/**
 * A workspace with the draft tenants `t-1` and `t-2`. The manager Mia and the owner Bo see both, the operator Rae sees `t-1`, and the manager Uma sees none. The clock
 * moves when the test moves it.
 */
export async function onboardingWorld(
  options: {
    readonly storage?: Storage;
    readonly resolvers?: { readonly [name: string]: LinkResolver };
    readonly links?: KnowledgeOptions['links'];
  } = {},
) {
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 30)));
  const provider = scriptedProvider({ permissions, tenants: [contoso], now: () => toInstant(clock.epochMillis()) });
  const storage = options.storage ?? createMemoryStorage();
  const atlas = createTenantAtlas({
    storage,
    clock,
    providers: [provider],
    credentials: { resolve: async () => 's3cret' },
    dispatcher: inProcess({ pollMillis: 5 }),
    knowledge: { resolvers: options.resolvers ?? {}, links: options.links },
  });
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ ...inW1, name: 'Acme' }));
  for (const [tenantId, name] of [
    ['t-1', 'Contoso'],
    ['t-2', 'Fabrikam'],
  ] as const)
    orThrow(await system.tenants.create({ ...inW1, tenantId, name }));
  for (const [userId, role, tenants] of [
    ['u-mia', 'manager', ['t-1', 't-2']],
    ['u-bo', 'owner', ['t-1', 't-2']],
    ['u-rae', 'operator', ['t-1']],
    ['u-uma', 'manager', []],
  ] as const) {
    orThrow(await system.workspaces.addMember({ ...inW1, userId, role }));
    for (const tenantId of tenants) orThrow(await system.workspaces.grantTenant({ ...inW1, tenantId, userId }));
  }
  const as = (id: string, label: string) => atlas.as(workspaceUser({ id, label }));
  const [mia, bo] = [as('u-mia', 'Mia'), as('u-bo', 'Bo')];
  const completed = async (runId: string): Promise<void> => {
    while (orThrow(await system.operations.get({ ...inW1, runId })).status !== 'completed')
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  /** A connection of the tenant, created and checked. */
  const connect = async (change: object = {}): Promise<string> => {
    const { id } = orThrow(await system.connections.create({ ...dedicated, ...change }));
    await check(id);
    return id;
  };
  const check = async (connectionId: string): Promise<void> => {
    const { run } = orThrow(await system.connections.verify({ ...inW1, connectionId }));
    atlas.worker.start();
    await completed(run.id);
    await atlas.worker.stop();
  };
  return {
    atlas,
    clock,
    storage,
    provider,
    system,
    as,
    mia,
    bo,
    rae: as('u-rae', 'Rae'),
    uma: as('u-uma', 'Uma'),
    connect,
    check,
    lifecycleOf: async (tenantId = 't-1') => orThrow(await system.tenants.get({ ...inW1, tenantId })).lifecycle,
    /** The entries about onboardings and lifecycles, oldest first. */
    async trail() {
      const { items } = orThrow(await system.audit.list({ ...inW1, limit: 200 }));
      return items
        .filter(({ action }) => action.startsWith('onboarding.') || action === 'tenant.lifecycle_changed')
        .toReversed();
    },
    /** How many checkpoints were recorded as product usage. */
    async usage(): Promise<number> {
      const { families } = orThrow(await system.telemetry.summary());
      return families.find(({ eventName }) => eventName === 'product.onboarding.checkpoint_completed')?.count ?? 0;
    },
    /** An onboarding of `t-1` that is ready for activation. */
    async ready() {
      const connectionId = await connect();
      return orThrow(await mia.onboarding.start({ ...t1, connectionId }));
    },
  };
}

/** The world of a test. */
export type OnboardingWorld = Awaited<ReturnType<typeof onboardingWorld>>;

/** What a refused call says, in short: its code with the reason, the state, or the paths and rules. */
export async function refusalOf<T, E>(call: ResultAsync<T, E>): Promise<string> {
  const answer = await call;
  if (answer.isOk()) return 'ok';
  const { code, reason, state, capability, issues } = answer.error as {
    readonly code: string;
    readonly reason?: string;
    readonly state?: string;
    readonly capability?: string;
    readonly issues?: readonly { readonly path: string; readonly rule: string }[];
  };
  const detail = reason ?? state ?? capability ?? issues?.map(({ path, rule }) => `${path} ${rule}`).join(', ');
  return detail === undefined ? code : `${code}: ${detail}`;
}
