import { describe, expect, it } from 'vitest';
import { at, globalPause, minute, noon, workspacePause } from '../../test/support/controls-fixtures.ts';
import { manualClock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { passGate } from './gate.ts';

const key = 'restore.execute';
const w1 = 'w-1' as WorkspaceId;

/** A unit that writes down what it is asked; `onEnter` is what others do while a start waits at the gate. */
function fakeUnit(
  active: readonly ControlActivation[] = [],
  onEnter: () => readonly ControlActivation[] | void = () => {},
) {
  const steps: string[] = [];
  const looks: Instant[] = [];
  let current = active;
  const unit = {
    activations: {
      async findApplicable(asked: string, workspaceId: string | null, now: Instant) {
        steps.push(`look ${asked} ${workspaceId ?? 'everywhere'}`);
        looks.push(now);
        return current;
      },
    },
    gate: {
      async enter(scope: { readonly workspaceId: string } | null) {
        steps.push(`enter ${scope?.workspaceId ?? 'everywhere'}`);
        current = onEnter() ?? current;
      },
    },
  };
  return { unit: unit as unknown as StorageUnit, steps, looks };
}

describe('the gate', () => {
  it('is passed by looking, entering and looking again, in this order', async () => {
    const { unit, steps } = fakeUnit();
    expect(await passGate(unit, manualClock(noon), key, w1)).toBeNull();
    expect(steps).toEqual([`look ${key} w-1`, 'enter w-1', `look ${key} w-1`]);
  });

  it('over all workspaces is the platform gate', async () => {
    const { unit, steps } = fakeUnit();
    await passGate(unit, manualClock(noon), key, null);
    expect(steps).toEqual([`look ${key} everywhere`, 'enter everywhere', `look ${key} everywhere`]);
  });

  it('is not even entered when the first look finds a pause: refused starts never delay one', async () => {
    const pause = workspacePause();
    const { unit, steps } = fakeUnit([pause]);
    expect(await passGate(unit, manualClock(noon), key, w1)).toBe(pause);
    expect(steps).toEqual([`look ${key} w-1`]);
  });

  it.each([globalPause(), workspacePause()])(
    'sees a pause that was committed between look and entry: $scope.type',
    async (pause) => {
      const { unit } = fakeUnit([], () => [pause]);
      expect(await passGate(unit, manualClock(noon), key, w1)).toBe(pause);
    },
  );

  it('judges each look by the clock of that moment', async () => {
    const clock = manualClock(noon);
    const { unit, looks } = fakeUnit([], () => {
      clock.advance(minute);
      return [globalPause({ expiresAt: at(minute) })];
    });
    expect(await passGate(unit, clock, key, w1)).toBeNull();
    expect(looks).toEqual([noon, at(minute)]);
  });

  it('does not trust a store that hands out another control, workspace or a pause that is over', async () => {
    const wrong = [
      globalPause({ controlKey: 'acme.mail' }),
      workspacePause({ scope: { type: 'workspace', workspaceId: 'w-2' as WorkspaceId } }),
    ];
    const { unit } = fakeUnit([...wrong, globalPause({ expiresAt: noon })]);
    expect(await passGate(unit, manualClock(noon), key, w1)).toBeNull();
  });
});
