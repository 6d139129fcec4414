import { describe, expect, it } from 'vitest';
import { at, globalPause, minute, noon, workspacePause } from '../../test/support/controls-fixtures.ts';
import { manualClock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { InvariantError } from '../kernel/invariant.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { GatePassage } from '../ports/start-gate.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { passGate } from './gate.ts';

const key = 'restore.execute';
const w1 = 'w-1' as WorkspaceId;

/** A unit whose gate records its calls and returns the given passage. */
function fakeUnit(passage: () => GatePassage) {
  const asked: unknown[] = [];
  const gate = {
    async pass(...question: unknown[]) {
      asked.push(question);
      return passage();
    },
  };
  return { unit: { gate } as unknown as StorageUnit, asked };
}

const entered = (...applicable: readonly ControlActivation[]): GatePassage => ({ entered: true, applicable });
const stopped = (...applicable: readonly ControlActivation[]): GatePassage => ({ entered: false, applicable });

describe('the gate', () => {
  it.each([w1, null])('is passed by the storage call, in %s', async (workspaceId) => {
    const { unit, asked } = fakeUnit(() => entered());
    expect(await passGate(unit, manualClock(noon), key, workspaceId)).toBeNull();
    expect(asked).toEqual([[key, workspaceId && { workspaceId }, noon]]);
  });

  it.each([globalPause(), workspacePause()])('is closed by a pause from either read: $scope.type', async (pause) => {
    for (const passage of [stopped(pause), entered(pause)])
      expect(await passGate(fakeUnit(() => passage).unit, manualClock(noon), key, w1)).toBe(pause);
  });

  it('checks the read after entry by the clock after it, because entering may wait', async () => {
    const clock = manualClock(noon);
    const expiring = globalPause({ expiresAt: at(minute) });
    const { unit } = fakeUnit(() => {
      clock.advance(minute);
      return entered(expiring);
    });
    expect(await passGate(unit, clock, key, w1)).toBeNull();
  });

  it('checks the read that stopped a start by the clock before it: a start that has not entered never succeeds', async () => {
    const clock = manualClock(noon);
    const expiring = globalPause({ expiresAt: at(minute) });
    const { unit } = fakeUnit(() => {
      clock.advance(minute);
      return stopped(expiring);
    });
    expect(await passGate(unit, clock, key, w1)).toBe(expiring);
  });

  it('ignores another control, another workspace and an expired pause, but never passes without an entry', async () => {
    const wrong = [
      globalPause({ controlKey: 'acme.mail' }),
      workspacePause({ scope: { type: 'workspace', workspaceId: 'w-2' as WorkspaceId } }),
      globalPause({ expiresAt: noon }),
    ];
    expect(await passGate(fakeUnit(() => entered(...wrong)).unit, manualClock(noon), key, w1)).toBeNull();
    for (const found of [wrong, []])
      await expect(passGate(fakeUnit(() => stopped(...found)).unit, manualClock(noon), key, w1)).rejects.toBeInstanceOf(
        InvariantError,
      );
  });
});
