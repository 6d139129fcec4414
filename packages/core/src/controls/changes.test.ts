import { expect, it } from 'vitest';
import { controlsWorld, ada, type ControlsWorld } from '../../test/support/controls-world.ts';
import { platformOperator } from '../access/actor.ts';
import { orThrow } from '../kernel/result.ts';
import type { ControlChangeView } from './changes.ts';

const control = 'restore.execute';
const blocked = ['operational_control.execution_blocked'];
const reason = 'Restore safety review';

/** A global pause that has blocked a start in each of two workspaces, and a pause of another control. */
async function blockedTwice() {
  const world = await controlsWorld();
  const { activation } = await orThrow(world.operator.controls.pause({ control, scope: { type: 'global' }, reason }));
  for (const [workspaceId, tenantId] of [
    ['w-1', 't-1'],
    ['w-1', 't-2'],
    ['w-2', null],
  ] as const)
    await world.atlas.guard(control, { actor: ada, workspaceId, tenantId }, async () => {});
  await orThrow(world.operator.controls.pause({ control: 'acme.mass_mail', scope: { type: 'global' }, reason }));
  return { world, pauseId: activation.id };
}

async function walk(client: ControlsWorld['operator'], request: object, limit: number): Promise<ControlChangeView[]> {
  const found: ControlChangeView[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: readonly ControlChangeView[]; nextCursor: string | null } = await orThrow(
      client.controls.changes({ ...request, cursor, limit }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

it('lists what a global pause has blocked in all workspaces: as many as the control counts, each with its places', async () => {
  const { world, pauseId } = await blockedTwice();
  const summary = await orThrow(world.operator.controls.summary({ control }));
  const found = await walk(world.operator, { activationId: pauseId, actions: blocked }, 2);
  expect(found).toHaveLength(summary.blockedAttempts?.[pauseId] ?? -1);
  const named = found.map(({ entry, places }) => [
    entry.workspaceId,
    entry.tenantId,
    places.map(({ name }) => name).join(', '),
  ]);
  expect(named.sort()).toEqual([
    ['w-1', 't-1', 'Acme, Contoso'],
    ['w-1', 't-2', 'Acme, Fabrikam'],
    ['w-2', null, 'Borealis'],
  ]);
  const other = (await orThrow(world.operator.controls.summary({ control: 'acme.mass_mail' }))).activations[0]?.id;
  const ofOther = await walk(world.operator, { activationId: other }, 2);
  expect(ofOther.map(({ entry }) => entry.action)).toEqual(['operational_control.paused']);
});

it('lists the changes of one control, or of all, page by page', async () => {
  const { world } = await blockedTwice();
  const keys = async (request: object, limit: number) =>
    (await walk(world.operator, request, limit)).map(({ entry }) => entry.metadata['control_key']);
  expect((await keys({}, 1)).toSorted()).toEqual(['acme.mass_mail', control, control, control, control]);
  expect(new Set(await keys({ control }, 3))).toEqual(new Set([control]));
});

it('refuses what it does not know by its path', async () => {
  const { world } = await blockedTwice();
  for (const [path, request] of [
    ['control', { control: 'no.such' }],
    ['actions.0', { actions: ['operation_run.started'] }],
    ['actions', { actions: [] }],
    ['cursor', { cursor: 'none' }],
  ] as const) {
    const refused = (await world.operator.controls.changes(request as object))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path }] });
  }
});

it('hides entries of other tenants from an operator with an allowed set', async () => {
  const { world, pauseId } = await blockedTwice();
  const { id, label, capabilities } = ada;
  const allowedTenants = [{ workspaceId: 'w-1', tenantId: 't-2' }];
  const limited = world.atlas.as(platformOperator({ id, label, capabilities, allowedTenants }));
  const found = await walk(limited, { activationId: pauseId, actions: blocked }, 1);
  expect(found.map(({ entry }) => entry.tenantId).toSorted()).toEqual([null, 't-2'].toSorted());
});
