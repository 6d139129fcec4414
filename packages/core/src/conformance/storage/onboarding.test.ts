import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../../memory/index.ts';
import type { OnboardingSession, OnboardingStore } from '../../ports/onboarding-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { ConformanceError } from '../conformance-error.ts';
import { createStorageContext, type StorageCase } from '../storage-context.ts';
import { onboardingRaceCases } from './onboarding-races.ts';
import { onboardingCases } from './onboarding.ts';

/** A store that breaks a rule on top of one that keeps it. `written` has the rows that only it has written, by their ids. */
type Breaking = (inner: OnboardingStore, written: Map<string, OnboardingSession>) => Partial<OnboardingStore>;

const cases: readonly StorageCase[] = [...onboardingCases, ...onboardingRaceCases];

/** The names of the cases that fail, each without the name of its store. */
async function red(breaking: Breaking): Promise<readonly string[]> {
  const context = createStorageContext({ storage: withBroken(breaking) });
  const names: string[] = [];
  for (const { name, run } of cases)
    await run(context).catch((error: unknown) => {
      expect(error).toBeInstanceOf(ConformanceError);
      names.push(name.replace('onboarding: ', ''));
    });
  return names;
}

function withBroken(breaking: Breaking): Storage {
  const storage = createMemoryStorage();
  const written = new Map<string, OnboardingSession>();
  const keyOf = ({ workspaceId }: { readonly workspaceId: string }, id: string) => `${workspaceId} ${id}`;
  return {
    ...storage,
    unit: (scope, work) =>
      storage.unit(scope, (unit) => {
        const { onboarding: inner } = unit;
        const seen: OnboardingStore = {
          ...inner,
          get: async (where, id) => written.get(keyOf(where, id)) ?? inner.get(where, id),
          list: async (where, filter, page) =>
            (await inner.list(where, filter, page)).map((row) => written.get(keyOf(where, row.id)) ?? row),
        };
        return work({ ...unit, onboarding: { ...seen, ...breaking(inner, written) } });
      }),
  };
}

/** Writes a row that the store beneath refuses. */
function write(written: Map<string, OnboardingSession>, row: OnboardingSession): OnboardingSession {
  written.set(`${row.workspaceId} ${row.id}`, row);
  return row;
}

describe('the cases about onboardings notice a store', () => {
  it.each<[string, string, Breaking]>([
    [
      'that changes a session whatever its version',
      'change writes every member',
      (inner) => ({
        change: async (scope, id, change) => {
          const version = (await inner.get(scope, id))?.version ?? change.version;
          return inner.change(scope, id, { ...change, version });
        },
      }),
    ],
    [
      'that ends a session whatever its version',
      'a session ends once',
      (inner) => ({
        end: async (scope, id, ending) => {
          const version = (await inner.get(scope, id))?.version ?? ending.version;
          return inner.end(scope, id, { ...ending, version });
        },
      }),
    ],
    [
      'that accepts each of many endings',
      'of 16 concurrent changes and endings',
      (inner) => ({
        end: async (scope, id, ending) => {
          const answer = await inner.end(scope, id, ending);
          return answer === 'changed_meanwhile' ? ((await inner.get(scope, id)) ?? answer) : answer;
        },
      }),
    ],
    [
      'that creates a second open session',
      'of 64 concurrent creations',
      (inner, written) => ({
        create: async (scope, session) => {
          const answer = await inner.create(scope, session);
          if (typeof answer === 'string') return answer;
          await inner.create(scope, { ...session, tenantId: null });
          write(written, session);
          return 'created';
        },
      }),
    ],
    [
      'that sets a tenant with an open session',
      'of 64 concurrent sessions that set one tenant',
      (inner, written) => ({
        change: async (scope, id, change) => {
          const answer = await inner.change(scope, id, change);
          if (typeof answer === 'string' || !('openSession' in answer)) return answer;
          const changed = await inner.change(scope, id, { ...change, tenantId: null });
          return write(written, { ...(changed as OnboardingSession), tenantId: change.tenantId });
        },
      }),
    ],
    [
      'that changes an ended session',
      'a session ends once, upon its version, and is never written again',
      (inner, written) => ({
        change: async (scope, id, change) => {
          const row = await inner.get(scope, id);
          if (!row || row.status === 'open') return inner.change(scope, id, change);
          return write(written, { ...row, ...change });
        },
      }),
    ],
    [
      'that ends an ended session',
      'a session ends once, upon its version, and is never written again',
      (inner, written) => ({
        end: async (scope, id, ending) => {
          const row = await inner.get(scope, id);
          if (!row || row.status === 'open') return inner.end(scope, id, ending);
          return write(written, { ...row, ...ending });
        },
      }),
    ],
    [
      'that moves an instant of a checkpoint',
      'an instant of a checkpoint that is kept stays',
      (inner, written) => ({
        change: async (scope, id, change) => {
          const answer = await inner.change(scope, id, change);
          if (typeof answer === 'string' || 'openSession' in answer) return answer;
          return write(written, { ...answer, checkpoints: change.checkpoints });
        },
      }),
    ],
    [
      'that counts ended sessions as open',
      'a session ends once',
      (inner) => ({
        openOf: async ({ workspaceId, tenantId }) =>
          (await inner.list({ workspaceId }, { ...anySession, tenantId }, { after: null, limit: 1 }))[0] ?? null,
      }),
    ],
    [
      'that hides sessions without a tenant from those who see some tenants only',
      'a list is confined to statuses',
      (inner) => ({
        list: async (scope, filter, page) =>
          (await inner.list(scope, filter, page)).filter((row) => !filter.visibleTenantIds || row.tenantId !== null),
      }),
    ],
    [
      'that lists in another order',
      'a list is confined to statuses',
      (inner) => ({ list: async (...request) => (await inner.list(...request)).toReversed() }),
    ],
  ])('%s', async (_, start, breaking) => {
    expect(await red(breaking)).toContainEqual(expect.stringMatching(new RegExp(`^${start}`)));
  });

  it('that writes a session outside its unit: after a fault one of both is written', async () => {
    const names = await red((inner, written) => ({
      end: async (scope, id, ending) => {
        const answer = await inner.end(scope, id, ending);
        return answer === 'changed_meanwhile' ? answer : write(written, answer);
      },
    }));
    expect(names).toEqual([
      'the end of a session and the lifecycle of its tenant are one unit: a fault between both writes neither',
    ]);
  });

  it('that keeps all guarantees: no case fails', async () => {
    expect(await red(() => ({}))).toEqual([]);
  });
});

const anySession = { tenantId: null, statuses: null, visibleTenantIds: null } as const;
