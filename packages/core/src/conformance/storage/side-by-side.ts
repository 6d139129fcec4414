import type { StorageUnit } from '../../ports/storage.ts';
import { latch, patient, pause, within } from '../timing.ts';
import type { World } from '../world.ts';

/** Starts both at once, the second first in every other race. */
export async function beside<A, B>(
  n: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<readonly [A, B]> {
  if (n % 2 === 0) return Promise.all([one(), other()]);
  const second = other();
  return [await one(), await second];
}

/** Runs the first in a unit that stays open until the second has begun, and answers what the second one answered. */
export async function holding<T>(
  world: World,
  first: (unit: StorageUnit) => Promise<unknown>,
  second: () => Promise<T>,
): Promise<T> {
  const [isDone, leave] = [latch(), latch()];
  const holder = world.unit(async (unit) => {
    await first(unit);
    isDone.open();
    await leave.opened;
  });
  await isDone.opened;
  const answer = second();
  // Long enough for the question to be on its way to the server.
  await pause(100);
  leave.open();
  await holder;
  return within(patient, answer, 'The second one gets an answer.');
}
