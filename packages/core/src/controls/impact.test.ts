import { describe, expect, it } from 'vitest';
import { ada, controlsWorld, type ControlsWorld } from '../../test/support/controls-world.ts';
import { createTenantAtlas } from '../atlas.ts';
import { formatMessage } from '../kernel/message-format.ts';
import { orThrow } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { messageCatalogs } from '../messages.ts';
import { defineControls } from './catalog.ts';
import { controlMessages, sayControl } from './messages.ts';

const control = 'restore.execute';
const globalOnly = defineControls({
  'acme.global_only': {
    label: 'Global only',
    supportedScopes: ['global'],
    operationTypes: ['acme.x'],
    affectedSurfaces: [],
  },
});
const german = ({ id, params }: Sentence): string => formatMessage(messageCatalogs.de[id]!, params, 'de');
const impact = ({ operator }: ControlsWorld, workspaceId?: string | null) =>
  orThrow(
    operator.controls.previewImpact({
      control,
      scope: workspaceId === undefined ? { type: 'global' } : { type: 'workspace', workspaceId },
    }),
  );

describe('the impact of a pause', () => {
  it('everywhere counts active workspaces and tenants', async () => {
    const preview = await impact(await controlsWorld());
    expect(preview).toMatchObject({
      controlKey: control,
      scopeType: 'global',
      workspaceId: null,
      workspaceCount: 2,
      tenantCount: 3,
      runsInFlight: 0,
    });
    expect(preview.summary.text).toBe('Restore execution will affect 2 workspaces and 3 tenants.');
    expect(german(preview.summary)).toBe('Restore execution betrifft 2 Arbeitsbereiche und 3 Mandanten.');
    expect(preview.runsInFlightNote.text).toBe('No operation is under way.');
  });

  it('in one workspace names it', async () => {
    const world = await controlsWorld();
    const preview = await impact(world, 'w-1');
    expect(preview).toMatchObject({ scopeType: 'workspace', workspaceId: 'w-1', workspaceCount: 1, tenantCount: 2 });
    expect(preview.summary.text).toBe('Restore execution will affect workspace Acme and 2 tenants.');
    expect(german(preview.summary)).toBe('Restore execution betrifft den Arbeitsbereich Acme und 2 Mandanten.');
    expect((await impact(world, 'w-2')).summary.text).toBe(
      'Restore execution will affect workspace Borealis and 1 tenant.',
    );
    expect((await impact(world, 'w-3')).summary.text).toBe(
      'Restore execution will affect workspace Cygnus and 0 tenants.',
    );
  });

  it('omits archived workspaces and tenants', async () => {
    const world = await controlsWorld();
    await orThrow(world.setup.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-2', to: 'archived' }));
    expect((await impact(world)).summary.text).toBe('Restore execution will affect 2 workspaces and 2 tenants.');
    await orThrow(world.setup.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived' }));
    expect((await impact(world)).summary.text).toBe('Restore execution will affect 1 workspace and 1 tenant.');
    await orThrow(world.setup.workspaces.archive({ workspaceId: 'w-2' }));
    expect((await impact(world)).summary.text).toBe('Restore execution will affect 0 workspaces and 0 tenants.');
    expect(await impact(world, 'w-2')).toMatchObject({ workspaceCount: 0, tenantCount: 0 });
  });

  it.each([null, undefined])('requires a workspace when it is %s', async (workspaceId) => {
    const { operator } = await controlsWorld();
    const preview = await orThrow(
      operator.controls.previewImpact({ control, scope: { type: 'workspace', workspaceId } }),
    );
    expect(preview).toMatchObject({
      scopeType: 'workspace',
      workspaceId: null,
      workspaceCount: 0,
      tenantCount: 0,
      runsInFlight: 0,
    });
    expect(preview.summary.text).toBe('Select a workspace to preview the scope impact.');
    expect(german(preview.summary)).toBe('Wählen Sie einen Arbeitsbereich, um die Auswirkung zu sehen.');
  });

  it('of a scope that the control does not support is an input issue', async () => {
    const atlas = createTenantAtlas({ catalogs: { controls: [globalOnly] } });
    const error = (
      await atlas.as(ada).controls.previewImpact({ control: 'acme.global_only', scope: { type: 'workspace' } })
    )._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'scope.type', rule: 'unsupported_scope' }] });
  });

  it('of an unknown workspace is an input issue at its path', async () => {
    const { operator } = await controlsWorld();
    const refusal = await operator.controls.previewImpact({
      control,
      scope: { type: 'workspace', workspaceId: 'w-9' },
    });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'scope.workspaceId', rule: 'unknown_workspace' }],
    });
  });
});

describe('the impact sentences in both languages', () => {
  it.each([
    [0, 0, '0 workspaces and 0 tenants.', '0 Arbeitsbereiche und 0 Mandanten.'],
    [1, 1, '1 workspace and 1 tenant.', '1 Arbeitsbereich und 1 Mandanten.'],
    [1, 2, '1 workspace and 2 tenants.', '1 Arbeitsbereich und 2 Mandanten.'],
    [2, 1, '2 workspaces and 1 tenant.', '2 Arbeitsbereiche und 1 Mandanten.'],
    [1200, 34000, '1,200 workspaces and 34,000 tenants.', '1.200 Arbeitsbereiche und 34.000 Mandanten.'],
  ])('%i workspaces and %i tenants', (workspaceCount, tenantCount, english, inGerman) => {
    const sentence = sayControl('controls.impact.global', { label: 'It', workspaceCount, tenantCount });
    expect(sentence.text).toBe(`It will affect ${english}`);
    expect(german(sentence)).toBe(`It betrifft ${inGerman}`);
  });

  it.each([
    [0, 'No operation is under way.', 'Kein Vorgang läuft.'],
    [1, '1 operation under way is not affected.', '1 laufender Vorgang ist nicht betroffen.'],
    [2, '2 operations under way are not affected.', '2 laufende Vorgänge sind nicht betroffen.'],
  ])('%i operations in progress', (count, english, inGerman) => {
    const sentence = sayControl('controls.impact.in_flight', { count });
    expect(sentence.text).toBe(english);
    expect(german(sentence)).toBe(inGerman);
  });

  it('are all in the shipped catalogs', () => {
    for (const [id, { en, de }] of Object.entries(controlMessages)) {
      expect([messageCatalogs.en[id], messageCatalogs.de[id]]).toEqual([en, de]);
    }
  });
});
