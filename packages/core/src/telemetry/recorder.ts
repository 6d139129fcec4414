import type { Instant } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Logger } from '../ports/logger.ts';
import { isStorageFault, StorageFault } from '../ports/storage-fault.ts';
import type { UsageAddition, UsageAdditionOptions, UsageEvent } from '../ports/usage-store.ts';

/** The most events of one statement of the recorder. */
export const maxBundledEvents = 500;
/** The most events that wait for their statement. */
export const maxWaitingEvents = 10_000;

/** What became of one event of a bundle. */
export type EventOutcome =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'unknown_tenant' }
  | { readonly kind: 'expired'; readonly keptSince: Instant }
  /** Too many events wait, or the atlas is closed: nothing was written. */
  | { readonly kind: 'not_accepted' }
  /** The statement failed with this reason. */
  | { readonly kind: 'failed'; readonly reason: unknown };

/** Adds events, or none of them. */
export type AddEvents = (events: readonly UsageEvent[], options?: UsageAdditionOptions) => Promise<UsageAddition>;

/**
 * Bundles the events of concurrent callers into one statement.
 *
 * - The outcome of an event is known after the commit of its bundle, or with what the commit failed with.
 * - One bundle is sent at a time. Events that arrive meanwhile go into the next one, so that a busy recorder makes large bundles and an idle one waits for nothing.
 * - Events whose tenant or person is being erased are set aside, and wait for the erasure in bundles of their own, one at a time. The others do not wait for it.
 * - An event that the ledger refuses fails alone: the others of its bundle are sent again without it.
 * - At most {@link maxWaitingEvents} wait. Further ones are answered `not_accepted` at once: a caller that went on waiting would hold memory as well.
 */
export interface UsageRecorder {
  /** Answers what `answer` makes of the outcome, and rejects only with what it throws. All events of a bundle wait for one promise: an event costs less than one of its own. */
  add<T>(event: UsageEvent, answer: (event: UsageEvent, outcome: EventOutcome) => T): Promise<T>;
  /** Accepts nothing more, and resolves when every accepted event is settled. */
  close(): Promise<void>;
}

interface Waiting {
  readonly event: UsageEvent;
  /** Set before the bundle is settled. */
  outcome: EventOutcome;
  /** The bundle that it waits in since it was set aside; null before. */
  aside: Bundle | null;
}

/** Events that are sent together. It takes further ones until it is full or sent. */
interface Bundle {
  readonly waiting: Waiting[];
  readonly settled: Promise<void>;
  settle(): void;
}

const recorded: EventOutcome = Object.freeze({ kind: 'recorded' });
const notAccepted: EventOutcome = Object.freeze({ kind: 'not_accepted' });

/** A recorder over `addEvents`. */
export function createUsageRecorder(addEvents: AddEvents, logger: Logger): UsageRecorder {
  const patient = createLane((waiting) => send(waiting, addEvents));
  const prompt = createLane((waiting) =>
    send(
      waiting,
      (events) => addEvents(events, { wait: false }),
      (held) => {
        for (const each of held) each.aside = patient.place(each);
      },
    ),
  );
  let isClosed = false;
  let isFull = false;

  return {
    add(event, answer) {
      if (isClosed) return Promise.resolve(answer(event, notAccepted));
      const waiting = prompt.size() + patient.size();
      if (waiting >= maxWaitingEvents) {
        if (!isFull) logger.warn('usage_queue_full', { waiting });
        isFull = true;
        return Promise.resolve(answer(event, notAccepted));
      }
      isFull = false;
      const place: Waiting = { event, outcome: recorded, aside: null };
      return prompt
        .place(place)
        .settled.then(() =>
          place.aside === null
            ? answer(event, place.outcome)
            : place.aside.settled.then(() => answer(event, place.outcome)),
        );
    },
    async close() {
      isClosed = true;
      await prompt.idle();
      await patient.idle();
    },
  };
}

/** A line of bundles that are sent one after the other. */
interface Lane {
  /** Puts an event in the last bundle that is not sent yet, and answers that bundle. */
  place(event: Waiting): Bundle;
  /** How many events wait. */
  size(): number;
  /** Resolves when every event is settled. */
  idle(): Promise<void>;
}

function createLane(sendAll: (waiting: readonly Waiting[]) => Promise<void>): Lane {
  const bundles: Bundle[] = [];
  let size = 0;
  let wake = (): void => {};
  let idle = Promise.withResolvers<void>();

  /**
   * The one flow that sends the bundles of the lane. It begins with the lane and not at the first event: a flow that a caller begins would go on in the transaction of that
   * caller, and the storage would refuse the events of all others.
   */
  const sendBundles = async (): Promise<never> => {
    for (;;) {
      idle.resolve();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (let bundle = bundles.shift(); bundle; bundle = bundles.shift()) {
        size -= bundle.waiting.length;
        await sendAll(bundle.waiting);
        bundle.settle();
      }
    }
  };
  void sendBundles();

  return {
    place(event) {
      if (bundles.length === 0) idle = Promise.withResolvers<void>();
      let bundle = bundles.at(-1);
      if (!bundle || bundle.waiting.length === maxBundledEvents) {
        bundle = emptyBundle();
        bundles.push(bundle);
        wake();
      }
      bundle.waiting.push(event);
      size += 1;
      return bundle;
    },
    size: () => size,
    idle: () => idle.promise,
  };
}

function emptyBundle(): Bundle {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { waiting: [], settled: promise, settle: resolve };
}

/** Sends events until the outcome of each is known, or it was set aside. Never rejects. */
async function send(
  bundle: readonly Waiting[],
  addEvents: AddEvents,
  setAside: (held: readonly Waiting[]) => void = () => {},
): Promise<void> {
  let rest = bundle;
  while (rest.length > 0) {
    const sent = rest;
    try {
      const answer = await addRepeatedly(
        addEvents,
        sent.map(({ event }) => event),
      );
      if (answer.kind === 'added') return;
      if (answer.kind === 'busy') {
        const ids = new Set(answer.ids);
        const held = sent.filter(({ event }) => ids.has(event.id));
        invariant(held.length > 0, 'usage.add named an event that it was not given.');
        setAside(held);
        rest = sent.filter((each) => !held.includes(each));
        continue;
      }
      const refused = refusedBy(answer, sent);
      if (refused === null) {
        // Two events have the id that the answer names. In halves they get apart.
        const middle = Math.ceil(sent.length / 2);
        await send(sent.slice(0, middle), addEvents, setAside);
        rest = sent.slice(middle);
        continue;
      }
      const outcome: EventOutcome =
        answer.kind === 'expired' ? { kind: 'expired', keptSince: answer.keptSince } : { kind: answer.kind };
      for (const each of refused) each.outcome = outcome;
      rest = sent.filter((each) => !refused.includes(each));
    } catch (reason) {
      for (const each of sent) each.outcome = { kind: 'failed', reason };
      return;
    }
  }
}

/** An answer that refuses an event. */
export type UsageRefusal = Exclude<UsageAddition, { readonly kind: 'added' | 'busy' }>;

/** The events that the answer refuses: all with the same cause, so that a bundle of many takes few statements. Null when the answer names several. */
function refusedBy(answer: UsageRefusal, sent: readonly Waiting[]): readonly Waiting[] | null {
  const named = sent.filter(({ event }) => event.id === answer.id);
  const [first] = named;
  invariant(first, 'usage.add named an event that it was not given.');
  if (answer.kind === 'expired') {
    const old = sent.filter(({ event }) => Date.parse(event.occurredAt) < Date.parse(answer.keptSince));
    invariant(old.length > 0, 'usage.add refused an event as expired that is kept.');
    return old;
  }
  const isOfTheTenant = ({ event }: Waiting): boolean =>
    event.workspaceId === first.event.workspaceId && event.tenantId === first.event.tenantId;
  return named.every(isOfTheTenant) ? sent.filter(isOfTheTenant) : null;
}

/**
 * Adds events, and adds them once more when it is unknown whether they were committed: the same events are added once. If the second attempt fails as well, the outcome
 * stays unknown, whatever the second failure says.
 */
export async function addRepeatedly(addEvents: AddEvents, events: readonly UsageEvent[]): Promise<UsageAddition> {
  try {
    return await addEvents(events);
  } catch (reason) {
    if (!isStorageFault(reason) || reason.outcome !== 'unknown') throw reason;
    try {
      return await addEvents(events);
    } catch (again) {
      if (!isStorageFault(again)) throw again;
      throw new StorageFault(again.kind, again.message, { outcome: 'unknown' });
    }
  }
}
