import type { ConnectionId, PersonId } from '../../kernel/ids.ts';
import type { AcknowledgementDraft } from '../../ports/check-acknowledgement.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import type { VerificationCheck } from '../../ports/verification-report.ts';
import { equal } from '../check.ts';
import { acknowledgementOf, at, connectionChange, runId, userB } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import {
  acknowledge,
  acknowledged,
  failed,
  failedWorld,
  get,
  keep,
  list,
  one,
  stored,
} from './acknowledgement-helpers.ts';
import { beside, holding } from './side-by-side.ts';

/** How often reports and acknowledgements race, each of them first in every other race. */
const races = 6;

/** What becomes of an acknowledgement when reports, changes and other people come in between. */
export const acknowledgementCases: readonly StorageCase[] = [
  {
    name: 'acknowledgements: one is stored whole, replaces the one that was read, and does not change the connection',
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      const draft = acknowledgementOf(report);
      const kept = { ...checked, acknowledgements: [stored(draft)] };
      equal(await acknowledge(world, draft), kept, 'The answer.');
      equal(await get(world), kept, 'The row.');
      equal(await list(world), [kept], 'The list.');
      const by = { kind: 'platform', personId: userB } as const;
      const other = { ...draft, by, at: at(40), reason: 'Another reason', before: stored(draft) };
      equal((await acknowledged(world, other)).acknowledgements, [stored(other)], 'The other one replaces it.');
    },
  },
  {
    name: 'acknowledgements: one of each check is kept, in the order of their keys',
    run: async (context) => {
      const { world, report } = await failedWorld(context);
      const keys = ['permissions', 'Z', 'a'];
      for (const checkKey of keys) await acknowledged(world, acknowledgementOf(report, { checkKey }));
      equal(
        (await get(world)).acknowledgements.map(({ checkKey }) => checkKey),
        ['Z', 'a', 'permissions'],
        'All of them.',
      );
    },
  },
  {
    name: 'acknowledgements: nothing is written when report, state or acknowledgement differ from what was read',
    run: async (context) => {
      const { world, report } = await failedWorld(context);
      const draft = acknowledgementOf(report);
      const before = await acknowledged(world, draft);
      const read = stored(draft);
      const drafts: readonly (readonly [string, AcknowledgementDraft])[] = [
        ['Of another run.', { ...draft, before: read, report: { ...report, runId: runId(7) } }],
        ['Of the same run, another report.', { ...draft, before: read, report: { ...report, createdAt: at(11) } }],
        ['Of another state.', { ...draft, before: read, report: { ...report, checked: at(-1) } }],
        ['None was read.', { ...draft, before: null }],
        ['Another instant was read.', { ...draft, before: { ...read, at: at(31) } }],
        ['Another person was read.', { ...draft, before: { ...read, by: { ...read.by, personId: userB } } }],
        ['Another directory was read.', { ...draft, before: { ...read, by: { ...read.by, kind: 'platform' } } }],
        ['One was read where none is.', { ...draft, checkKey: 'other', before: { ...read, checkKey: 'other' } }],
      ];
      for (const [what, wrong] of drafts) {
        equal(await acknowledge(world, { ...wrong, reason: 'Late reason' }), 'changed_meanwhile', what);
        equal(await get(world), before, what);
      }
      const absent = await acknowledge(world, draft, 'connection-9' as ConnectionId);
      equal(absent, 'changed_meanwhile', 'A connection that does not exist.');
    },
  },
  {
    name: 'acknowledgements: of 12 people at once exactly one is kept',
    run: async (context) => {
      const { world, report } = await failedWorld(context);
      const answers = await race(12, (n) => {
        const by = { kind: 'user', personId: `user-${String(n)}` as PersonId } as const;
        return acknowledge(world, acknowledgementOf(report, { by, reason: `Reason ${String(n)}` }));
      });
      const won = answers.filter((answer) => answer !== 'changed_meanwhile');
      equal(won.length, 1, 'The others get changed_meanwhile.');
      equal(await get(world), won[0], 'It is the one that is stored.');
    },
  },
  {
    name: 'acknowledgements: one applies to each later report with the same failure, also of the same run and of an older state',
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      const draft = acknowledgementOf(report);
      await acknowledged(world, draft);
      const later = [
        ['Of another run.', failed(2)],
        ['A second report of that run.', failed(2, { createdAt: at(25) })],
        ['The same report once more.', failed(2, { createdAt: at(25) })],
        ['Of an older state.', failed(3, { checked: at(-5) })],
      ] as const;
      for (const [what, next] of later) {
        const kept = await keep(world, checked, next);
        const expected = [{ ...stored(draft), runId: next.runId }];
        equal(kept.acknowledgements, expected, what);
        equal((await get(world)).acknowledgements, expected, what);
      }
    },
  },
  ...(
    [
      ['passes', { status: 'pass', reasonCode: 'ok' }],
      ['fails for another reason', { reasonCode: 'rate_limited' }],
      ['blocks', { blocking: true }],
      ['is unknown for the same reason', { status: 'unknown' }],
      ['is another one', { key: 'other' }],
    ] as const satisfies readonly (readonly [string, Partial<VerificationCheck>])[]
  ).map(([what, change]): StorageCase => ({
    name: `acknowledgements: one ends when the check ${what}, and the first failure does not restore it`,
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      await acknowledged(world, acknowledgementOf(report));
      const [check] = report.checks as readonly [VerificationCheck];
      equal(
        (await keep(world, checked, failed(2, { checks: [{ ...check, ...change }] }))).acknowledgements,
        [],
        'It is removed.',
      );
      equal((await keep(world, checked, failed(3))).acknowledgements, [], 'It stays removed.');
      const anew = acknowledgementOf(failed(3), { at: at(50) });
      equal((await acknowledged(world, anew)).acknowledgements, [stored(anew)], 'Another one can be made.');
    },
  })),
  {
    name: 'acknowledgements: a change that names another tenant or app removes them, and any other change keeps them',
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      const draft = acknowledgementOf(report);
      await acknowledged(world, draft);
      const change = async (more: Parameters<typeof connectionChange>[1]) => {
        const row = await get(world);
        await world.unit(({ connections }) => connections.change(world.scope, one, connectionChange(row, more)));
        return (await get(world)).acknowledgements;
      };
      equal(await change({ isEnabled: false, uncheckedAt: at(60) }), [stored(draft)], 'It stays.');
      equal(await change({ externalTenantId: 'x.example', dropsAcknowledgements: true }), [], 'It is removed.');
      equal((await keep(world, checked, failed(2))).acknowledgements, [], 'It stays removed.');
    },
  },
  {
    name: 'acknowledgements: beside a report with the same failure neither is lost',
    run: async (context) => {
      for (let n = 0; n < races; n += 1) {
        const { world, checked, report } = await failedWorld(context);
        const draft = acknowledgementOf(report);
        const [answer] = await beside(
          n,
          () => acknowledge(world, draft),
          () => keep(world, checked, failed(2)),
        );
        const { report: last, acknowledgements } = await get(world);
        equal(last?.runId, runId(2), 'The report is stored.');
        const expected = answer === 'changed_meanwhile' ? [] : [{ ...stored(draft), runId: runId(2) }];
        equal(acknowledgements, expected, 'The acknowledgement applies to it, or its caller got changed_meanwhile.');
      }
    },
  },
  {
    name: 'acknowledgements: beside a report without the failure none remains, whichever is first',
    run: async (context) => {
      for (let n = 0; n < races; n += 1) {
        const { world, checked, report } = await failedWorld(context);
        const passed = failed(2, { checks: [] });
        await beside(
          n,
          () => acknowledge(world, acknowledgementOf(report)),
          () => keep(world, checked, passed),
        );
        const { report: last, acknowledgements } = await get(world);
        equal([last?.runId, acknowledgements], [runId(2), []], 'The report alone.');
        equal((await keep(world, checked, failed(3))).acknowledgements, [], 'None is restored.');
      }
    },
  },
  {
    name: 'acknowledgements: one made during a report waits for it and is not kept',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      const keeping = ({ connections }: StorageUnit) =>
        connections.keepCheck(world.scope, one, { ...checked, report: failed(2) });
      const answer = await holding(world, keeping, () => acknowledge(world, acknowledgementOf(report)));
      equal(answer, 'changed_meanwhile', 'Its caller gets changed_meanwhile.');
      equal((await get(world)).acknowledgements, [], 'Nothing is kept.');
    },
  },
  {
    name: 'acknowledgements: a report made during one waits for it and includes it',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { world, checked, report } = await failedWorld(context);
      const draft = acknowledgementOf(report);
      const acknowledging = ({ connections }: StorageUnit) => connections.acknowledge(world.scope, one, draft);
      const { acknowledgements } = await holding(world, acknowledging, () => keep(world, checked, failed(2)));
      equal(acknowledgements, [{ ...stored(draft), runId: runId(2) }], 'The answer has it.');
      equal((await get(world)).acknowledgements, acknowledgements, 'So has the row.');
    },
  },
];
