import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow, systemActor, type ResultAsync, type TenantId, type WorkspaceId } from '@tenantatlas/core';
import type { ConnectionId, PersonId } from '@tenantatlas/core/ports';
import { eachAggregate, aggregates } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredTables } from '../../src/schema.ts';
import { foldAll, usageEvent } from '../usage/usage-world.ts';
import { acknowledgeCheck, askForConsent, noon, within } from '../store-fixtures.ts';
import { forEachBackend, type OpenBackend } from '../support/backends.ts';
import { scaled } from '../support/scale.ts';
import { cheap, composeAtlas, memberNamed, operatorNamed, slow, type RaceAtlas } from './race-catalog.ts';
import { ada, asPromiseOf, bo, cheapStart, codeOf, pauseOfW1, restoreStart } from './race-requests.ts';
import { seedStatements } from './race-world.ts';

const tablesOfTenants = [...declaredTables.filter(([, { columns }]) => 'tenant_id' in columns).map(([name]) => name)];

type Asked = ResultAsync<unknown, { readonly code: string }>;

/** Rows that hold an id, in every table that has a column of that name. */
async function rowsWith(open: OpenBackend, column: 'workspace_id' | 'tenant_id', id: string, alsoIn = 'true') {
  const tables = await open.admin<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'tenantatlas'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attname = '${column}' ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(4);
  const counts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::int AS rows FROM tenantatlas.${name} WHERE ${column} = '${id}' AND ${alsoIn}`,
  );
  const found = await open.admin<{ name: string; rows: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(found.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows]));
}

/** Everything of a workspace, as text. */
async function picture(open: OpenBackend, workspaceId: string): Promise<string> {
  const tables = Object.keys(await rowsWith(open, 'workspace_id', workspaceId));
  const rows = tables.map(
    (name) =>
      `(SELECT jsonb_agg(t ORDER BY t::text) FROM tenantatlas.${name} AS t WHERE workspace_id = '${workspaceId}')`,
  );
  return JSON.stringify(await open.admin(`SELECT jsonb_build_array(${rows.join(', ')}) AS rows`));
}

const tenantNamed = (tenantId: string) => ({
  actor: ada,
  workspaceId: 'w-1',
  tenantId,
  confirmTenantName: `Tenant ${tenantId}`,
});
const workspaceNamed = (n: number) => ({
  actor: ada,
  workspaceId: `w-${n}`,
  confirmWorkspaceName: `Workspace ${n}`,
});

forEachBackend((backend) => {
  let open: OpenBackend;
  /** On the login of the application. */
  let atlas: RaceAtlas;
  /** On the login that erases. */
  let eraser: RaceAtlas;
  beforeAll(async () => {
    open = await backend.open();
    atlas = composeAtlas({ storage: open.storage });
    eraser = composeAtlas({ storage: open.maintenance });
    for (const statement of seedStatements('w', 2, 4)) await open.admin(statement);
    await fill('w-1');
    await fill('w-2');
  });
  afterAll(() => open?.close());

  /** Some of everything that can hang on a tenant and a workspace. */
  async function fill(workspaceId: string): Promise<void> {
    const operator = atlas.as(ada);
    const external = { tenantId: 't-9', name: 'Tenant t-9', lifecycle: 'active' } as const;
    orThrow(await operator.tenants.create({ workspaceId, ...external, externalTenantId: `x.${workspaceId}` }));
    orThrow(await operator.workspaces.addMember({ workspaceId, userId: 'u-9', role: 'manager' }));
    orThrow(await operator.workspaces.grantTenant({ workspaceId, tenantId: 't-9', userId: 'u-9' }));
    const nine = atlas.as(memberNamed('u-9')).operations;
    orThrow(await nine.start({ ...cheapStart('t-9'), workspaceId, idempotencyKey: 'key-9' }));
    orThrow(await atlas.as(bo).operations.start({ ...restoreStart('key-1'), workspaceId }));
    orThrow(await operator.controls.pause({ ...pauseOfW1, control: cheap, scope: { type: 'workspace', workspaceId } }));
    expect(codeOf(await nine.start({ ...cheapStart('t-9'), workspaceId }))).toBe('control_paused');
    // Of the tenant that is erased and of one that stays.
    for (const tenantId of ['t-1', 't-9']) {
      const scope = { workspaceId: workspaceId as WorkspaceId, tenantId: tenantId as TenantId };
      await open.storage.unit(within(workspaceId), async (unit) => {
        for (const { name, storage } of aggregates)
          await storage.insert(unit, scope, storage.record({ ...scope, id: `${name}-${tenantId}`, createdAt: noon }));
        const id = `connection-${tenantId}` as ConnectionId;
        await unit.connections.makeDefault(scope, { provider: 'scripted', id }, true);
        await acknowledgeCheck(unit, scope, id);
        await askForConsent(unit, scope, id);
        const user = { kind: 'user', personId: 'u-1' as PersonId } as const;
        await unit.usage.add([
          usageEvent(workspaceId, `event-${tenantId}`, Date.parse(noon), { tenantId: scope.tenantId, user }),
        ]);
      });
    }
    await foldAll(open.storage);
  }

  describe('erasing a tenant', () => {
    it('leaves no row with its id in any table, and every other row unchanged', async () => {
      const neighbour = await picture(open, 'w-2');
      const before = await rowsWith(open, 'tenant_id', 't-9', `workspace_id = 'w-1'`);
      expect(before).toMatchObject({
        audit_entries: 4,
        entitlements: 1,
        external_tenants: 1,
        operation_runs: 2,
        tenants: 1,
      });
      // Tables that were empty before would prove nothing.
      expect(Object.keys(before)).toEqual([...tablesOfTenants].sort());
      expect(orThrow(await eraser.maintenance.eraseTenant(tenantNamed('t-9'))).removed).toEqual({
        ...eachAggregate(1),
        runs: 2,
        idempotencyKeys: 1,
        entitlements: 1,
        usageEvents: 2, // that of the start, and the one of its own
        auditEntries: 4,
      });
      expect(await rowsWith(open, 'tenant_id', 't-9', `workspace_id = 'w-1'`)).toEqual({});
      expect(await rowsWith(open, 'tenant_id', 't-1', `workspace_id = 'w-1'`)).toHaveProperty('operation_runs', 2);
      expect(await picture(open, 'w-2')).toBe(neighbour);
      expect(codeOf(await eraser.maintenance.eraseTenant(tenantNamed('t-9')))).toBe('not_found');
      const { items } = orThrow(
        await atlas.as(systemActor('look')).audit.list({ workspaceId: 'w-1', actions: ['tenant.erased'] }),
      );
      expect(items).toMatchObject([{ tenantId: null, target: { id: 't-9' }, actor: { label: { text: ada.label } } }]);
    });
  });

  describe('erasing a person', () => {
    it('blanks the name for good and leaves the receipt in the platform ledger', async () => {
      const eve = { kind: 'user', personId: 'u-1' } as const;
      expect(orThrow(await eraser.maintenance.erasePerson({ actor: ada, ...eve })).labelRemoved).toBe(true);
      orThrow(
        await atlas.as(memberNamed('u-1')).operations.start({
          ...restoreStart(),
          tenantId: 't-2',
          inputs: { backupSetId: 'b', acknowledgedImpact: true, confirmTenantName: 'Tenant t-2' },
        }),
      );
      expect(await open.admin(`SELECT label, erased FROM tenantatlas.people WHERE person_id = 'u-1'`)).toEqual([
        { label: null, erased: true },
      ]);
      // The acknowledgements themselves stay, in both workspaces.
      const reasons = await open.admin(
        `SELECT DISTINCT person_id, reason_text FROM tenantatlas.check_acknowledgements`,
      );
      expect(reasons).toEqual([{ person_id: 'u-1', reason_text: null }]);
      // Starts of another person are left as they are; that of the erased one is recorded without a person.
      const users = await open.admin(`SELECT DISTINCT user_ref FROM tenantatlas.usage_events ORDER BY 1`);
      expect(users).toEqual([{ user_ref: 'u:u-9' }, { user_ref: null }]);
      expect(
        await open.admin(`SELECT target_id FROM tenantatlas.platform_audit_entries WHERE action = 'person.erased'`),
      ).toEqual([{ target_id: 'u-1' }]);
    });
  });

  describe('erasing a workspace', () => {
    it('leaves no row with its id in any table, and every other row unchanged', async () => {
      await foldAll(open.storage);
      const before = await rowsWith(open, 'workspace_id', 'w-1');
      // Tables that were empty before would prove nothing.
      expect(Object.keys(before)).toEqual(
        Object.keys(await rowsWith(open, 'workspace_id', 'w-2')).filter((name) => name !== 'external_tenants'),
      );
      expect(before).toMatchObject({ idempotency_keys: 2, control_activations: 1, start_gates: 1, memberships: 5 });
      const neighbour = await picture(open, 'w-2');
      orThrow(await eraser.maintenance.eraseWorkspace(workspaceNamed(1)));
      expect(await rowsWith(open, 'workspace_id', 'w-1')).toEqual({});
      expect(await picture(open, 'w-2')).toBe(neighbour);
      expect(codeOf(await eraser.maintenance.eraseWorkspace(workspaceNamed(1)))).toBe('not_found');
      expect(
        await open.admin(`SELECT target_id FROM tenantatlas.platform_audit_entries WHERE action = 'workspace.erased'`),
      ).toEqual([{ target_id: 'w-1' }]);
    });

    it('removes its pause from a snapshot', async () => {
      const stop = await atlas.snapshot.start();
      expect(atlas.snapshot.evaluate(cheap, 'w-2').effectiveState).toBe('paused');
      orThrow(await eraser.maintenance.eraseWorkspace(workspaceNamed(2)));
      await expect
        .poll(() => atlas.snapshot.evaluate(cheap, 'w-2').effectiveState, { timeout: 10_000 })
        .toBe('enabled');
      stop();
    });
  });

  it('pruning deletes expired keys in as many statements as needed', async () => {
    for (const statement of seedStatements('p', 1, 1)) await open.admin(statement);
    const { run } = orThrow(
      await atlas.as(bo).operations.start({ ...cheapStart(), workspaceId: 'p-1', idempotencyKey: 'key-0' }),
    );
    await open.admin(`INSERT INTO tenantatlas.idempotency_keys
      SELECT workspace_id, actor_kind, actor_id, 'old-' || n, request_hash, run_id, disposition, now() - interval '25 hours'
      FROM tenantatlas.idempotency_keys, generate_series(1, 2001) AS n WHERE workspace_id = 'p-1'`);
    expect(orThrow(await eraser.maintenance.pruneIdempotencyKeys())).toEqual({ deleted: 0 });
    orThrow(await atlas.as(bo).operations.cancel({ workspaceId: 'p-1', runId: run.id }));
    expect(orThrow(await eraser.maintenance.pruneIdempotencyKeys())).toEqual({ deleted: 2001 });
    expect(await rowsWith(open, 'workspace_id', 'p-1')).toHaveProperty('idempotency_keys', 1);
  });

  it('a handler whose run is erased ends without a trace, and its worker continues', async () => {
    for (const statement of seedStatements('h', 1, 2)) await open.admin(statement);
    const releases: (() => void)[] = [];
    const logged: string[] = [];
    const log = (event: string) => void logged.push(event);
    const working = composeAtlas({
      storage: open.storage,
      logger: { warn() {}, error: log },
      runSlow: () => new Promise((resolve) => void releases.push(resolve)),
    });
    const begin = (tenantId: string) =>
      working.as(bo).operations.start({ type: slow, workspaceId: 'h-1', tenantId, inputs: { n: '1' } });
    orThrow(await begin('t-1'));
    working.worker.start();
    await expect.poll(() => releases.length, { timeout: 10_000 }).toBe(1);
    orThrow(await eraser.maintenance.eraseTenant({ ...tenantNamed('t-1'), workspaceId: 'h-1' }));
    releases[0]?.();
    orThrow(await begin('t-2'));
    await expect.poll(() => releases.length, { timeout: 10_000 }).toBe(2);
    releases[1]?.();
    await working.worker.idle();
    await working.worker.stop();
    expect(
      await open.admin(`SELECT tenant_id, outcome FROM tenantatlas.operation_runs WHERE workspace_id = 'h-1'`),
    ).toEqual([{ tenant_id: 't-2', outcome: 'succeeded' }]);
    expect(await rowsWith(open, 'tenant_id', 't-1', `workspace_id = 'h-1'`)).toEqual({});
    expect(logged).toEqual([]);
  });

  if (backend.name !== 'pglite')
    describe('the two logins', () => {
      it('the application login cannot erase, and the call fails at once', async () => {
        for (const statement of seedStatements('l', 1, 1)) await open.admin(statement);
        const erasures = [
          atlas.maintenance.eraseTenant({ ...tenantNamed('t-1'), workspaceId: 'l-1' }),
          atlas.maintenance.eraseWorkspace({ actor: ada, workspaceId: 'l-1', confirmWorkspaceName: 'Workspace 1' }),
          atlas.maintenance.erasePerson({ actor: ada, kind: 'user', personId: 'u-2' }),
          atlas.maintenance.pruneIdempotencyKeys(),
        ];
        for (const erasing of erasures)
          expect((await erasing)._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure', outcome: 'not_written' });
        expect(await rowsWith(open, 'workspace_id', 'l-1')).toHaveProperty('workspaces', 1);
      });

      it('the erasing login can do nothing else', async () => {
        const { workspaces } = eraser.as(ada);
        expect(codeOf(await workspaces.get({ workspaceId: 'l-1' }))).toBe('storage_failure');
        expect(codeOf(await workspaces.create({ workspaceId: 'l-2', name: 'L' }))).toBe('storage_failure');
      });

      it.each([
        `UPDATE tenantatlas.tenants SET version = version + 1`,
        `UPDATE tenantatlas.workspaces SET version = version + 1`,
        `UPDATE tenantatlas.memberships SET granted_at = now()`,
        `UPDATE tenantatlas.start_gates SET generation = 0`,
        `UPDATE tenantatlas.tenants SET name = 'x'`,
        `INSERT INTO tenantatlas.audit_entries SELECT * FROM tenantatlas.audit_entries WHERE action <> 'tenant.erased'`,
        `INSERT INTO tenantatlas.platform_audit_entries (id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, summary, metadata)
       VALUES ('forged', now(), 'operational_control.paused', 'success', 'system', 's', 't', 't', 't', '{}', '{}')`,
      ])('the erasing role may not run %s', async (statement) => {
        orThrow(await atlas.as(ada).workspaces.archive({ workspaceId: 'l-1' }));
        orThrow(await atlas.as(ada).workspaces.restore({ workspaceId: 'l-1' }));
        const attempt = open.admin(`SET ROLE ta_maintenance; ${statement}`);
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      });
    });

  if (backend.name !== 'pglite')
    describe('concurrent work', () => {
      const trials = scaled(50, 3);
      const typed = ['ok', 'not_found', 'control_paused', 'conflict', 'immutable'];

      const codeOrBug = (asked: Asked) => asPromiseOf(asked).then(codeOf, (bug: unknown) => `a bug: ${String(bug)}`);

      /** Repeats `ask` until the scope is not found; fails after half a minute. */
      async function untilGone(ask: () => Asked): Promise<readonly string[]> {
        const codes: string[] = [];
        const end = performance.now() + 30_000;
        while (codes.at(-1) !== 'not_found') {
          if (performance.now() > end) return [...codes, 'never answered that it was erased'];
          codes.push(await codeOrBug(ask()));
        }
        return codes;
      }

      /** Waits for the first entries, so that an erasure meets starts also on a slow machine. */
      async function underWay(where: string): Promise<void> {
        const sql = `SELECT count(*)::int AS entries FROM tenantatlas.audit_entries WHERE ${where}`;
        while (((await open.admin<{ entries: number }>(sql))[0]?.entries ?? 0) < 5) await sleep(Math.random() * 10);
        await sleep(Math.random() * 30);
      }

      it.each([
        { what: 'starts', paused: false },
        { what: 'starts that a pause refuses', paused: true },
      ])(
        `erasing a tenant beside $what: each call returns, and no row remains, ${trials} times`,
        { timeout: 600_000 },
        async ({ what, paused }) => {
          const prefix = paused ? 'rp' : 'rs';
          const workspaceId = `${prefix}-1`;
          for (const statement of seedStatements(prefix, 1, trials)) await open.admin(statement);
          if (paused)
            orThrow(await atlas.as(ada).controls.pause({ ...pauseOfW1, scope: { type: 'workspace', workspaceId } }));
          for (let trial = 1; trial <= trials; trial += 1) {
            const tenantId = `t-${trial}`;
            const loops = Array.from({ length: 5 }, (_, n) =>
              untilGone(() =>
                atlas.as(bo).operations.start({
                  ...cheapStart(tenantId),
                  workspaceId,
                  ...(n % 2 ? { idempotencyKey: `k-${trial}-${n}-${Math.random()}` } : {}),
                }),
              ),
            );
            const { tenants } = atlas.as(ada);
            const others = [
              untilGone(() => tenants.get({ workspaceId, tenantId })),
              untilGone(() => tenants.changeLifecycle({ workspaceId, tenantId, to: 'active' })),
            ];
            await underWay(`tenant_id = '${tenantId}' AND workspace_id = '${workspaceId}'`);
            const { removed } = orThrow(
              await eraser.maintenance.eraseTenant({ ...tenantNamed(tenantId), workspaceId }),
            );
            expect(removed.auditEntries).toBeGreaterThan(0);
            if (!paused) expect(removed.runs).toBeGreaterThan(0);
            const codes = (await Promise.all(loops)).flat();
            expect([...codes, ...(await Promise.all(others)).flat()].filter((code) => !typed.includes(code))).toEqual(
              [],
            );
            expect(codes, what).toContain(paused ? 'control_paused' : 'ok');
            expect(await rowsWith(open, 'tenant_id', tenantId, `workspace_id = '${workspaceId}'`)).toEqual({});
          }
        },
      );

      it(
        `erasing a workspace beside starts, pauses, members, readers, archiving and other erasures, ${trials} times`,
        { timeout: 600_000 },
        async () => {
          for (const statement of seedStatements('rw', trials, 3)) await open.admin(statement);
          for (let trial = 1; trial <= trials; trial += 1) {
            const workspaceId = `rw-${trial}`;
            const scope = { type: 'workspace', workspaceId } as const;
            const operator = atlas.as(operatorNamed(`op-${trial}`));
            const start = () => atlas.as(bo).operations.start({ ...cheapStart(), workspaceId });
            let gone = false;
            const pause = (): Asked => operator.controls.pause({ ...pauseOfW1, scope, reason: 'In the middle' });
            const resume = (): Asked => operator.controls.resume({ control: cheap, scope });
            const pauses = async () => {
              const codes: string[] = [];
              while (!gone) {
                for (const ask of [pause, resume]) codes.push(await codeOrBug(ask()));
              }
              return codes.map((code) => (code === 'invalid_input' ? 'not_found' : code));
            };
            const member = (n: number) => ({ workspaceId, userId: `u-${n}`, tenantId: 't-2' });
            const roles = ['manager', 'owner', 'readonly'] as const;
            let turn = 0;
            const loops = [
              untilGone(start),
              untilGone(start),
              untilGone(() =>
                operator.workspaces.addMember({ workspaceId, userId: `u-new-${(turn += 1)}`, role: 'owner' }),
              ),
              untilGone(() =>
                operator.workspaces.addMember({ workspaceId, userId: 'u-0', role: roles[(turn += 1) % 3] ?? 'owner' }),
              ),
              untilGone(() => operator.workspaces.grantTenant({ ...member(3), role: roles[(turn += 1) % 3] ?? null })),
              untilGone(() => operator.workspaces.revokeTenant(member(3))),
              untilGone(() => operator.workspaces.get({ workspaceId })),
              untilGone(() => operator.tenants.get({ workspaceId, tenantId: 't-1' })),
              untilGone(() => operator.workspaces.archive({ workspaceId })),
              untilGone(() => operator.workspaces.restore({ workspaceId })),
              untilGone(() => {
                const to = (turn += 1) % 2 ? 'archived' : 'active';
                return operator.tenants.changeLifecycle({ workspaceId, tenantId: 't-2', to });
              }),
              untilGone(() =>
                atlas.as(bo).tenants.create({ workspaceId, tenantId: `t-new-${(turn += 1)}`, name: 'New' }),
              ),
              pauses(),
            ];
            await underWay(`workspace_id = '${workspaceId}'`);
            const erasing = [
              eraser.maintenance.eraseWorkspace({
                actor: ada,
                workspaceId,
                confirmWorkspaceName: `Workspace ${trial}`,
              }),
              eraser.maintenance.eraseTenant({ ...tenantNamed('t-3'), workspaceId }),
              eraser.maintenance.eraseWorkspace({
                actor: ada,
                workspaceId,
                confirmWorkspaceName: `Workspace ${trial}`,
              }),
            ];
            const erased = (await Promise.all(erasing)).map(codeOf);
            gone = true;
            expect([erased[0], erased[2]].toSorted()).toEqual(['not_found', 'ok']);
            const codes = (await Promise.all(loops)).flat();
            expect(codes.filter((code) => !typed.includes(code) && code !== 'invalid_input')).toEqual([]);
            expect(await rowsWith(open, 'workspace_id', workspaceId)).toEqual({});
          }
        },
      );
    });
});
