import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';
import { describe, expect, it } from 'vitest';
import { control } from '../../../test/support/samples.ts';
import { isStillShown } from './done.ts';

const everyone = { type: 'global', workspaceId: null };
const acme = { type: 'workspace', workspaceId: 'w-1' };
const pause = (change: object = {}) => ({ id: 'a-1', version: 1, scope: everyone, ...change }) as ActivationView;
const shown = (activations: readonly ActivationView[], workspacePauseCount = 0): readonly ControlSummary[] => [
  { ...control('acme.mail'), activations, workspacePauseCount },
];
const done = (scope: object, activation: ActivationView | null) =>
  ({ sentence: 'Done.', controlKey: 'acme.mail', scope, activation, at: 1_000 }) as Parameters<typeof isStillShown>[0];

describe('the confirmation of an action is shown', () => {
  const paused = done(everyone, pause());
  const resumed = done(everyone, null);
  const moved = done(acme, pause({ scope: acme, version: 2 }));

  it.each([
    { what: 'a pause, before the cards know of it', given: paused, controls: shown([]), then: false },
    { what: 'a pause that the cards show', given: paused, controls: shown([pause()]), then: true },
    { what: 'a pause that was changed', given: paused, controls: shown([pause({ version: 2 })]), then: false },
    { what: 'a pause in the place of it', given: paused, controls: shown([pause({ id: 'a-2' })]), then: false },
    { what: 'a move, before the cards know of it', given: moved, controls: shown([pause()]), then: false },
    { what: 'a move that the cards show', given: moved, controls: shown([moved.activation as never], 1), then: true },
    { what: 'an end, before the cards know of it', given: resumed, controls: shown([pause()]), then: false },
    { what: 'an end that the cards show', given: resumed, controls: shown([]), then: true },
    { what: 'anything of a control that is not there', given: resumed, controls: [], then: false },
  ])('$what: $then', ({ given, controls, then }) => {
    expect(isStillShown(given, controls, 2_000, 2_000)).toBe(then);
  });

  it('for half a minute', () => {
    expect(isStillShown(paused, shown([pause()]), 2_000, 31_000)).toBe(true);
    expect(isStillShown(paused, shown([pause()]), 2_000, 31_001)).toBe(false);
  });

  it('for a pause beyond the listed ones, once they were read after it', () => {
    expect(isStillShown(moved, shown([], 201), 999, 2_000)).toBe(false);
    expect(isStillShown(moved, shown([], 201), 1_000, 2_000)).toBe(true);
  });
});
