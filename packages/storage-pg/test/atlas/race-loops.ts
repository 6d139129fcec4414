import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Result, StorageFailure } from '@tenantatlas/core';
import { expect } from 'vitest';
import { runOnHandle } from '../support/backends.ts';
import { cheap, memberNamed, operatorNamed, type RaceAtlas } from './race-catalog.ts';

/** One call and what became of it. */
export interface Answer {
  readonly call: 'start' | 'guard' | 'pause' | 'resume';
  /** Names what it would write. */
  readonly n: string;
  /** `host` when the host's own statement failed inside a guard, which passes that on; anything unexpected is spelled out. */
  readonly said: 'ok' | 'paused' | 'not_written' | 'unknown' | 'host' | `unexpected ${string}`;
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Loops of calls on one atlas. */
export interface Loops {
  readonly answers: readonly Answer[];
  /** Resolves once `enough` holds of the answers; rejects after two minutes, which only a machine that hangs needs. */
  until(enough: (answers: readonly Answer[]) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Eight loops of starts, four of guards that write to `host_notes`, and one of pauses and resumes. */
export function startLoops(atlas: RaceAtlas, workspaceId: string): Loops {
  const answers: Answer[] = [];
  const hostErrors = new Set<unknown>();
  let isOn = true;

  const calls = {
    start: (n: string) =>
      atlas
        .as(memberNamed('u-1'))
        .operations.start({ type: cheap, workspaceId, tenantId: 't-1', inputs: { n }, idempotencyKey: n }),
    guard: (n: string) =>
      atlas.guard(
        cheap,
        { actor: memberNamed('u-2'), workspaceId, capability: 'operations.start' },
        async ({ transaction }) => {
          try {
            await runOnHandle(transaction, `INSERT INTO public.host_notes (n) VALUES ('${n}')`);
            await runOnHandle(transaction, 'SELECT pg_sleep(0.02)');
          } catch (error) {
            hostErrors.add(error);
            throw error;
          }
        },
      ),
    pause: (n: string) =>
      atlas
        .as(operatorNamed('op-1'))
        .controls.pause({ control: cheap, scope: { type: 'workspace', workspaceId }, reason: `Reason ${n}` }),
    resume: () =>
      atlas.as(operatorNamed('op-1')).controls.resume({ control: cheap, scope: { type: 'workspace', workspaceId } }),
  };

  const ask = async (call: Answer['call'], pauseBehind = 0): Promise<void> => {
    const n = randomUUID();
    const askedAt = performance.now();
    let said: Answer['said'];
    try {
      said = wordFor(await calls[call](n));
    } catch (error) {
      said = hostErrors.has(error) ? 'host' : `unexpected rejection: ${String(error)}`;
    }
    answers.push({ call, n, said, askedAt, answeredAt: performance.now() });
    await sleep(said === 'ok' ? pauseBehind : behindFailure(said));
  };
  const loop = async (...round: readonly Answer['call'][]): Promise<void> => {
    while (isOn) for (const call of round) await ask(call, round.length > 1 ? 50 : 5);
  };
  const ended = Promise.all([
    ...Array.from({ length: 8 }, () => loop('start')),
    ...Array.from({ length: 4 }, () => loop('guard')),
    loop('pause', 'resume'),
  ]);
  return {
    answers,
    async until(enough) {
      const deadline = performance.now() + 120_000;
      while (!enough(answers)) {
        if (performance.now() > deadline) throw new Error(`Not reached: ${JSON.stringify(countBy(answers))}`);
        await sleep(5);
      }
    },
    async stop() {
      isOn = false;
      await ended;
    },
  };
}

/** Milliseconds until a loop asks again. A store that is away answers at once: asking it in a tight loop would only use up the CPU. */
function behindFailure(said: Answer['said']): number {
  return said === 'paused' ? 20 : 100;
}

function wordFor(answer: Result<unknown, { readonly code: string }>): Answer['said'] {
  if (answer.isOk()) return 'ok';
  const { error } = answer;
  if (error.code === 'control_paused') return 'paused';
  return error.code === 'storage_failure' ? (error as StorageFailure).outcome : `unexpected ${JSON.stringify(error)}`;
}

/** How often each kind of answer was given. */
export function countBy(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { call, said } of answers) counts[`${call} ${said}`] = (counts[`${call} ${said}`] ?? 0) + 1;
  return counts;
}

/** What the store kept of a name that a call would write. */
interface Kept {
  readonly n: string;
  readonly runs: number;
  readonly entries: number;
  readonly keys: number;
}

type Query = <Row extends object>(sql: string) => Promise<readonly Row[]>;

/** Holds every answer against what the store has kept: done is there in full, not done is not there, unknown is one of the two. */
export async function checkAgainstStore(answers: readonly Answer[], query: Query): Promise<void> {
  expect(answers.filter(({ said }) => said.startsWith('unexpected'))).toEqual([]);
  const kept = await query<Kept>(
    `SELECT run.inputs ->> 'n' AS n, count(*)::int AS runs,
       sum((SELECT count(*) FROM tenantatlas.audit_entries AS entry
            WHERE entry.workspace_id = run.workspace_id AND entry.operation_run_id = run.id AND action = 'operation_run.started'))::int AS entries,
       sum((SELECT count(*) FROM tenantatlas.idempotency_keys AS key
            WHERE key.workspace_id = run.workspace_id AND key.run_id = run.id AND key.key = run.inputs ->> 'n'))::int AS keys
     FROM tenantatlas.operation_runs AS run GROUP BY 1`,
  );
  for (const { runs, entries, keys } of kept) expect({ runs, entries, keys }).toEqual({ runs: 1, entries: 1, keys: 1 });
  const notes = await query<{ n: string }>('SELECT n FROM public.host_notes');
  const there = new Set([...kept, ...notes].map(({ n }) => n));
  const writing = answers.filter(({ call }) => call === 'start' || call === 'guard');
  expect(writing.filter(({ said, n }) => said === 'ok' && !there.has(n))).toEqual([]);
  expect(writing.filter(({ said, n }) => said !== 'ok' && said !== 'unknown' && there.has(n))).toEqual([]);
  const asked = new Set(writing.map(({ n }) => n));
  expect([...there].filter((n) => !asked.has(n))).toEqual([]);

  const [told] = await query<{ started: number; runs: number; blocked: number; changes: number }>(
    `SELECT count(*) FILTER (WHERE action = 'operation_run.started')::int AS started,
       (SELECT count(*) FROM tenantatlas.operation_runs)::int AS runs,
       count(*) FILTER (WHERE action = 'operational_control.execution_blocked')::int AS blocked,
       count(*) FILTER (WHERE action IN ('operational_control.paused', 'operational_control.updated'))::int AS changes
     FROM tenantatlas.audit_entries`,
  );
  const unknown = answers.filter(({ said }) => said === 'unknown').length;
  const pauses = answers.filter(({ call, said }) => call === 'pause' && said === 'ok').length;
  const refused = answers.filter(({ said }) => said === 'paused').length;
  expect(told?.started).toBe(told?.runs);
  expect((told?.changes ?? 0) - pauses).toBeGreaterThanOrEqual(0);
  expect((told?.changes ?? 0) - pauses).toBeLessThanOrEqual(unknown);
  expect((told?.blocked ?? 0) - refused).toBeGreaterThanOrEqual(0);
  expect((told?.blocked ?? 0) - refused).toBeLessThanOrEqual(unknown);
}
