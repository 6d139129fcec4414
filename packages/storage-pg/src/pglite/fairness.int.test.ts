import { setTimeout as after } from 'node:timers/promises';
import { expect, inject, it, onTestFinished } from 'vitest';
import { clonePglite } from '../../test/support/pglite.ts';
import { pgliteDatabase } from './pglite-database.ts';

it('yields to the process between two transactions, however many are waiting', async () => {
  const instance = await clonePglite(inject('pgliteFiles'), 'empty');
  const database = pgliteDatabase(instance, () => instance.close());
  onTestFinished(() => database.close());
  const started: number[] = [];
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const loop = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1)
      await database.transaction('', async (transaction) => {
        started.push(turns);
        await transaction.query('SELECT 1');
      });
  };
  await Promise.all(Array.from({ length: 30 }, loop));
  isOver = true;
  await after(1);
  const perTurn = Map.groupBy(started, (turn) => turn);
  expect(started.length).toBe(300);
  expect(Math.max(...[...perTurn.values()].map((group) => group.length))).toBeLessThanOrEqual(2);
});
