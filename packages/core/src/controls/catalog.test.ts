import { describe, expect, it } from 'vitest';
import { isCatalogKey } from '../kernel/catalog-key.ts';
import { InvariantError } from '../kernel/invariant.ts';
import {
  builtInControls,
  defineControls,
  findingsLifecycleBackfillControl,
  type ControlDefinition,
} from './catalog.ts';

const control: ControlDefinition = {
  label: 'Mass mail',
  supportedScopes: ['global'],
  operationTypes: [],
  affectedSurfaces: [],
};

describe('a host control', () => {
  it.each([
    ['acme', /lower-case words joined by dots/],
    ['Acme.mail', /lower-case words joined by dots/],
    ['acme..mail', /lower-case words joined by dots/],
    ['acme.mail ', /lower-case words joined by dots/],
    ['__proto__', /lower-case words joined by dots/],
    [`acme.${'x'.repeat(96)}`, /lower-case words joined by dots/],
  ])('called "%s" is rejected', (key, text) => {
    expect(() => defineControls(Object.fromEntries([[key, control]]))).toThrow(InvariantError);
    expect(() => defineControls(Object.fromEntries([[key, control]]))).toThrow(text);
  });

  it.each([
    [{ label: '  ' }, /"acme.mail": give it a label/],
    [{ supportedScopes: [] }, /"acme.mail": name at least one supported scope/],
    [{ policy: { maxDuration: 0 } }, /"acme.mail": policy.maxDuration/],
    [{ policy: { maxDuration: -1 } }, /"acme.mail": policy.maxDuration/],
    [{ policy: { maxDuration: Number.NaN } }, /"acme.mail": policy.maxDuration/],
  ] as const)('with %j is rejected', (change, text) => {
    expect(() => defineControls({ 'acme.mail': { ...control, ...change } })).toThrow(text);
  });

  it('is deeply frozen and otherwise unchanged', () => {
    const defined = defineControls({ 'acme.mass_mail': { ...control, policy: { maxDuration: 1 } } });
    expect(defined).toEqual({ 'acme.mass_mail': { ...control, policy: { maxDuration: 1 } } });
    expect(() => Object.assign(defined['acme.mass_mail'].policy, { maxDuration: 2 })).toThrow(TypeError);
  });

  it('may have a key of 100 characters', () => {
    expect(isCatalogKey(`acme.${'x'.repeat(95)}`)).toBe(true);
  });
});

it('the built-in catalog and the opt-in control match the specification', () => {
  expect({ ...builtInControls, ...findingsLifecycleBackfillControl }).toEqual({
    'restore.execute': {
      label: 'Restore execution',
      supportedScopes: ['global', 'workspace'],
      operationTypes: ['restore.execute'],
      affectedSurfaces: ['tenant.restore_runs.create'],
    },
    'findings.lifecycle.backfill': {
      label: 'Findings lifecycle backfill',
      supportedScopes: ['global', 'workspace'],
      operationTypes: ['findings.lifecycle.backfill'],
      affectedSurfaces: ['system.ops.runbooks', 'tenant.findings.list'],
    },
  });
});
