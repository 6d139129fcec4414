import { describe, expect, it } from 'vitest';
import { createClientContext } from '../conformance/client/client-context.ts';
import { hiddenCostCases } from '../conformance/client/hidden-costs.ts';
import { refusalCases } from '../conformance/client/refusals.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage } from '../ports/storage.ts';

// The cases that every transport runs, here without one.
const context = createClientContext({
  clientFor: (atlas, actor) => atlas.as(actor),
  capabilities: ['shares_objects'],
});

describe('the order of refusal', () => {
  it.each(refusalCases)('$name', ({ run }) => run(context));
});

describe('what a refusal costs tells nobody what is hidden', () => {
  it.each(hiddenCostCases)('$name', ({ run }) => run(context));
});

describe('the matrix itself', () => {
  const onLeakingStorage = createClientContext({
    clientFor: (atlas, actor) => atlas.as(actor),
    storage: () => leaking(createMemoryStorage()),
  });
  const about = /^refusals: (operations\.(get|cancel)|tenants\.get|surfaces\.actions) as owner in both workspaces$/;

  it.each(refusalCases.filter(({ name }) => about.test(name)))('notices a leak: $name', async ({ run }) => {
    await expect(run(onLeakingStorage)).rejects.toThrow(ConformanceError);
  });
});

/** Storage that finds runs and tenants of any workspace: rows that `w-1` does not have are taken from `w-2`. */
function leaking(inner: Storage): Storage {
  const elsewhere = { workspaceId: 'w-2' as WorkspaceId };
  return {
    ...inner,
    unit: (_, work) =>
      inner.unit({ plane: 'platform', actor: null }, (unit) =>
        work({
          ...unit,
          runs: {
            ...unit.runs,
            get: async (scope, id) => (await unit.runs.get(scope, id)) ?? unit.runs.get(elsewhere, id),
          },
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
