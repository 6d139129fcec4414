import {
  createTenantAtlas,
  defineControls,
  findingsLifecycleBackfillControl,
  manualClock,
  orThrow,
  platformCapabilities,
  platformOperator,
  simulatedRestore,
  systemActor,
  workspaceUser,
  type AccessPolicy,
  type Storage,
  type WorkspaceId,
} from '../../src/index.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import { platformScope, type AuditEntry } from '../../src/ports/index.ts';
import { interceptStorage, type Intercept } from './controls-intercept.ts';
import { noon } from './controls-fixtures.ts';
import { recordingInstrumentation, recordingLogger } from './controls-recorders.ts';

export const ada = platformOperator({ id: 'op-ada', label: 'Ada', capabilities: platformCapabilities });
export const grace = platformOperator({ id: 'op-grace', label: 'Grace', capabilities: platformCapabilities });
export const system = systemActor('test-setup');

/** Users by what they are in `w-1`: members are entitled to `t-1` and not to `t-2`. */
export const mia = workspaceUser({ id: 'u-manager', label: 'Mia Manager' });
export const ole = workspaceUser({ id: 'u-operator', label: 'Ole Operator' });
export const rea = workspaceUser({ id: 'u-readonly', label: 'Rea Readonly' });
export const sam = workspaceUser({ id: 'u-stranger', label: 'Sam Stranger' });

/** Two controls of a host, besides that of restores. */
const hostControls = defineControls({
  ...findingsLifecycleBackfillControl,
  'acme.mass_mail': {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mass_mail'],
    affectedSurfaces: ['acme.campaigns'],
  },
});

/** The ledger of a workspace, or of the platform, oldest first. */
export async function ledger(storage: Storage, workspaceId: string | null): Promise<readonly AuditEntry[]> {
  const any = {
    actions: null,
    actorId: null,
    target: null,
    tenantId: null,
    visibleTenantIds: null,
    from: null,
    to: null,
  };
  const scope = workspaceId === null ? platformScope : { workspaceId: workspaceId as WorkspaceId };
  const entries = await storage.unit({ plane: 'platform', actor: null }, (unit) =>
    unit.audit.list(scope, any, { after: null, limit: 10_000 }),
  );
  return [...entries].reverse();
}

/** Those entries of {@link ledger} that are about controls. */
export async function controlLedger(storage: Storage, workspaceId: string | null): Promise<readonly AuditEntry[]> {
  return (await ledger(storage, workspaceId)).filter(({ action }) => action.startsWith('operational_control.'));
}

export interface WorldOptions {
  readonly intercept?: Intercept;
  readonly access?: AccessPolicy;
}

/**
 * An atlas at noon over memory with the workspaces `w-1` to `w-3`. `w-1` (Acme) has the active tenants `t-1` and `t-2`, `w-2` (Borealis) has `t-1`,
 * `w-3` (Cygnus) has none.
 */
export async function controlsWorld({ intercept = (_, proceed) => proceed(), access }: WorldOptions = {}) {
  const clock = manualClock(noon);
  const logger = recordingLogger();
  const instrumentation = recordingInstrumentation();
  const memory = createMemoryStorage();
  let isOn = false;
  const storage = interceptStorage(memory, (call, proceed) => (isOn ? intercept(call, proceed) : proceed()));
  const atlas = createTenantAtlas({
    storage,
    clock,
    logger,
    instrumentation,
    restore: simulatedRestore(),
    catalogs: { controls: [hostControls] },
    ...(access ? { access } : {}),
  });
  const setup = createTenantAtlas({ storage: memory, clock }).as(system);
  for (const [workspaceId, name] of [
    ['w-1', 'Acme'],
    ['w-2', 'Borealis'],
    ['w-3', 'Cygnus'],
  ] as const) {
    await orThrow(setup.workspaces.create({ workspaceId, name }));
  }
  for (const [workspaceId, tenantId, name] of [
    ['w-1', 't-1', 'Contoso'],
    ['w-1', 't-2', 'Fabrikam'],
    ['w-2', 't-1', 'Northwind'],
  ] as const) {
    await orThrow(setup.tenants.create({ workspaceId, tenantId, name, lifecycle: 'active' }));
  }
  for (const [user, role] of [
    [mia, 'manager'],
    [ole, 'operator'],
    [rea, 'readonly'],
  ] as const) {
    await orThrow(setup.workspaces.addMember({ workspaceId: 'w-1', userId: user.id, role }));
    await orThrow(setup.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: user.id }));
  }
  isOn = true;
  return { atlas, setup, storage: memory, clock, logger, instrumentation, operator: atlas.as(ada) };
}

/** See {@link controlsWorld}. */
export type ControlsWorld = Awaited<ReturnType<typeof controlsWorld>>;
