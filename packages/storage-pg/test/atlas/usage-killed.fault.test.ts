import { orThrow } from '@tenantatlas/core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { scaled } from '../support/scale.ts';
import { composeAtlas } from './race-catalog.ts';
import { startProcess, type RaceProcess } from './race-process.ts';
import { bo } from './race-requests.ts';
import { openRaceStorage, type RaceStorage } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';
import type { FromRecorder, RecorderConfig } from './usage-recorder.ts';

type RecorderProcess = RaceProcess<never, FromRecorder>;

const rounds = scaled(30, 4);
const loops = 6;
const occurredAt = '2026-11-21T10:00:00.000Z';

describe('a process that is killed while it records product usage', () => {
  let world: RaceWorld;
  let opened: RaceStorage;
  const processes: RecorderProcess[] = [];
  beforeAll(async () => {
    world = await openWorld(inject('postgresUrl'));
    await world.seed('w', 1, 1);
    await world.query('CREATE TABLE public.host_notes (n text PRIMARY KEY)');
    await world.query('GRANT ALL ON public.host_notes TO PUBLIC');
    opened = await openRaceStorage('pg', world.database.appUrl, 1);
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.end();
  });
  afterAll(async () => {
    await opened?.close();
    await world?.close();
  });

  const ids = async (sql: string) => (await world.query<{ id: string }>(sql)).map(({ id }) => id);
  /** The ids of all events, each as often as it is there. */
  const eventIds = () => ids(`SELECT encode(id, 'hex') AS id FROM tenantatlas.usage_events`);
  /** Those of actions, whose subject is the action itself. */
  const actionEventIds = () =>
    ids(`SELECT encode(id, 'hex') AS id FROM tenantatlas.usage_events WHERE id = subject_id`);
  const notes = () => ids(`SELECT replace(n, '-', '') AS id FROM public.host_notes`);
  const runs = () => ids(`SELECT replace(id, '-', '') AS id FROM tenantatlas.operation_runs`);
  const sessions = () => ids(`SELECT pid::text AS id FROM pg_stat_activity WHERE application_name = 'recorder'`);
  const counted = async () =>
    (await world.query<{ sum: number }>('SELECT sum(count)::int AS sum FROM tenantatlas.usage_deltas'))[0]?.sum;

  /** Runs a process until it has answered so often, kills it, and answers what it had said. */
  async function killAfter(answers: number): Promise<ReadonlyMap<string, readonly string[]>> {
    const config: RecorderConfig = { url: `${world.database.appUrl}?application_name=recorder`, loops, occurredAt };
    const one = startProcess<never, FromRecorder>('recorder.ts', config);
    processes.push(one);
    await one.hear('ready');
    const said = new Map<string, string[]>([
      ['acted', []],
      ['started', []],
      ['recorded', []],
    ]);
    const keep = ({ said: word, id }: Extract<FromRecorder, { readonly id: string }>) =>
      void said.get(word)?.push(id.replaceAll('-', ''));
    for (let heard = 0; heard < answers; heard += 1) keep(await one.hear('recorded'));
    expect((await sessions()).length).toBeGreaterThan(0);
    await one.end();
    for (const word of ['acted', 'started', 'recorded'] as const)
      for (;;) {
        // What it had sent before it ended; then it rejects.
        const message = await one.hear(word).catch(() => null);
        if (!message) break;
        keep(message);
      }
    // The server undoes what was open when it sees the end of the connections.
    await expect.poll(sessions).toEqual([]);
    return said;
  }

  it(
    `leaves each committed action with exactly its event, in ${String(rounds)} rounds`,
    { timeout: 600_000 },
    async () => {
      const seen = { acted: 0, started: 0, recorded: 0, unanswered: 0, wrong: 0 };
      keepFigures('faults', () => [
        atLeast('usage killed: actions of the host', seen.acted, rounds, 'actions'),
        atLeast('usage killed: starts', seen.started, rounds, 'starts'),
        atLeast('usage killed: events by themselves', seen.recorded, rounds, 'events'),
        exactly('usage killed: actions without their event, or events without their action', seen.wrong, 0, 'events'),
      ]);
      const recorded: string[] = [];
      const count = (all: readonly string[], id: string): number => all.filter((each) => each === id).length;
      for (let round = 0; round < rounds; round += 1) {
        const said = await killAfter(1 + ((round * 7) % 20));
        recorded.push(...(said.get('recorded') ?? []));
        const [events, acted, started] = [await eventIds(), await notes(), await runs()];
        const wrong = [...acted, ...started, ...recorded].filter((id) => count(events, id) !== 1);
        seen.wrong += wrong.length;
        expect(wrong).toEqual([]);
        expect(new Set(events).size).toBe(events.length);
        expect((await actionEventIds()).toSorted()).toEqual([...acted, ...started].toSorted());
        // What was answered is committed, and what was counted is what is there.
        expect(acted).toEqual(expect.arrayContaining([...(said.get('acted') ?? [])]));
        expect(started).toEqual(expect.arrayContaining([...(said.get('started') ?? [])]));
        expect(await counted()).toBe(events.length);
        Object.assign(seen, { acted: acted.length, started: started.length, recorded: recorded.length });
        seen.unanswered = events.length - acted.length - started.length - recorded.length;
        expect(seen.unanswered).toBeGreaterThanOrEqual(0);
      }
      expect([seen.acted, seen.started, seen.recorded].every((each) => each >= rounds)).toBe(true);

      // A host that does not know how its call ended sends it again: nothing is counted twice.
      const again = recorded.map((id) => ({
        eventName: 'product.review_pack.requested' as const,
        actor: bo,
        workspaceId: 'w-1',
        tenantId: 't-1',
        subjectType: 'review_pack',
        subjectId: 'p-1',
        id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
        occurredAt,
      }));
      const before = (await eventIds()).length;
      const atlas = composeAtlas({ storage: opened.storage });
      expect(orThrow(await atlas.recordMany(again))).toEqual({ recorded: 0, repeated: again.length, skipped: 0 });
      expect([(await eventIds()).length, await counted()]).toEqual([before, before]);
    },
  );
});
