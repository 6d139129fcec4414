import {
  createTenantAtlas,
  manualClock,
  orThrow,
  parseInstant,
  systemActor,
  workspaceUser,
  type ResultAsync,
} from '@tenantatlas/core';
import { aggregates, makerOf, scriptedProvider } from '@tenantatlas/core/conformance';
import type { Storage } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noon, tenantRecord, within } from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { scaled } from '../support/scale.ts';
import { waitingForLock } from '../support/waiting-for-lock.ts';
import { ada, asPromiseOf, codeOf } from './race-requests.ts';

const inW1 = { workspaceId: 'w-1' } as const;
const owner = workspaceUser({ id: 'u-1', label: 'Olga' });
const begun = { lifecycle: 'onboarding', lifecycleBeforeArchive: null, updatedAt: noon, version: 1 } as const;
const rounds = scaled(20, 2);
const callers = 64;

/** An atlas an hour after the report of the sessions. */
function atlasOver(storage: Storage) {
  const clock = manualClock(parseInstant('2026-11-21T13:00:00Z') ?? noon);
  return createTenantAtlas({ storage, providers: [scriptedProvider()], clock });
}

type Atlas = ReturnType<typeof atlasOver>;
type Owner = ReturnType<Atlas['as']>;
type Asked = ResultAsync<unknown, { readonly code: string }>;
/** One call of many. */
type Call = (client: Owner, n: number) => Asked;

async function refusalIn(asked: ReturnType<Owner['onboarding']['complete']>): Promise<string> {
  const answer = await asked;
  return answer.isErr() && answer.error.code === 'conflict' ? answer.error.reason : codeOf(answer);
}

/** In transactions of a host, where no retry hides a deadlock. */
describe.each(['pg', 'postgres-js'] as const)('%s: onboardings', (driver) => {
  let open: OpenBackend;
  let atlas: Atlas;
  let made = 0;
  beforeAll(async () => {
    open = await openBackend(driver);
    atlas = atlasOver(open.storage);
    const system = atlas.as(systemActor('seed'));
    orThrow(await system.workspaces.create({ ...inW1, name: 'Acme' }));
    orThrow(await system.workspaces.addMember({ ...inW1, userId: 'u-1', role: 'owner' }));
  });
  afterAll(() => open?.close());

  /** A draft tenant that the owner sees. */
  async function draftTenant() {
    const system = atlas.as(systemActor('seed'));
    const at = { ...inW1, tenantId: `t-${String((made += 1))}` };
    orThrow(await system.tenants.create({ ...at, name: `Tenant ${at.tenantId}` }));
    orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
    return at;
  }

  /** A tenant with a session that is ready for activation. */
  async function ready() {
    const at = await draftTenant();
    await open.storage.unit(within('w-1'), ({ tenants }) =>
      tenants.changeLifecycle(tenantRecord('w-1', at.tenantId), begun),
    );
    const entry = aggregates.find(({ idMember }) => idMember === 'onboardingId');
    const onboardingId =
      (await entry?.client.create(makerOf(atlas.as(systemActor('seed')), open.storage), at, 'ready')) ?? '';
    return { at, named: { ...inW1, onboardingId }, connectionId: `${onboardingId}-connection` };
  }

  /** The answer of a call in a transaction of the host. */
  const inHost = (call: Call, n = 0): Promise<string> =>
    open.hostTransaction(({ handle }) => {
      const client: Owner = atlas.withTransaction(handle).as(owner);
      return asPromiseOf(call(client, n)).then(codeOf);
    });

  /** The answers of many callers, who make these calls in turn. */
  const byAll = (calls: readonly Call[]): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: callers / calls.length }, (_, round) =>
        calls.map((call, n) => inHost(call, round * calls.length + n)),
      ).flat(),
    );

  it.each(['complete', 'cancel', 'update'] as const)(
    '%s takes the tenant before the session and the connection, as every writer does',
    async (method) => {
      const { at, named, connectionId } = await ready();
      const draftName = method === 'update' ? { draftName: 'Another name' } : {};
      let answer: Promise<string> = Promise.resolve('');
      await open.hostTransaction(async ({ handle }) => {
        const bound = atlas.withTransaction(handle);
        // Holds the tenant as an erasure does, and leaves its lifecycle as it was.
        orThrow(await bound.as(ada).tenants.changeLifecycle({ ...at, to: 'archived' }));
        orThrow(await bound.as(ada).tenants.changeLifecycle({ ...at, to: 'onboarding' }));
        answer = inHost(({ onboarding }) => onboarding[method]({ ...named, ...draftName, expectedVersion: 1 }));
        await waitingForLock(open, 1);
        expect(await locked(named.onboardingId, connectionId)).toEqual([]);
      });
      expect(await answer).toBe('ok');
    },
  );

  /** Which of the rows another transaction holds. */
  async function locked(onboardingId: string, connectionId: string): Promise<readonly string[]> {
    const [free] = await open.admin<{ rows: readonly string[] }>(
      `with sessions as (select id from tenantatlas.onboarding_sessions where id = '${onboardingId}' for update skip locked),
            links as (select id from tenantatlas.provider_connections where id = '${connectionId}' for update skip locked)
       select array(select id from sessions union all select id from links) as rows`,
    );
    return [onboardingId, connectionId].filter((id) => !free?.rows.includes(id));
  }

  it('that is not ready is refused without waiting for what holds its tenant', async () => {
    const { at, named, connectionId } = await ready();
    const client = atlas.as(owner);
    orThrow(await client.connections.update({ ...inW1, connectionId, isEnabled: false }));
    await open.hostTransaction(async ({ handle }) => {
      orThrow(
        await atlas
          .withTransaction(handle)
          .as(ada)
          .tenants.changeLifecycle({ ...at, to: 'archived' }),
      );
      expect(await refusalIn(client.onboarding.complete({ ...named, expectedVersion: 1 }))).toBe('not_ready');
    });
  });

  it('is identified by a start or a change that takes the tenant before it writes the session', async () => {
    const drafts = [await draftTenant(), await draftTenant()] as const;
    const draft = orThrow(await atlas.as(owner).onboarding.start(inW1));
    for (const [at, work] of [
      [drafts[0], ({ onboarding }) => onboarding.start({ ...drafts[0], onboardingId: 'o-waits' })],
      [drafts[1], ({ onboarding }) => onboarding.update({ ...drafts[1], onboardingId: draft.id, expectedVersion: 1 })],
    ] as const satisfies readonly (readonly [object, Call])[]) {
      let answer: Promise<string> = Promise.resolve('');
      await open.hostTransaction(async ({ handle }) => {
        const bound = atlas.withTransaction(handle);
        orThrow(await bound.as(ada).tenants.changeLifecycle({ ...at, to: 'archived' }));
        orThrow(await bound.as(ada).tenants.changeLifecycle({ ...at, to: 'draft' }));
        answer = inHost(work);
        await waitingForLock(open, 1);
        expect(await locked(draft.id, '')).toEqual(['']);
      });
      expect(await answer).toBe('ok');
    }
  });

  it(
    `of one tenant are started, changed, completed and cancelled beside other writers by ${String(callers)} callers, ${String(rounds)} times`,
    { timeout: 300_000 },
    async () => {
      const codes: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { at, named, connectionId } = await ready();
        const before = await written(at.tenantId);
        const drafts = await Promise.all(
          Array.from({ length: 8 }, async () => orThrow(await atlas.as(owner).onboarding.start(inW1)).id),
        );
        const calls: readonly Call[] = [
          ({ onboarding }) => onboarding.complete({ ...named, expectedVersion: 1 + (round % 2) }),
          ({ connections }, n) => connections.update({ ...inW1, connectionId, displayName: `Name ${String(n)}` }),
          ({ onboarding }, n) => onboarding.update({ ...named, draftName: `Name ${String(n)}`, expectedVersion: 1 }),
          ({ onboarding }) => onboarding.cancel({ ...named, expectedVersion: 2 }),
          ({ onboarding }) => onboarding.start(at),
          ({ onboarding }, n) =>
            onboarding.update({ ...at, onboardingId: drafts[n % 8] ?? '', connectionId, expectedVersion: 1 }),
          ({ tenants }, n) => tenants.changeLifecycle({ ...at, to: n % 16 < 8 ? 'archived' : 'onboarding' }),
          ({ connections }) => connections.update({ ...inW1, connectionId, isEnabled: round % 3 > 0 }),
        ];
        codes.push(...(await byAll(calls)));
        expect(await written(at.tenantId)).toEqual(before);
      }
      expect(codes).toContain('ok');
      expect(new Set(codes.filter((code) => !['ok', 'conflict', 'immutable'].includes(code)))).toEqual(new Set());
    },
  );

  it(
    `of one tenant that is erased meanwhile leave no rows, ${String(rounds)} times`,
    { timeout: 300_000 },
    async () => {
      const eraser = atlasOver(open.maintenance);
      const codes: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { at, named } = await ready();
        const drafts = [await draftTenant(), at];
        const calls: readonly Call[] = [
          ({ onboarding }) => onboarding.complete({ ...named, expectedVersion: 1 }),
          ({ onboarding }, n) => onboarding.update({ ...named, draftName: `Name ${String(n)}`, expectedVersion: 1 }),
          ({ onboarding }) => onboarding.cancel({ ...named, expectedVersion: 2 }),
          ({ onboarding }, n) => onboarding.start(drafts[n % 8 < 4 ? 0 : 1] ?? at),
        ];
        const answers = byAll(calls);
        const erasures = drafts.map(async ({ tenantId }) =>
          eraser.maintenance.eraseTenant({ ...inW1, actor: ada, tenantId, confirmTenantName: `Tenant ${tenantId}` }),
        );
        for (const erasure of await Promise.all(erasures)) orThrow(erasure);
        codes.push(...(await answers));
        for (const { tenantId } of drafts) expect(await rowsOf(tenantId)).toEqual([{ sessions: 0, events: 0 }]);
      }
      expect(codes).toContain('not_found');
      expect(new Set(codes.filter((code) => !['ok', 'conflict', 'immutable', 'not_found'].includes(code)))).toEqual(
        new Set(),
      );
    },
  );

  const rowsOf = (tenantId: string) =>
    open.admin(
      `select (select count(*)::int from tenantatlas.onboarding_sessions where tenant_id = '${tenantId}') as sessions,
              (select count(*)::int from tenantatlas.usage_events where tenant_id = '${tenantId}') as events`,
    );

  /** How often each checkpoint is kept and how often it is counted, over all sessions of a tenant, and what no session may be beside its tenant. */
  async function written(tenantId: string) {
    const kept = (column: string) =>
      `(select count(*)::int from tenantatlas.onboarding_sessions where tenant_id = '${tenantId}' and ${column} is not null)`;
    const counted = (key: string) =>
      `(select count(*)::int from tenantatlas.usage_events where tenant_id = '${tenantId}' and metadata ->> 'checkpoint_key' = '${key}')`;
    const difference = (key: string) => `${kept(`${key}_at`)} - ${counted(key)} as ${key}`;
    const [kinds] = await open.admin(
      `select ${['identify', 'connect_provider', 'verify_access', 'complete'].map(difference).join(', ')}`,
    );
    const torn = await open.admin(
      `select session.id, session.status, tenant.lifecycle, tenant.lifecycle_before_archive as before
       from tenantatlas.onboarding_sessions as session join tenantatlas.tenants as tenant using (workspace_id, tenant_id)
       where session.tenant_id = '${tenantId}'
         and session.status in ('open', 'completed')
         and coalesce(tenant.lifecycle_before_archive, tenant.lifecycle) <> case session.status when 'open' then 'onboarding' else 'active' end`,
    );
    return { kinds, torn };
  }
});
