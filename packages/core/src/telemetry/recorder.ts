import type { Instant } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Logger } from '../ports/logger.ts';
import { isStorageFault, StorageFault } from '../ports/storage-fault.ts';
import type { UsageAddition, UsageEvent } from '../ports/usage-store.ts';

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
  | { readonly kind: 'not_accepted' };

/** Adds events, or none of them. */
export type AddEvents = (events: readonly UsageEvent[]) => Promise<UsageAddition>;

/**
 * Bundles the events of concurrent callers into one statement.
 *
 * - `add` settles after the commit of its event, and rejects when that failed.
 * - One bundle is sent at a time. Events that arrive meanwhile go into the next one, so that a busy recorder makes large bundles and an idle one waits for nothing.
 * - An event that the ledger refuses fails alone: the others of its bundle are sent again without it.
 * - At most {@link maxWaitingEvents} wait. Further ones are answered `not_accepted` at once: a caller that went on waiting would hold memory as well.
 */
export interface UsageRecorder {
  add(event: UsageEvent): Promise<EventOutcome>;
  /** Accepts nothing more, and resolves when every accepted event is settled. */
  close(): Promise<void>;
}

interface Waiting {
  readonly event: UsageEvent;
  resolve(outcome: EventOutcome): void;
  reject(reason: unknown): void;
}

/** A recorder over `addEvents`. */
export function createUsageRecorder(addEvents: AddEvents, logger: Logger): UsageRecorder {
  const waiting: Waiting[] = [];
  let isClosed = false;
  let isFull = false;
  let wake = (): void => {};
  let idle = Promise.withResolvers<void>();

  /**
   * The one flow that sends bundles. It begins here and not at the first event: a flow that a caller begins would go on in the transaction of that caller, and the
   * storage would refuse the events of all others.
   */
  const sendBundles = async (): Promise<never> => {
    for (;;) {
      idle.resolve();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      while (waiting.length > 0) {
        const bundle = waiting.splice(0, maxBundledEvents);
        isFull = false;
        await send(bundle, addEvents);
      }
    }
  };
  void sendBundles();

  return {
    add(event) {
      if (isClosed) return Promise.resolve({ kind: 'not_accepted' });
      if (waiting.length >= maxWaitingEvents) {
        if (!isFull) logger.warn('usage_queue_full', { waiting: waiting.length });
        isFull = true;
        return Promise.resolve({ kind: 'not_accepted' });
      }
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) idle = Promise.withResolvers<void>();
        waiting.push({ event, resolve, reject });
        wake();
      });
    },
    async close() {
      isClosed = true;
      await idle.promise;
    },
  };
}

/** Sends a bundle until each of its events is settled. Never rejects. */
async function send(bundle: readonly Waiting[], addEvents: AddEvents): Promise<void> {
  let rest = bundle;
  while (rest.length > 0) {
    const sent = rest;
    try {
      const answer = await addRepeatedly(
        addEvents,
        sent.map(({ event }) => event),
      );
      if (answer.kind === 'added') {
        for (const { resolve } of sent) resolve({ kind: 'recorded' });
        return;
      }
      const refused = refusedBy(answer, sent);
      if (refused === null) {
        // Two events have the id that the answer names. In halves they get apart.
        const middle = Math.ceil(sent.length / 2);
        await send(sent.slice(0, middle), addEvents);
        rest = sent.slice(middle);
        continue;
      }
      for (const { resolve } of refused)
        resolve(answer.kind === 'expired' ? { kind: 'expired', keptSince: answer.keptSince } : { kind: answer.kind });
      rest = sent.filter((each) => !refused.includes(each));
    } catch (reason) {
      for (const { reject } of sent) reject(reason);
      return;
    }
  }
}

/** The events that the answer refuses: all with the same cause, so that a bundle of many takes few statements. Null when the answer names several. */
function refusedBy(
  answer: Exclude<UsageAddition, { readonly kind: 'added' }>,
  sent: readonly Waiting[],
): readonly Waiting[] | null {
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
