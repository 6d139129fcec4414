import { expect, it } from 'vitest';
import { roleTable } from '../access/define-roles.ts';
import { createTenantAtlas } from '../atlas.ts';
import { defineControls, type ControlDefinition } from './catalog.ts';
import { findCoverageGaps } from './coverage.ts';

const control = (...operationTypes: readonly string[]): ControlDefinition => ({
  label: 'A control',
  supportedScopes: ['global'],
  operationTypes,
  affectedSurfaces: [],
});

it.each([
  {
    name: 'a covered operation',
    controls: { 'a.a': control('a.a') },
    operations: { 'a.a': { control: 'a.a', risky: true } },
    gaps: [],
  },
  { name: 'a harmless operation without a control', controls: {}, operations: { 'a.a': {} }, gaps: [] },
  {
    name: 'a risky operation without a control',
    controls: {},
    operations: { 'a.a': { risky: true } },
    gaps: [['risky_without_control', 'a.a']],
  },
  {
    name: 'an operation with a control that is not there',
    controls: {},
    operations: { 'a.a': { control: 'b.b' } },
    gaps: [['unknown_control', 'a.a']],
  },
  {
    name: 'a control that does not list its operation',
    controls: { 'a.a': control('b.b') },
    operations: { 'a.a': { control: 'a.a' } },
    gaps: [['operation_not_named', 'a.a']],
  },
  {
    name: 'a control that nothing names',
    controls: { 'a.a': control('a.a') },
    operations: {},
    gaps: [['control_without_operation', 'a.a']],
  },
])('$name leaves $gaps', ({ controls, operations, gaps }) => {
  const able = Object.fromEntries(
    Object.entries(operations).map(([type, one]) => [type, { ...one, capability: 'operations.start' }]),
  );
  expect(findCoverageGaps(controls, able, roleTable({})).map(({ kind, key }) => [kind, key])).toEqual(gaps);
});

it('every gap has its key and a reason', () => {
  const gaps = findCoverageGaps(
    { 'a.a': control(), 'c.c': control() },
    {
      'a.a': { control: 'a.a', risky: true, capability: 'operations.start' },
      'b.b': { risky: true, capability: 'acme.unheld' },
    },
    roleTable({}),
  );
  for (const { key, text } of gaps) expect(text).toContain(`"${key}"`);
  expect(gaps.map(({ kind }) => kind)).toEqual([
    'operation_not_named',
    'never_started',
    'risky_without_control',
    'control_without_operation',
  ]);
});

it('the SDK alone has none, and an atlas reports those of its host', () => {
  expect(createTenantAtlas().coverage()).toEqual([]);
  const controls = defineControls({ 'acme.mass_mail': control('acme.mass_mail') });
  const gaps = createTenantAtlas({ catalogs: { controls: [controls] } }).coverage();
  expect(gaps).toEqual([expect.objectContaining({ kind: 'control_without_operation', key: 'acme.mass_mail' })]);
});
