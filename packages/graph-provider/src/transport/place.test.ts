import { ok } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import { createBudget } from './budget.ts';
import { sendInPlace } from './place.ts';

const line = 'contoso.example';
const forever = new AbortController().signal;
const answer = { status: 200, retryAfter: null, date: null, wwwAuthenticate: null, location: null, body: {} };

/** One place, which is taken, and a request that waits for it. `isOver` ends its time. */
async function waiting() {
  const time = new VirtualTime();
  const rates = { perTenant: null, overall: null };
  const budget = createBudget({ clock: time, scheduler: time, concurrency: 1, concurrencyPerTenant: 1, ...rates });
  const first = await budget.enter(line, forever);
  const caller = new AbortController();
  const limits: (() => void)[] = [];
  const scheduler = {
    after(_: number, task: () => void) {
      limits.push(task);
      return () => {};
    },
  };
  let sent = 0;
  const http = async () => {
    sent += 1;
    return ok(answer);
  };
  const url = 'https://graph.microsoft.com/v1.0/users';
  const request = { method: 'GET', url, headers: {}, signal: caller.signal } as const;
  const until = time.epochMillis() + 1_000;
  const sending = sendInPlace({ line, weight: 1, until, request }, { http, budget, clock: time, scheduler });
  const next = async () => (await time.run(budget.enter(line, forever))).release();
  return { first, caller, sending, next, isOver: () => limits.forEach((end) => end()), sent: () => sent };
}

it('a place that comes at the moment in which its caller leaves is given back', async () => {
  const { first, caller, sending, next, sent } = await waiting();
  first.release();
  caller.abort(new Error('left'));
  await expect(sending).rejects.toThrow('left');
  await next();
  expect(sent()).toBe(0);
});

it('a place that comes at the moment in which the time is over is given back', async () => {
  const { first, isOver, sending, next, sent } = await waiting();
  first.release();
  isOver();
  expect((await sending)._unsafeUnwrapErr()).toMatchObject({ failure: { collection: 'throttled' }, isFinal: true });
  await next();
  expect(sent()).toBe(0);
});

it('a place that is used is given back once', async () => {
  const { first, sending, next, sent } = await waiting();
  first.release();
  expect((await sending)._unsafeUnwrap()).toEqual(answer);
  await next();
  await next();
  expect(sent()).toBe(1);
});
