import { describe, expect, it } from 'vitest';
import { codeOf, value } from '../conformance/client/answers.ts';
import { suiteCatalogs } from '../conformance/client/suite-catalogs.ts';
import { allPowers, countingIds, noon } from '../conformance/client/suite-atlas.ts';
import { createTenantAtlas } from '../atlas.ts';
import { manualClock } from '../kernel/clock.ts';
import type { LogFields, Logger } from '../ports/logger.ts';
import { platformOperator, systemActor, workspaceUser } from './actor.ts';

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;
const bo = workspaceUser({ id: 'u-bo', label: 'Bo' });

async function world(logger: Logger) {
  const atlas = createTenantAtlas({
    logger,
    ids: countingIds(),
    clock: manualClock(noon),
    catalogs: suiteCatalogs,
  });
  const system = atlas.as(systemActor('seed'));
  await value(system.workspaces.create({ ...w1, name: 'Acme' }));
  for (const tenantId of ['t-1', 't-2']) {
    await value(system.tenants.create({ ...w1, tenantId, name: 'Contoso', lifecycle: 'active' }));
  }
  await value(system.workspaces.addMember({ ...w1, userId: 'u-bo', role: 'operator' }));
  await value(system.workspaces.grantTenant({ ...t1, userId: 'u-bo' }));
  return { atlas, system };
}

/** A logger that keeps what was refused. */
function refusals() {
  const lines: LogFields[] = [];
  const logger: Logger = {
    warn: () => {},
    error: () => {},
    debug: (event, fields) => void lines.push({ event, ...fields }),
  };
  return { lines, logger };
}

const sweep = { type: 'acme.sweep', ...t1, inputs: { list: 'l-1' } } as const;
const elsewhere = workspaceUser({ id: 'u-elsewhere', label: 'Sam' });

describe('a refusal', () => {
  it('is logged at debug with its true reason, and names a scope only to which the caller was admitted', async () => {
    const { lines, logger } = refusals();
    const { atlas, system } = await world(logger);
    const user = atlas.as(bo);
    const operator = atlas.as(allPowers);
    await atlas.as(elsewhere).tenants.get(t1);
    await user.tenants.get({ ...w1, tenantId: 't-2' });
    await user.tenants.get({ ...w1, tenantId: 't-404' });
    await user.operations.get({ ...w1, runId: 'r-404' });
    await user.controls.list();
    await user.audit.list(w1);
    await user.tenants.list({ ...w1, limit: 0 });
    await atlas.as(platformOperator({ id: 'op-1', label: 'Op', capabilities: [] })).workspaces.list();
    await value(operator.controls.pause({ control: 'acme.sweep', scope: { type: 'global' }, reason: 'An incident' }));
    await user.operations.start(sweep);
    await atlas.guard('acme.sweep', { actor: bo, ...t1 }, async () => 1);
    // This atlas declares no audit actions; access is decided before the entry is read.
    await atlas.audit.record({ actor: elsewhere, ...w1 } as never);
    await value(system.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    await system.workspaces.grantTenant({ ...t1, userId: 'u-bo' });
    await system.workspaces.create({ ...w1, name: 'Again' });
    await atlas.maintenance.eraseTenant({ actor: bo, ...t1, confirmTenantName: 'Contoso' });
    const reasonsAndScopes = lines.map(({ method, reason, code, workspace_id = null }) => [
      method,
      reason,
      code,
      workspace_id,
    ]);
    expect(reasonsAndScopes).toEqual([
      ['tenants.get', 'membership', 'not_found', null],
      ['tenants.get', 'entitlement', 'not_found', null],
      ['tenants.get', 'missing', 'not_found', null],
      ['operations.get', 'missing', 'not_found', null],
      ['controls.list', 'plane', 'not_found', null],
      ['audit.list', 'capability', 'forbidden', 'w-1'],
      ['tenants.list', 'input', 'invalid_input', 'w-1'],
      ['workspaces.list', 'capability', 'forbidden', null],
      ['operations.start', 'paused', 'control_paused', 'w-1'],
      ['guard', 'paused', 'control_paused', 'w-1'],
      ['audit.record', 'membership', 'not_found', null],
      ['workspaces.grantTenant', 'archived', 'immutable', 'w-1'],
      ['workspaces.create', 'state', 'conflict', null],
      ['maintenance.eraseTenant', 'plane', 'not_found', null],
    ]);
    expect(lines[0]).toEqual({
      event: 'refused',
      method: 'tenants.get',
      reason: 'membership',
      code: 'not_found',
      actor_kind: 'user',
      actor_id: 'u-elsewhere',
    });
    expect(JSON.stringify(lines)).not.toMatch(/Sam|Bo"|Contoso|An incident/);
  });

  it('logs nothing when the method succeeds', async () => {
    const { lines, logger } = refusals();
    const { atlas } = await world(logger);
    await value(atlas.as(bo).tenants.get(t1));
    await value(atlas.as(bo).operations.start(sweep));
    expect(lines).toEqual([]);
  });
});

describe('a logger that throws', () => {
  const broken = (): never => {
    throw new Error('log server is down');
  };

  it.each([
    { what: 'with debug', logger: { warn: broken, error: broken, debug: broken } },
    { what: 'without debug', logger: { warn: broken, error: broken } },
  ])('changes no answer and rolls nothing back, $what', async ({ logger }) => {
    const { atlas } = await world(logger);
    const operator = atlas.as(allPowers);
    expect(codeOf(await atlas.as(elsewhere).tenants.get(t1))).toBe('not_found');
    await value(operator.controls.pause({ control: 'acme.sweep', scope: { type: 'global' }, reason: 'An incident' }));
    expect(codeOf(await atlas.as(bo).operations.start(sweep))).toBe('control_paused');
    const { items } = await value(operator.audit.list({ ...w1, actions: ['operational_control.execution_blocked'] }));
    expect(items).toHaveLength(1);
    const failing = atlas.guard('acme.sweep', { actor: systemActor('s') }, () =>
      Promise.reject(new RangeError('host')),
    );
    expect(codeOf(await failing)).toBe('control_paused');
  });
});
