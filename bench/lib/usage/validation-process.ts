// One way to judge events, or to enqueue them, in a process of its own.
import { builtInEvents, createTenantAtlas, type RecordableEvent } from '@tenantatlas/core';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { toInstant, type Storage, type UsageEvent } from '@tenantatlas/core/ports';
import { PostHog } from 'posthog-node';
import { eventIssues } from '../../../packages/core/src/telemetry/event-issues.ts';
import { eventReaders } from '../../../packages/core/src/telemetry/event-readers.ts';
import { readEvent } from '../../../packages/core/src/telemetry/read-event.ts';
import { createUsageRecorder } from '../../../packages/core/src/telemetry/recorder.ts';
import { givenSetup, serveTasks } from '../contestants.ts';
import { rightEvent, wrongEvent, type GivenEvent } from './events.ts';
import { checkByHand } from './hand-written.ts';
import type { ValidationTask } from './validation-contract.ts';
import { eventSchema } from './zod-schema.ts';

/** Judges or enqueues events; answers how many were right. */
type Work = (events: readonly GivenEvent[]) => number | Promise<number>;

const counting =
  (isRight: (event: GivenEvent) => boolean): Work =>
  (events) => {
    let right = 0;
    for (const event of events) if (isRight(event)) right += 1;
    return right;
  };

function readerWork(): Work {
  const readers = eventReaders(builtInEvents);
  return counting((event) => readEvent(event, readers) !== null);
}

/** As the methods refuse: the issues are made where the answer is no. */
function issuesWork(): Work {
  const readers = eventReaders(builtInEvents);
  return counting((event) => readEvent(event, readers) !== null || eventIssues(event, readers).length === 0);
}

/** `atlas.record` to its answer, over a ledger that takes every bundle at once. */
function recordWork(): Work {
  const storage = createMemoryStorage();
  const unit: Storage['unit'] = (scope, work) =>
    storage.unit(scope, (stores) =>
      work({
        ...stores,
        usage: { ...stores.usage, add: ({ length: count }) => Promise.resolve({ kind: 'added', count }) },
      }),
    );
  const atlas = createTenantAtlas({ storage: { ...storage, unit } });
  return async (events) => {
    const recorded = await Promise.all(
      events.map((event) => atlas.record(event as RecordableEvent<typeof builtInEvents>)),
    );
    return recorded.filter((each) => each.isOk()).length;
  };
}

/** The reader and the queue of `record` alone, to the answer: without an id, and without the method around them. */
function queueWork(): Work {
  const readers = eventReaders(builtInEvents);
  const recorder = createUsageRecorder(({ length: count }) => Promise.resolve({ kind: 'added', count }), {
    warn: () => {},
    error: () => {},
  });
  const at = toInstant(Date.UTC(2026, 10, 21));
  return async (events) => {
    const outcomes = await Promise.all(
      events.map((event) => {
        const draft = readEvent(event, readers);
        if (draft === null) return Promise.resolve(null);
        const id = 'event' as UsageEvent['id'];
        const judged = { ...draft, id, user: null, occurredAt: at, recordedAt: at };
        return recorder.add(judged, (_, outcome) => outcome);
      }),
    );
    return outcomes.filter((outcome) => outcome?.kind === 'recorded').length;
  };
}

/** `capture` until its queue holds the events. Nothing is sent meanwhile, and the queue goes with its client. */
function postHogWork(): Work {
  return async (events) => {
    const client = new PostHog('phc_bench', {
      host: 'http://127.0.0.1:9',
      flushAt: 1_000_000,
      maxQueueSize: 1_000_000,
      flushInterval: 3_600_000,
      disableGeoip: true,
      fetch: () => Promise.reject(new Error('Nothing is sent.')),
    });
    for (const { actor, eventName, workspaceId, ...properties } of events)
      client.capture({ distinctId: actor.id, event: eventName, properties, groups: { workspace: workspaceId } });
    await new Promise((resolve) => setImmediate(resolve));
    const queued = (client.getPersistedProperty('queue' as never) as readonly unknown[] | undefined)?.length ?? 0;
    return queued;
  };
}

const makers: { readonly [name: string]: () => Work } = {
  reader: readerWork,
  issues: issuesWork,
  hand: () => counting((event) => checkByHand(event) !== null),
  zod: () => counting((event) => eventSchema.safeParse(event).success),
  queue: queueWork,
  record: recordWork,
  posthog: postHogWork,
};

const { name } = givenSetup<null>();
const make = makers[name];
if (!make) throw new Error(`There is no contestant "${name}".`);
const work = make();
const kept = 4_096;
const right = Array.from({ length: kept }, (_, index) => rightEvent(index, 64));
const wrong = Array.from({ length: kept }, (_, index) => wrongEvent(index));

serveTasks<ValidationTask, number>(async ({ isRight, passes }) => {
  const events = isRight ? right : wrong;
  const expected = isRight ? kept : 0;
  const idle = process.cpuUsage();
  for (let pass = 0; pass < passes; pass += 1) {
    const answered = await work(events);
    if (answered !== expected) throw new Error(`"${name}" took ${String(answered)} of ${String(kept)} events.`);
  }
  const { user, system } = process.cpuUsage(idle);
  return ((user + system) * 1_000) / (passes * kept);
});
