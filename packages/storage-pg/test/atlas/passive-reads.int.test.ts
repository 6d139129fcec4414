import {
  accessMatrix,
  createTenantAtlas,
  orThrow,
  platformCapabilities,
  platformOperator,
  simulatedRestore,
  systemActor,
  workspaceUser,
  type MethodName,
  type Result,
  type WorkspaceId,
} from '@tenantatlas/core';
import {
  aggregates,
  makerOf,
  methodSpecs,
  scriptedProvider,
  suiteCatalogs,
  type Place,
} from '@tenantatlas/core/conformance';
import type { TenantId, UsageEventId } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { platform } from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';

const where = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };
const reads = (Object.keys(accessMatrix) as MethodName[]).filter((method) => !accessMatrix[method].writes);

let open: OpenBackend;
let callers: readonly object[];
let place: Place;
beforeAll(async () => {
  open = await openBackend('pg');
  const atlas = createTenantAtlas({
    storage: open.storage,
    providers: [scriptedProvider()],
    consent: { redirectUri: 'https://console.example/consent/callback' },
    restore: simulatedRestore(),
    catalogs: suiteCatalogs,
  });
  const system = atlas.as(systemActor('setup'));
  const operator = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities }));
  orThrow(await system.workspaces.create({ workspaceId: where.workspaceId, name: 'Acme' }));
  orThrow(await system.tenants.create({ ...where, name: 'Contoso', lifecycle: 'active' }));
  orThrow(await system.workspaces.addMember({ workspaceId: where.workspaceId, userId: 'u-1', role: 'owner' }));
  orThrow(await system.workspaces.grantTenant({ ...where, userId: 'u-1' }));
  callers = [operator, atlas.as(workspaceUser({ id: 'u-1', label: 'Olga' })), system];
  const ids: { [idMember: string]: string } = {};
  for (const { idMember, client } of aggregates)
    ids[idMember] = await client.create(makerOf(system, open.storage), where, 'created');
  const scope = { type: 'global' } as const;
  const { activation } = orThrow(
    await operator.controls.pause({ control: 'acme.notice', scope, reason: 'Safety review' }),
  );
  place = { ...where, ids, activationId: activation.id, isTenantArchived: false };
  const recent = new Date(Date.now() - 60_000).toISOString();
  const added = await open.storage.unit(platform, ({ usage }) =>
    usage.add([
      {
        ...where,
        id: 'e-1' as UsageEventId,
        user: null,
        eventName: 'product.operations.started',
        featureArea: 'operations',
        subjectType: 'operation_run',
        subjectId: 'r-1',
        metadata: {},
        occurredAt: recent as never,
        recordedAt: recent as never,
      },
    ]),
  );
  expect(added).toEqual({ kind: 'added', count: 1 });
});
afterAll(() => open?.close());

/** Every row of every table, as one hash for each table. */
async function picture(): Promise<readonly unknown[]> {
  const tables = await open.admin<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class
     WHERE relnamespace = 'tenantatlas'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(jsonb_agg(t ORDER BY t::text), '[]')::text) AS hash
       FROM tenantatlas.${name} AS t`,
  );
  return open.admin(each.join(' UNION ALL '));
}

it('sees a row that a call writes', async () => {
  const before = await picture();
  const [operator] = callers as readonly AnyGroups[];
  await operator!['controls']!['pause']!({ control: 'acme.sweep', scope: { type: 'global' }, reason: 'Safety review' });
  expect(await picture()).not.toEqual(before);
});

it.each(reads)('%s writes nothing, for any caller and with any answer', async (method) => {
  const [group, name] = method.split('.') as [string, string];
  const before = await picture();
  const answers: Result<unknown, unknown>[] = [];
  for (const caller of callers as readonly AnyGroups[])
    for (const { request } of methodSpecs[method].samples) answers.push(await caller[group]![name]!(request(place)));
  expect(answers.filter((answer) => answer.isOk()).length).toBeGreaterThan(0);
  expect(await picture()).toEqual(before);
});

interface AnyGroups {
  readonly [group: string]: { readonly [method: string]: (request: unknown) => PromiseLike<Result<unknown, unknown>> };
}
