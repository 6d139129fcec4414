import { orThrow, type IdGenerator, type Result } from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { scaled } from '../support/scale.ts';
import { emptyTables } from '../support/empty-tables.ts';
import { cheap, composeAtlas, memberNamed, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { openRaceStorage, type RaceDriver, type RaceStorage } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const workspaceScope = (workspaceId: string) => ({ type: 'workspace', workspaceId }) as const;
const global = { type: 'global' } as const;

const codeOf = (answer: Result<unknown, { readonly code: string }>): string =>
  answer.isOk() ? 'ok' : answer.error.code;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

describe.each<RaceDriver>(['pg', 'postgres-js'])('%s', (driver) => {
  let world: RaceWorld;
  let opened: RaceStorage;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    world = await openWorld(inject('postgresUrl'));
    await world.seed('w', 3, 2);
    opened = await openRaceStorage(driver, world.database.appUrl, 24);
    atlas = composeAtlas({ storage: opened.storage });
  });
  afterAll(async () => {
    await opened?.close();
    await world?.close();
  });
  beforeEach(async () => {
    await world.query(
      emptyTables([
        'control_activations',
        'platform_control_activations',
        'audit_entries',
        'platform_audit_entries',
        'operation_runs',
      ]),
    );
  });

  interface Ledger {
    readonly rows: number;
    readonly paused: number;
    readonly updated: number;
    readonly resumed: number;
    /** Pauses that were moved in from elsewhere, and away. */
    readonly arrived: number;
    readonly left: number;
  }

  /** What is active in a scope, and what its ledger records of it. */
  async function ledgerOf(workspaceId: string | null): Promise<Ledger> {
    const [rows, entries] = workspaceId
      ? ['control_activations WHERE workspace_id = $1', 'audit_entries WHERE workspace_id = $1']
      : ['platform_control_activations WHERE $1::text IS NULL', 'platform_audit_entries WHERE $1::text IS NULL'];
    const scope = `coalesce(metadata ->> 'workspace_id', '')`;
    const previous = `coalesce(metadata ->> 'previous_workspace_id', '')`;
    const moved = `metadata ? 'previous_scope_type' AND ${scope} <> ${previous}`;
    const [ledger] = await world.query<Ledger>(
      `SELECT (SELECT count(*) FROM tenantatlas.${rows})::int AS rows,
         count(*) FILTER (WHERE action = 'operational_control.paused')::int AS paused,
         count(*) FILTER (WHERE action = 'operational_control.resumed')::int AS resumed,
         count(*) FILTER (WHERE action = 'operational_control.updated' AND NOT (${moved}))::int AS updated,
         count(*) FILTER (WHERE ${moved} AND ${scope} = coalesce($1, ''))::int AS arrived,
         count(*) FILTER (WHERE ${moved} AND ${previous} = coalesce($1, ''))::int AS left
       FROM tenantatlas.${entries}`,
      [workspaceId],
    );
    if (!ledger) throw new Error('An aggregate always has a row.');
    return ledger;
  }

  it.each([
    { count: 2, scope: workspaceScope('w-1'), in: 'a workspace' },
    { count: 20, scope: workspaceScope('w-1'), in: 'a workspace' },
    { count: 2, scope: global, in: 'all workspaces' },
    { count: 20, scope: global, in: 'all workspaces' },
  ])(
    '$count concurrent pauses of $in make one row and one entry each',
    { timeout: 600_000 },
    async ({ count, scope, in: where }) => {
      const seen = { rounds: 0, errors: 0, wrongRows: 0 };
      const what = `${count} pauses of ${where} at the same time, ${driver}`;
      keepFigures('races', () => [
        atLeast(`${what}: ${count === 2 ? 'pairs' : 'rounds'}`, seen.rounds, 20, count === 2 ? 'pairs' : 'rounds'),
        exactly(`${what}: errors`, seen.errors, 0, 'errors'),
        exactly(`${what}: rows too many or missing`, seen.wrongRows, 0, 'rows'),
      ]);
      for (let round = 0; round < scaled(20, 3); round += 1) {
        const answers = await Promise.all(
          Array.from({ length: count }, (_, at) =>
            atlas
              .as(operatorNamed(`op-${at}`))
              .controls.pause({ control: cheap, scope, reason: `Reason number ${at}` }),
          ),
        );
        seen.rounds += 1;
        seen.errors += answers.filter((answer) => answer.isErr()).length;
        const ledger = await ledgerOf(scope.type === 'workspace' ? scope.workspaceId : null);
        seen.wrongRows += Math.abs(ledger.rows - 1);
        const given = answers.map((answer) => orThrow(answer));
        expect(given.filter(({ disposition }) => disposition === 'created')).toHaveLength(1);
        expect(given.every(({ settled }) => settled)).toBe(true);
        expect(given.map(({ activation }) => activation.version).sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, at) => at + 1),
        );
        expect(new Set(given.map(({ activation }) => activation.id)).size).toBe(1);
        const told = {
          rows: 1,
          paused: round + 1,
          updated: (round + 1) * (count - 1),
          resumed: round,
          arrived: 0,
          left: 0,
        };
        expect(ledger).toEqual(told);
        orThrow(await atlas.as(operatorNamed('op-1')).controls.resume({ control: cheap, scope }));
      }
    },
  );

  it('concurrent pauses, resumes and moves keep rows and ledgers consistent', { timeout: 600_000 }, async () => {
    const scopes = [global, workspaceScope('w-1'), workspaceScope('w-2'), workspaceScope('w-3')];
    const rounds = scaled(60, 8);
    const answers: Record<string, number> = {};
    const seen = { scopes: 0, outOfStep: 0 };
    keepFigures('races', () => [
      atLeast(`storm of pauses, resumes and moves, ${driver}: calls`, sumOf(Object.values(answers)), 18 * 60, 'calls'),
      exactly(`storm of pauses, resumes and moves, ${driver}: ledgers compared`, seen.scopes, scopes.length, 'ledgers'),
      exactly(`storm of pauses, resumes and moves, ${driver}: ledgers out of step`, seen.outOfStep, 0, 'ledgers'),
    ]);
    const tell = (what: string) => (answers[what] = (answers[what] ?? 0) + 1);
    const storm = async (number: number): Promise<void> => {
      const { controls } = atlas.as(operatorNamed(`op-${number}`));
      for (let round = 0; round < rounds; round += 1) {
        const scope = scopes[(number * 7 + round * 3) % scopes.length] as (typeof scopes)[number];
        const to = scopes[(number + round) % scopes.length] as (typeof scopes)[number];
        if (number % 3 === 0)
          tell(`pause ${codeOf(await controls.pause({ control: cheap, scope, reason: 'A storm of pauses' }))}`);
        else if (number % 3 === 1) tell(`resume ${codeOf(await controls.resume({ control: cheap, scope }))}`);
        else {
          const active = orThrow(await controls.summary({ control: cheap })).activations;
          const activationId = active[round % Math.max(1, active.length)]?.id ?? 'gone';
          tell(`rescope ${codeOf(await controls.rescope({ activationId, scope: to, reason: 'A storm of moves' }))}`);
        }
      }
    };
    await Promise.all(Array.from({ length: 18 }, (_, number) => storm(number)));

    const codes = Object.keys(answers).sort();
    // A move may find its pause resumed (input) or its target occupied (conflict); no other error occurs.
    expect(['pause ok', 'rescope conflict', 'rescope invalid_input', 'rescope ok', 'resume ok']).toEqual(
      expect.arrayContaining(codes),
    );
    expect(codes).toEqual(expect.arrayContaining(['pause ok', 'rescope ok', 'resume ok']));
    expect(answers['pause ok']).toBe(6 * rounds);
    let inTables = 0;
    for (const scope of scopes) {
      const { rows, paused, resumed, arrived, left } = await ledgerOf(
        scope.type === 'workspace' ? scope.workspaceId : null,
      );
      seen.scopes += 1;
      seen.outOfStep += Number(rows !== paused + arrived - resumed - left);
      expect(rows).toBe(paused + arrived - resumed - left);
      expect([0, 1]).toContain(rows);
      inTables += rows;
    }
    const summary = orThrow(await atlas.as(operatorNamed('op-1')).controls.summary({ control: cheap }));
    expect(summary.activations).toHaveLength(inTables);
    const [epoch] = await world.query<{ epoch: number }>(
      'SELECT sum(epoch)::int AS epoch FROM tenantatlas.control_epoch',
    );
    expect(epoch?.epoch).toBeGreaterThan(0);
  });

  describe('two workspaces with the same ids', () => {
    /** The same ids in the same order, for every caller. */
    const countingIds = (): IdGenerator => {
      let last = 0;
      return { next: () => `same-${String((last += 1)).padStart(6, '0')}` };
    };
    const startIn = (workspaceId: string) =>
      ({ type: cheap, workspaceId, tenantId: 't-1', inputs: { n: 'the same' } }) as const;

    it('are isolated from each other', async () => {
      const inside = {
        'w-1': composeAtlas({ storage: opened.storage, ids: countingIds() }),
        'w-2': composeAtlas({ storage: opened.storage, ids: countingIds() }),
      };
      await world.query("DELETE FROM tenantatlas.entitlements WHERE workspace_id = 'w-2' AND user_id = 'u-1'");
      await world.query("DELETE FROM tenantatlas.memberships WHERE workspace_id = 'w-2' AND user_id = 'u-1'");
      const [one, two] = [memberNamed('u-1'), memberNamed('u-2')];
      const ofOne = orThrow(await inside['w-1'].as(one).operations.start(startIn('w-1')));
      const ofTwo = orThrow(await inside['w-2'].as(two).operations.start(startIn('w-2')));
      expect(ofOne.run.id).toBe(ofTwo.run.id);
      expect(ofTwo.disposition).toBe('created');
      const runId = ofOne.run.id;

      // A member of one workspace cannot tell that the other exists.
      const { operations, controls, audit } = inside['w-1'].as(one);
      expect(codeOf(await operations.get({ workspaceId: 'w-2', runId }))).toBe('not_found');
      expect(codeOf(await operations.cancel({ workspaceId: 'w-2', runId }))).toBe('not_found');
      expect(codeOf(await operations.start(startIn('w-2')))).toBe('not_found');
      expect(codeOf(await audit.list({ workspaceId: 'w-2' }))).toBe('not_found');
      expect(codeOf(await controls.evaluate({ control: cheap, workspaceId: 'w-2' }))).toBe('not_found');
      expect(
        orThrow(await operations.list({ workspaceId: 'w-1' })).items.map(({ workspaceId, id }) => [workspaceId, id]),
      ).toEqual([['w-1', runId]]);

      // What happens to the run and the control of one leaves those of the other alone.
      orThrow(await operations.cancel({ workspaceId: 'w-1', runId }));
      expect(orThrow(await inside['w-2'].as(two).operations.get({ workspaceId: 'w-2', runId })).status).toBe('queued');
      orThrow(
        await atlas
          .as(operatorNamed('op-1'))
          .controls.pause({ control: cheap, scope: workspaceScope('w-1'), reason: 'Only the first' }),
      );
      expect(codeOf(await operations.start(startIn('w-1')))).toBe('control_paused');
      expect(orThrow(await inside['w-2'].as(two).operations.start(startIn('w-2'))).disposition).toBe('joined');
      const trail = orThrow(await inside['w-2'].as(two).audit.list({ workspaceId: 'w-2' })).items;
      expect(trail.map(({ action, workspaceId }) => [action, workspaceId])).toEqual([['operation_run.started', 'w-2']]);
    });
  });
});
