import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { createTenantAtlas } from './atlas.ts';
import { builtInControls, defineControls } from './controls/catalog.ts';
import { InvariantError } from './kernel/invariant.ts';
import { ok } from './kernel/result.ts';
import { defineOperations } from './runs/definition.ts';

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

describe('an atlas', () => {
  it('rejects a control that is defined twice, even against the built-in ones', () => {
    const once = defineControls({ 'acme.mail': mail });
    const again = () => createTenantAtlas({ catalogs: { controls: [once, defineControls({ 'acme.mail': mail })] } });
    expect(again).toThrow(InvariantError);
    expect(again).toThrow('The control "acme.mail" is defined twice.');
    expect(() => createTenantAtlas({ catalogs: { controls: [builtInControls] } })).toThrow(
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
    expect(() => createTenantAtlas({ catalogs: { operations: [restore] } })).toThrow(
      'The operation "restore.execute" is defined twice.',
    );
  });

  it('rejects an operation with a missing control, and names it', () => {
    const operations = defineOperations({ 'acme.mail': { ...send, control: 'acme.mial' } });
    const compose = () => createTenantAtlas({ catalogs: { operations: [operations] } });
    expect(compose).toThrow(InvariantError);
    expect(compose).toThrow('Operation "acme.mail" names the control "acme.mial". Add it to catalogs.controls.');
  });

  it('accepts a control from any of its catalogs', () => {
    const operations = defineOperations({ 'acme.mail': { ...send, control: 'acme.mail' } });
    const controls = defineControls({ 'acme.mail': mail });
    expect(createTenantAtlas({ catalogs: { controls: [controls], operations: [operations] } }).coverage()).toEqual([]);
  });
});
