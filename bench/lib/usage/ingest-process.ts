// One way to write events, in a process of its own.
import { givenSetup, serveTasks } from '../contestants.ts';
import { rightEvent, type GivenEvent } from './events.ts';
import type { IngestMeasured, IngestSetup, IngestTask } from './ingest-contract.ts';
import { atlasWriter, copyWriter, drizzleWriter, uncountedWriter, unnestWriter, type Writer } from './writers.ts';

const makers: { readonly [name: string]: (url: string) => Promise<Writer> } = {
  atlas: atlasWriter,
  uncounted: uncountedWriter,
  copy: copyWriter,
  unnest: unnestWriter,
  drizzle: drizzleWriter,
};

const { name, setup } = givenSetup<IngestSetup>();
const make = makers[name];
if (!make) throw new Error(`There is no contestant "${name}".`);
const writer = make(setup.url);

/** New events, made before the clock runs. */
function newEvents(count: number): readonly GivenEvent[] {
  return Array.from({ length: count }, (_, index) => rightEvent(index, setup.workspaces));
}

async function timed(calls: number[], work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  calls.push(performance.now() - started);
}

serveTasks<IngestTask, IngestMeasured>(async (task) => {
  const { many, one } = await writer;
  const calls: number[] = [];
  if (task.kind === 'batches') {
    const batches = Array.from({ length: task.batches }, () => newEvents(task.size));
    const started = performance.now();
    for (const events of batches) await timed(calls, () => many(events));
    return { millis: performance.now() - started, calls };
  }
  const rest = newEvents(task.events).values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: task.callers }, async () => {
      for (const event of rest) await timed(calls, () => one(event));
    }),
  );
  return { millis: performance.now() - started, calls };
});
