import {
  epochMillis,
  toInstant,
  type Instant,
  type PersonRef,
  type Storage,
  type TenantId,
  type UsageEvent,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import { expect } from 'vitest';
import { within } from '../store-fixtures.ts';
import { day, forMaintenance, hour, makeWorkspace, onPlatform, usageEvent } from './usage-world.ts';

/** What a history runs on. */
export interface HistoryStorages {
  readonly storage: Storage;
  readonly maintenance: Storage;
}

/** Numbers from 0 to below 1, the same ones for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const workspaces: readonly string[] = ['w-1', 'w-2', 'w-3'];
const tenants = ['t-1', 't-2'];
const names = ['product.operations.started', 'product.stored_report.created', 'acme.campaign.sent'];
const people = ['u-1', 'u-2', 'u-3'];

/** A list of events and nothing else: every figure is a recount. */
class NaiveLedger {
  events: UsageEvent[] = [];
  keptSince = -Infinity;
  /** The last hours, which a removal of old events leaves. */
  readonly lastHours = new Map<string, number>();
  readonly tenants = new Set<string>();

  refusalOf(events: readonly UsageEvent[]) {
    for (const event of events) {
      if (!this.tenants.has(`${event.workspaceId} ${event.tenantId}`)) return { kind: 'unknown_tenant', id: event.id };
      if (epochMillis(event.occurredAt) < this.keptSince)
        return { kind: 'expired', id: event.id, keptSince: toInstant(this.keptSince) };
    }
    return null;
  }

  add(events: readonly UsageEvent[]): object {
    const refusal = this.refusalOf(events);
    if (refusal) return refusal;
    const before = this.events.length;
    for (const event of events)
      if (!this.events.some((one) => isSame(one, event))) {
        this.events.push(event);
        this.note(event);
      }
    return { kind: 'added', count: this.events.length - before };
  }

  /** Removes what matches, and answers how many there were. */
  remove(matches: (event: UsageEvent) => boolean): number {
    const before = this.events.length;
    this.events = this.events.filter((event) => !matches(event));
    return before - this.events.length;
  }

  note({ workspaceId, occurredAt }: UsageEvent): void {
    const at = Math.floor(epochMillis(occurredAt) / hour) * hour;
    this.lastHours.set(workspaceId, Math.max(at, this.lastHours.get(workspaceId) ?? at));
  }

  /** Takes the last hour of a workspace back to the last event that is left. */
  recount(workspaceId: string): void {
    this.lastHours.delete(workspaceId);
    for (const event of this.events) if (event.workspaceId === workspaceId) this.note(event);
  }

  inRange(from: Instant, to: Instant): readonly UsageEvent[] {
    return this.events.filter(({ occurredAt }) => occurredAt >= from && occurredAt <= to);
  }
}

function isSame(left: UsageEvent, right: UsageEvent): boolean {
  return left.workspaceId === right.workspaceId && left.id === right.id && left.occurredAt === right.occurredAt;
}

/**
 * Does random things with a ledger and compares each answer, and the figures of random ranges after each step, with a naive recount. `begin` is the instant from which it goes; `afterEach` looks beneath.
 */
export async function runHistory(
  { storage, maintenance }: HistoryStorages,
  { seed, steps, begin, afterEach }: { seed: number; steps: number; begin: number; afterEach?: () => Promise<void> },
): Promise<{ readonly [step: string]: number }> {
  const random = randomNumbers(seed);
  const naive = new NaiveLedger();
  const done: { [step: string]: number } = {};
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let front = begin;
  for (const workspace of workspaces) await make(workspace);

  async function make(workspaceId: string): Promise<void> {
    await makeWorkspace(storage, workspaceId, tenants);
    for (const tenant of tenants) naive.tenants.add(`${workspaceId} ${tenant}`);
  }

  /** An instant, often one at the edge of an hour or a day. */
  function instantNear(): number {
    const millis = front - 2 * day + Math.floor(random() * 3 * day);
    const unit = choose([1, 1, hour, hour, day]);
    return Math.floor(millis / unit) * unit + (unit === 1 ? 0 : choose([-1, 0, 0, 1]));
  }

  const steps_: { readonly [name: string]: { readonly weight: number; run(): Promise<void> } } = {
    add: {
      weight: 60,
      async run() {
        const count = 1 + Math.floor(random() * 6);
        const workspaceId = choose(workspaces);
        const events = Array.from({ length: count }, () => {
          const known = choose(naive.events);
          if (known && random() < 0.2) return known;
          const at = random() < 0.03 ? naive.keptSince - 1 : Math.max(instantNear(), naive.keptSince, begin);
          const tenantId = (random() < 0.02 ? 't-9' : choose(tenants)) as TenantId;
          const user: PersonRef = { kind: 'user', personId: choose(people) as PersonRef['personId'] };
          const place = random() < 0.5 ? workspaceId : choose(workspaces);
          const [eventName, id] = [choose(names), `event-${String(Math.floor(random() * 40))}`];
          return usageEvent(place, id, Number.isFinite(at) ? at : begin, { tenantId, user, eventName });
        });
        const isOne = events.every((event) => event.workspaceId === events[0]?.workspaceId);
        const scope =
          isOne && events[0] ? within(events[0].workspaceId) : ({ plane: 'platform', actor: null } as const);
        expect(await storage.unit(scope, ({ usage }) => usage.add(events))).toEqual(naive.add(events));
      },
    },
    fold: {
      weight: 15,
      run: async () => void (await onPlatform(storage, ({ usage }) => usage.fold(choose([1, 3, 1000])))),
    },
    time: {
      weight: 10,
      async run() {
        front += Math.floor(random() * 4 * hour);
      },
    },
    prune: {
      weight: 4,
      async run() {
        const unit = choose([1, hour, day]);
        const cutoff = Math.floor((front - day + random() * day) / unit) * unit;
        const { removed, oldestKept } = await forMaintenance(maintenance, ({ usage }) =>
          usage.prune(toInstant(cutoff)),
        );
        expect(removed).toBe(naive.remove(({ occurredAt }) => epochMillis(occurredAt) < cutoff));
        naive.keptSince = Math.max(naive.keptSince, cutoff);
        expect(oldestKept).toBe(naive.events.map(({ occurredAt }) => occurredAt).toSorted()[0] ?? null);
      },
    },
    eraseTenant: {
      weight: 2,
      async run() {
        const [workspaceId, tenantId] = [choose(workspaces) as WorkspaceId, choose(tenants) as TenantId];
        const removed = await forMaintenance(maintenance, (unit) =>
          unit.maintenance.eraseTenant({ workspaceId, tenantId }),
        );
        const isThere = naive.tenants.delete(`${workspaceId} ${tenantId}`);
        const count = naive.remove((event) => event.workspaceId === workspaceId && event.tenantId === tenantId);
        if (count > 0) naive.recount(workspaceId);
        expect(removed?.usageEvents ?? null).toBe(isThere ? count : null);
      },
    },
    eraseWorkspace: {
      weight: 1,
      async run() {
        const workspaceId = choose(workspaces) as WorkspaceId;
        const removed = await forMaintenance(maintenance, (unit) => unit.maintenance.eraseWorkspace({ workspaceId }));
        expect(removed?.usageEvents).toBe(naive.remove((event) => event.workspaceId === workspaceId));
        naive.recount(workspaceId);
        await make(workspaceId);
      },
    },
    erasePerson: {
      weight: 1,
      run: async () =>
        void (await forMaintenance(maintenance, (unit) =>
          unit.maintenance.erasePerson({ kind: 'user', personId: choose(people) as PersonRef['personId'] }),
        )),
    },
  };
  const bag = Object.entries(steps_).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name));

  async function compare(): Promise<void> {
    const edges = [instantNear(), random() < 0.2 ? front + 400 * day : instantNear()].toSorted((a, b) => a - b);
    const [from, to] = edges.map(toInstant) as [Instant, Instant];
    const inside = naive.inRange(from, to);
    const keptSince = Number.isFinite(naive.keptSince) ? toInstant(naive.keptSince) : null;
    const totals = await onPlatform(storage, ({ usage }) => usage.totals({ from, to }));
    expect({ ...totals, counts: tally(totals.counts.map(({ eventName, count }) => [eventName, count])) }).toEqual({
      activeWorkspaces: new Set(inside.map(({ workspaceId }) => workspaceId)).size,
      counts: tally(inside.map(({ eventName }) => [eventName, 1])),
      keptSince,
    });
    const lastHours = await onPlatform(storage, ({ usage }) => usage.lastHours(workspaces as readonly WorkspaceId[]));
    expect(tally(lastHours.map((one) => [one.workspaceId, epochMillis(one.hour)]))).toEqual(
      tally([...naive.lastHours]),
    );
    const bucket = choose(['hour', 'day'] as const);
    const { buckets } = await onPlatform(storage, ({ usage }) => usage.series({ from, to }, bucket));
    expect(tally(buckets.map((one) => [`${one.bucket} ${one.eventName}`, one.count]))).toEqual(
      tally(inside.map(({ occurredAt, eventName }) => [`${beginOf(occurredAt, bucket)} ${eventName}`, 1])),
    );
  }

  // Drawn without putting back, so that each kind of step is made as often as it weighs.
  let left: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    if (left.length === 0) left = [...bag];
    const [name = ''] = left.splice(Math.floor(random() * left.length), 1);
    done[name] = (done[name] ?? 0) + 1;
    try {
      await steps_[name]?.run();
      await compare();
      await afterEach?.();
    } catch (error) {
      throw new Error(`Seed ${String(seed)}, step ${String(step)}: ${name}`, { cause: error });
    }
  }
  return done;
}

function beginOf(instant: Instant, bucket: 'hour' | 'day'): Instant {
  const unit = bucket === 'hour' ? hour : day;
  return toInstant(Math.floor(epochMillis(instant) / unit) * unit);
}

function tally(entries: readonly (readonly [string, number])[]): { readonly [key: string]: number } {
  const counts: { [key: string]: number } = {};
  for (const [key, count] of entries) counts[key] = (counts[key] ?? 0) + count;
  return counts;
}
