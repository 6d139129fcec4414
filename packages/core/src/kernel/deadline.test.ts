import { expect, it } from 'vitest';
import { withDeadline } from './deadline.ts';

/** A timer that the test moves. */
function manual() {
  let task: (() => void) | null = null;
  return {
    after(_millis: number, given: () => void) {
      task = given;
      return () => void (task = null);
    },
    pass: () => task?.(),
    isSet: () => task !== null,
  };
}

it('answers what the work resolves to, and leaves no timer behind', async () => {
  const timer = manual();
  expect(await withDeadline(timer, 5, Promise.resolve('done'), () => 'late')).toBe('done');
  expect(timer.isSet()).toBe(false);
});

it('answers the value for a late one, and ignores a later failure', async () => {
  const timer = manual();
  const work = Promise.withResolvers<string>();
  const answer = withDeadline(timer, 5, work.promise, () => 'late');
  timer.pass();
  expect(await answer).toBe('late');
  work.reject(new Error('afterwards'));
  expect(timer.isSet()).toBe(false);
});

it('rejects with what the answer for a late one throws, and with the failure of the work', async () => {
  const timer = manual();
  const answer = withDeadline(timer, 5, new Promise(() => undefined), () => {
    throw new Error('too late');
  });
  timer.pass();
  await expect(answer).rejects.toThrow('too late');
  await expect(withDeadline(timer, 5, Promise.reject(new Error('failed')), () => 'late')).rejects.toThrow('failed');
});
