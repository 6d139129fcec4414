import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { platformOperator, systemActor, workspaceUser } from './access/actor.ts';
import { platformCapabilities } from './access/capabilities.ts';
import { createTenantAtlas } from './atlas.ts';
import { builtInControls, defineControls } from './controls/catalog.ts';
import { InvariantError } from './kernel/invariant.ts';
import { ok, orThrow } from './kernel/result.ts';
import { defineOperations } from './runs/definition.ts';
import { simulatedRestore } from './runs/simulated-restore.ts';

const mail = {
  label: 'Mass mail',
  supportedScopes: ['global'],
  operationTypes: ['acme.mail'],
  affectedSurfaces: [],
} as const;
const send = {
  label: 'Mass mail',
  capability: 'operations.start',
  inputs: z.strictObject({}),
  run: async () => ok({}),
};

const ada = platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities });
const bo = workspaceUser({ id: 'u-1', label: 'Bo' });

describe('an atlas', () => {
  it('rejects a control that is defined twice, even against the built-in ones', () => {
    const once = defineControls({ 'acme.mail': mail });
    const again = () => createTenantAtlas({ catalogs: { controls: [once, defineControls({ 'acme.mail': mail })] } });
    expect(again).toThrow(InvariantError);
    expect(again).toThrow('The control "acme.mail" is defined twice.');
    expect(() => createTenantAtlas({ restore: simulatedRestore(), catalogs: { controls: [builtInControls] } })).toThrow(
      'The control "restore.execute" is defined twice.',
    );
  });

  it('rejects an operation that is defined twice, even against the built-in ones', () => {
    const once = defineOperations({ 'acme.mail': send });
    const again = () =>
      createTenantAtlas({ catalogs: { operations: [once, defineOperations({ 'acme.mail': send })] } });
    expect(again).toThrow(InvariantError);
    expect(again).toThrow('The operation "acme.mail" is defined twice.');
    const restore = defineOperations({ 'restore.execute': send });
    expect(() => createTenantAtlas({ restore: simulatedRestore(), catalogs: { operations: [restore] } })).toThrow(
      'The operation "restore.execute" is defined twice.',
    );
  });

  it('rejects an operation with a missing control, and names it', () => {
    const operations = defineOperations({ 'acme.mail': { ...send, control: 'acme.mial' } });
    const compose = () => createTenantAtlas({ catalogs: { operations: [operations] } });
    expect(compose).toThrow(InvariantError);
    expect(compose).toThrow('Operation "acme.mail" names the control "acme.mial". Add it to catalogs.controls.');
  });

  it('has neither its own control nor operation nor action without a restore executor', async () => {
    const atlas = createTenantAtlas();
    const system = atlas.as(systemActor('setup'));
    orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
    orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));
    const operator = atlas.as(ada);
    expect(orThrow(await operator.controls.list())).toEqual([]);
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: bo.id, role: 'owner' }));
    orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: bo.id }));
    const owner = atlas.as(bo);
    expect(orThrow(await owner.surfaces.actions({ workspaceId: 'w-1', tenantId: 't-1' }))).toEqual([]);
    expect(atlas.coverage()).toEqual([]);
    const none = { rule: 'one_of', fix: { id: 'input.none_defined' } };
    const refusals = [
      [await operator.controls.summary({ control: 'restore.execute' as never }), 'control'],
      [await owner.surfaces.actions({ workspaceId: 'w-1', tenantId: 't-1', types: ['restore.execute'] }), 'types.0'],
      [
        await owner.operations.start({
          type: 'restore.execute',
          workspaceId: 'w-1',
          tenantId: 't-1',
          inputs: {},
        } as never),
        'type',
      ],
    ] as const;
    for (const [answer, path] of refusals)
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues: [{ path, ...none }] });
  });

  it('has exactly those of restores with an executor', async () => {
    const operator = createTenantAtlas({ restore: simulatedRestore() }).as(ada);
    expect(orThrow(await operator.controls.list()).map(({ controlKey }) => controlKey)).toEqual(['restore.execute']);
  });

  it('lets a host without an executor define "restore.execute" itself', () => {
    const operations = defineOperations({ 'restore.execute': { ...send, control: 'restore.execute' } });
    const catalogs = { controls: [builtInControls], operations: [operations] } as const;
    expect(createTenantAtlas({ catalogs }).coverage()).toEqual([]);
  });

  it('accepts a control from any of its catalogs', () => {
    const operations = defineOperations({ 'acme.mail': { ...send, control: 'acme.mail' } });
    const controls = defineControls({ 'acme.mail': mail });
    expect(createTenantAtlas({ catalogs: { controls: [controls], operations: [operations] } }).coverage()).toEqual([]);
  });
});
