import { join } from 'node:path';
import { startContestant, type Runner } from '../lib/contestants.ts';
import { atLeast, reported, type Figure } from '../lib/figures.ts';
import { median, medianRatio } from '../lib/rounds.ts';
import { counted } from '../lib/scale.ts';
import type { ValidationTask } from '../lib/usage/validation-contract.ts';

const rounds = counted(21, 7);
const file = join(import.meta.dirname, '..', 'lib', 'usage', 'validation-process.ts');

/** Who takes part in what, and how often each goes through its events in a round. */
const disciplines = {
  right: { isRight: true, contestants: { reader: 20, hand: 20, zod: 20 } },
  wrong: { isRight: false, contestants: { reader: 20, issues: 5, hand: 20, zod: 5 } },
  enqueued: { isRight: true, contestants: { queue: 4, record: 2, posthog: 1 } },
} as const;

const labels: { readonly [name: string]: string } = {
  reader: 'the reader of the SDK',
  issues: 'the reader of the SDK, with the issues',
  hand: 'hand-written checks',
  zod: 'zod safeParse',
  queue: 'the reader and the queue of record alone',
  record: 'record, to its answer',
  posthog: 'capture of posthog-node, to its queue',
};

/** Row 2: judging and refusing one event, and enqueueing it, each contestant in its own process. */
export async function measure(): Promise<readonly Figure[]> {
  const right = await inTurn(disciplines.right);
  const wrong = await inTurn(disciplines.wrong);
  const enqueued = await inTurn(disciplines.enqueued);
  const nanos = (what: string, taken: Taken): readonly Figure[] =>
    [...taken].map(([name, values]) => reported(`${what}: ${labels[name] ?? name}`, median(values), 'ns'));
  return [
    atLeast('speed with a right event, of hand-written checks', medianRatio(right, 'hand', 'reader'), 0.9, 'x'),
    atLeast('speed with a right event, of zod safeParse', medianRatio(right, 'zod', 'reader'), 2, 'x'),
    atLeast('speed of refusing a wrong event, of zod safeParse', medianRatio(wrong, 'zod', 'reader'), 4, 'x'),
    reported('the same with the issues of the answer', medianRatio(wrong, 'zod', 'issues'), 'x'),
    reported('speed of refusing a wrong event, of hand-written checks', medianRatio(wrong, 'hand', 'reader'), 'x'),
    atLeast('speed of record, of capture of posthog-node', medianRatio(enqueued, 'posthog', 'record'), 10, 'x'),
    reported('the reader and the queue of record alone, of capture', medianRatio(enqueued, 'posthog', 'queue'), 'x'),
    ...nanos('a right event', right),
    ...nanos('a wrong event', wrong),
    ...nanos('judged and enqueued', enqueued),
  ];
}

type Taken = ReadonlyMap<string, readonly number[]>;

/** Nanoseconds of processor time for one event, round by round, contestant after contestant within each; the first two rounds warm up. */
async function inTurn({
  isRight,
  contestants,
}: {
  readonly isRight: boolean;
  readonly contestants: { readonly [name: string]: number };
}): Promise<Taken> {
  const runners: readonly (readonly [Runner<ValidationTask, number>, number])[] = Object.entries(contestants).map(
    ([name, passes]) => [startContestant(file, name, null), passes],
  );
  try {
    const taken = new Map<string, number[]>(runners.map(([{ name }]) => [name, []]));
    for (let round = -2; round < rounds; round += 1)
      for (const [runner, passes] of runners) {
        const nanos = await runner.run({ isRight, passes });
        if (round >= 0) taken.get(runner.name)?.push(nanos);
      }
    return taken;
  } finally {
    for (const [runner] of runners) runner.stop();
  }
}
