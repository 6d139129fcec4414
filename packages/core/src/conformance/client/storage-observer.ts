import type { PersonId, WorkspaceId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { platformScope } from '../../kernel/scope.ts';
import type { AuditFilter } from '../../ports/audit-store.ts';
import type { BoundStorage, Storage, StorageUnit } from '../../ports/storage.ts';

/** Storage that notes what it is asked: `unit:workspace`, `access.read`, ... */
export interface ObservedStorage {
  readonly storage: Storage;
  /** The calls since the last look. */
  take(): readonly string[];
}

type StoreMethod = (...args: readonly unknown[]) => unknown;

/** Wraps a storage. `replace` may put something else in the place of a store's method. */
export function observed(inner: Storage, replace: { readonly [call: string]: StoreMethod } = {}): ObservedStorage {
  let calls: string[] = [];
  const watch = (unit: StorageUnit): StorageUnit =>
    Object.fromEntries(
      Object.entries(unit).map(([store, methods]) => [
        store,
        Object.fromEntries(
          Object.entries(methods as { readonly [name: string]: StoreMethod }).map(([name, method]) => [
            name,
            (...args: readonly unknown[]) => {
              const call = `${store}.${name}`;
              calls.push(call);
              return (replace[call] ?? method)(...args);
            },
          ]),
        ),
      ]),
    ) as unknown as StorageUnit;
  const unitOf =
    (storage: Pick<Storage, 'unit'>): Storage['unit'] =>
    (scope, work) => {
      calls.push(`unit:${scope.plane}`);
      return storage.unit(scope, (unit) => work(watch(unit)));
    };
  const bound = (of: BoundStorage): BoundStorage => ({ ...of, unit: unitOf(of) });
  return {
    storage: {
      unit: unitOf(inner),
      transaction: (work) => inner.transaction((of) => work(bound(of))),
      settle: (scope, waitMillis) => {
        calls.push('storage.settle');
        return inner.settle(scope, waitMillis);
      },
      bind: (handle) => bound(inner.bind(handle)),
      close: () => inner.close(),
    },
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

const reads = ['read', 'get', 'list', 'listAmong', 'find', 'findApplicable', 'findById', 'workspacesOf', 'overview'];
const moreReads = ['entitledTenants', 'controlHistory', 'impact', 'countInFlight', 'requireReadCommitted', 'pass'];

/** Whether a noted call cannot have written anything. An unknown call counts as a write. */
export function isRead(call: string): boolean {
  return call.startsWith('unit:') || [...reads, ...moreReads].includes(call.split('.')[1] ?? '');
}

/** Every audit entry of every ledger. */
const anyEntry: AuditFilter = {
  actions: null,
  actorId: null,
  target: null,
  tenantId: null,
  visibleTenantIds: null,
  from: null,
  to: null,
};

const all = { after: null, limit: 10_000 } as const;

/** All rows that the ports can show, as text: two dumps are equal when nothing was written in between. */
export async function dump(storage: Storage, at: Instant, userIds: readonly string[]): Promise<string> {
  return storage.unit({ plane: 'platform', actor: null }, async (unit) => {
    const workspaces = await unit.workspaces.list({ archived: null }, all);
    const ledgers = await Promise.all(workspaces.map(({ workspaceId }) => rowsOf(unit, workspaceId, userIds)));
    const refs = (['platform', 'user'] as const).flatMap((kind) =>
      userIds.map((personId) => ({ kind, personId: personId as PersonId })),
    );
    return JSON.stringify({
      workspaces,
      ledgers,
      platform: await unit.audit.list(platformScope, anyEntry, all),
      people: await unit.people.find(refs),
      pauses: await unit.activations.snapshot(at),
    });
  });
}

async function rowsOf(unit: StorageUnit, workspaceId: WorkspaceId, userIds: readonly string[]) {
  const scope = { workspaceId };
  const anyRun = { tenantId: null, types: null, statuses: null, visibleTenantIds: null };
  return {
    tenants: await unit.tenants.list(scope, { lifecycles: null, among: null }, all),
    members: await Promise.all(userIds.map((userId) => unit.members.find(scope, userId as PersonId))),
    entitled: await Promise.all(userIds.map((userId) => unit.members.entitledTenants(scope, userId as PersonId))),
    runs: await unit.runs.list(scope, anyRun, all),
    audit: await unit.audit.list(scope, anyEntry, all),
  };
}
