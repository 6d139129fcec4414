import { describe, expect, it } from 'vitest';
import { createInProcessContext } from '../../test/support/in-process-context.ts';
import type { AggregateRow } from '../conformance/aggregates/aggregate.ts';
import { aggregates } from '../conformance/aggregates/index.ts';
import { namingMethods } from '../conformance/aggregates/naming-methods.ts';
import { hiddenCostCases } from '../conformance/client/hidden-costs.ts';
import { refusalCases } from '../conformance/client/refusals.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage, StorageUnit } from '../ports/storage.ts';
import type { MethodName } from './matrix.ts';

// The cases that every transport runs, here without one.
const context = createInProcessContext();

describe('the order of refusal', () => {
  it.each(refusalCases)('$name', ({ run }) => run(context));
});

describe('the cost of a refusal does not show what is hidden', () => {
  it.each(hiddenCostCases)('$name', ({ run }) => run(context));
});

describe('the matrix itself', () => {
  /** The cases about what a store finds by an id. As these callers the answer of the store decides what they may see. */
  const casesAs = (who: string, ...more: readonly MethodName[]) => {
    const methods = [...aggregates.flatMap((aggregate) => namingMethods(aggregate).map(([method]) => method)), ...more];
    return refusalCases.filter(({ name }) => methods.some((method) => name === `refusals: ${method} as ${who}`));
  };

  it.each(casesAs('owner in both workspaces', 'tenants.get', 'surfaces.actions'))(
    'notices rows of another workspace: $name',
    async ({ run }) => {
      await expect(run(contextOn(findingForeignRows))).rejects.toThrow(ConformanceError);
    },
  );

  it.each(casesAs('owner'))('notices a row whose tenant was lost: $name', async ({ run }) => {
    await expect(run(contextOn(losingTenants))).rejects.toThrow(ConformanceError);
  });
});

const contextOn = (wrapped: (inner: Storage) => Storage) =>
  createInProcessContext({ storage: () => wrapped(createMemoryStorage()) });

/** What the `get` of every such store has in common. */
type Get = (scope: WorkspaceScope, id: never) => Promise<Pick<AggregateRow, 'tenantId'> | null>;

/** The stores of the aggregates with another `get`, and another `hold` where they have one: both find a thing by its id. */
const withGet = (unit: StorageUnit, change: (get: Get) => Get): Partial<StorageUnit> =>
  Object.fromEntries(
    aggregates.map(({ storage: { store } }) => {
      const { get, hold }: { readonly get: Get; readonly hold?: Get } = unit[store];
      return [store, { ...unit[store], get: change(get), ...(hold ? { hold: change(hold) } : {}) }];
    }),
  );

/** Storage that finds aggregates and tenants of any workspace: rows that `w-1` does not have are taken from `w-2`. */
function findingForeignRows(inner: Storage): Storage {
  const elsewhere = { workspaceId: 'w-2' as WorkspaceId };
  return {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope.plane === 'maintenance' ? scope : { plane: 'platform', actor: null }, (unit) =>
        work({
          ...unit,
          ...withGet(unit, (get) => async (scope, id) => (await get(scope, id)) ?? get(elsewhere, id)),
          access: {
            ...unit.access,
            async read(scope, asked) {
              const own = await unit.access.read(scope, asked);
              const { tenant, entitlement } = own.tenant ? own : await unit.access.read(elsewhere, asked);
              return { ...own, tenant, entitlement };
            },
          },
        }),
      ),
  };
}

/** Storage that answers every aggregate as one of the tenant `t-1`. */
function losingTenants(inner: Storage): Storage {
  const inT1 = (row: Pick<AggregateRow, 'tenantId'> | null) => row && { ...row, tenantId: 't-1' as TenantId };
  return {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, (unit) =>
        work({ ...unit, ...withGet(unit, (get) => async (place, id) => inT1(await get(place, id))) }),
      ),
  };
}
