import { describe, expect, it } from 'vitest';
import {
  at,
  day,
  everywhere,
  globalPause,
  hour,
  inside,
  noon,
  workspacePause,
} from '../../test/support/controls-fixtures.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { ControlDefinition } from './catalog.ts';
import { checkExpiry, checkScopeType } from './pause-rules.ts';
import { decide, enabled, isActive, pausedBy, scopeLabel } from './rules.ts';

const key = 'restore.execute';

describe('a decision at noon for w-1', () => {
  const others = [
    workspacePause({ scope: inside('w-2') }),
    globalPause({ controlKey: 'acme.mass_mail' }),
    workspacePause({ controlKey: 'acme.mass_mail' }),
  ];
  const cases: readonly { name: string; given: readonly ControlActivation[]; then: 'none' | 'global' | 'workspace' }[] =
    [
      { name: 'nothing', given: [], then: 'none' },
      { name: 'a global pause', given: [globalPause()], then: 'global' },
      { name: 'a pause of the workspace', given: [workspacePause()], then: 'workspace' },
      { name: 'both, the workspace first', given: [workspacePause(), globalPause()], then: 'global' },
      { name: 'both, the global first', given: [globalPause(), workspacePause()], then: 'global' },
      { name: 'a pause of another workspace', given: [workspacePause({ scope: inside('w-2') })], then: 'none' },
      { name: 'pauses of another control', given: others, then: 'none' },
      { name: 'a pause that ends a millisecond later', given: [globalPause({ expiresAt: at(1) })], then: 'global' },
      { name: 'a pause that ends at this very instant', given: [globalPause({ expiresAt: noon })], then: 'none' },
      {
        name: 'a workspace pause ending at this very instant',
        given: [workspacePause({ expiresAt: noon })],
        then: 'none',
      },
      { name: 'a pause that ended a millisecond ago', given: [globalPause({ expiresAt: at(-1) })], then: 'none' },
      {
        name: 'a global pause that is over and one of the workspace',
        given: [globalPause({ expiresAt: noon }), workspacePause()],
        then: 'workspace',
      },
      {
        name: 'a global pause and one of the workspace that is over',
        given: [workspacePause({ expiresAt: noon }), globalPause()],
        then: 'global',
      },
    ];

  it.each(cases)('given $name: $then', ({ given, then }) => {
    const decision = decide(key, 'w-1', [...others, ...given], noon);
    expect(decision.matchedScopeType).toBe(then);
    expect(decision.effectiveState).toBe(then === 'none' ? 'enabled' : 'paused');
    expect(decision.workspaceId).toBe(then === 'workspace' ? 'w-1' : null);
  });

  it('over all workspaces is paused by a global pause only', () => {
    expect(decide(key, null, [workspacePause()], noon).effectiveState).toBe('enabled');
    expect(decide(key, null, [workspacePause(), globalPause()], noon).matchedScopeType).toBe('global');
  });

  it('compares instants, not their text', () => {
    const expiresAt = '2026-11-21T13:00:00+01:00' as ControlActivation['expiresAt'] & string;
    expect(isActive(globalPause({ expiresAt }), noon)).toBe(false);
    expect(isActive(globalPause({ expiresAt }), at(-1))).toBe(true);
  });
});

describe('the content of a decision', () => {
  it('includes the pause', () => {
    expect(pausedBy(workspacePause({ expiresAt: at(hour) }))).toEqual({
      controlKey: key,
      effectiveState: 'paused',
      matchedScopeType: 'workspace',
      workspaceId: 'w-1',
      reasonText: 'Acme asked for it',
      expiresAt: at(hour),
      sourceActivationId: 'activation-workspace',
      scopeLabel: { id: 'controls.scope.workspace', params: { workspaceId: 'w-1' }, text: 'Workspace #w-1' },
    });
    expect(pausedBy(globalPause())).toMatchObject({
      workspaceId: null,
      expiresAt: null,
      scopeLabel: { text: 'Global' },
    });
  });

  it('includes no pause when none applies', () => {
    expect(enabled(key)).toEqual({
      controlKey: key,
      effectiveState: 'enabled',
      matchedScopeType: 'none',
      workspaceId: null,
      reasonText: null,
      expiresAt: null,
      sourceActivationId: null,
      scopeLabel: { id: 'controls.scope.none', params: {}, text: 'No active pause' },
    });
  });

  it('is deeply frozen', () => {
    const decision = decide(key, 'w-1', [workspacePause()], noon);
    expect(() => Object.assign(decision, { effectiveState: 'enabled' })).toThrow(TypeError);
    expect(() => Object.assign(decision.scopeLabel.params, { workspaceId: 'w-2' })).toThrow(TypeError);
  });

  it('labels both scopes', () => {
    expect(scopeLabel(everywhere).text).toBe('Global');
    expect(scopeLabel(inside('w-9')).text).toBe('Workspace #w-9');
  });
});

const control = (change: Partial<ControlDefinition> = {}): ControlDefinition => ({
  label: 'Mass mail',
  supportedScopes: ['global', 'workspace'],
  operationTypes: ['acme.mass_mail'],
  affectedSurfaces: [],
  ...change,
});

describe('the end of a pause', () => {
  it.each([
    { policy: {}, expiresAt: null, rule: undefined },
    { policy: {}, expiresAt: at(1), rule: undefined },
    { policy: {}, expiresAt: noon, rule: 'future' },
    { policy: {}, expiresAt: at(-1), rule: 'future' },
    { policy: { requireExpiry: false }, expiresAt: null, rule: undefined },
    { policy: { requireExpiry: true }, expiresAt: null, rule: 'expiry_required' },
    { policy: { requireExpiry: true }, expiresAt: at(400 * day), rule: undefined },
    { policy: { maxDuration: day }, expiresAt: null, rule: 'expiry_required' },
    { policy: { maxDuration: day }, expiresAt: at(day), rule: undefined },
    { policy: { maxDuration: day }, expiresAt: at(day + 1), rule: 'too_long' },
    { policy: { maxDuration: day }, expiresAt: noon, rule: 'future' },
  ])('$expiresAt under $policy at noon: $rule', ({ policy, expiresAt, rule }) => {
    const [issue, ...more] = checkExpiry(control({ policy }), expiresAt, noon);
    expect(issue?.rule).toBe(rule);
    expect(issue?.path ?? 'expiresAt').toBe('expiresAt');
    expect(more).toEqual([]);
  });

  it('that is too far ahead returns the latest allowed end', () => {
    const [issue] = checkExpiry(control({ policy: { maxDuration: hour } }), at(day), noon);
    expect(issue?.fix.text).toBe('Choose an end at or before 2026-11-21T13:00:00.000Z.');
  });
});

describe('the scope of a pause', () => {
  it.each([
    { supported: ['global', 'workspace'] as const, scope: everywhere, rule: undefined },
    { supported: ['global', 'workspace'] as const, scope: inside('w-1'), rule: undefined },
    { supported: ['global'] as const, scope: inside('w-1'), rule: 'unsupported_scope' },
    { supported: ['workspace'] as const, scope: everywhere, rule: 'unsupported_scope' },
  ])('$scope.type where $supported are supported: $rule', ({ supported, scope, rule }) => {
    const found = checkScopeType(control({ supportedScopes: supported }), scope.type);
    expect(found.map((issue) => issue.rule)).toEqual(rule ? [rule] : []);
    if (rule)
      expect(found[0]).toMatchObject({
        path: 'scope.type',
        fix: { text: `This control can be paused for: ${supported.join(', ')}.` },
      });
  });
});
