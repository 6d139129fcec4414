import type { PersonId } from '../../kernel/ids.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import { equal } from '../check.ts';
import { acknowledgementOf, runId } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { forMaintenance } from '../world.ts';
import { acknowledged, failed, failedWorld, get, keep, one, stored } from './acknowledgement-helpers.ts';
import { holding } from './side-by-side.ts';

/** What is left of acknowledgements when a person is erased. */
export const erasedAcknowledgementCases: readonly StorageCase[] = [
  {
    name: 'acknowledgements: erasing a person blanks their reasons in every workspace, and nothing else',
    run: async (context) => {
      const [mine, theirs] = [await failedWorld(context), await failedWorld(context)];
      const by = { kind: 'user', personId: context.nextWord() as PersonId } as const;
      const others = [
        acknowledgementOf(mine.report, { checkKey: 'a', by: { ...by, kind: 'platform' } }),
        acknowledgementOf(mine.report, { checkKey: 'b' }),
      ];
      for (const draft of others) await acknowledged(mine.world, draft);
      const own = acknowledgementOf(mine.report, { by });
      for (const { world } of [mine, theirs]) await acknowledged(world, own);
      const erase = () => forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(by));
      await erase();
      await erase();
      const blanked = { ...stored(own), reason: null };
      equal((await get(mine.world)).acknowledgements, [...others.map(stored), blanked], 'Person and instant stay.');
      equal((await get(theirs.world)).acknowledgements, [blanked], 'In the other workspace as well.');
      const kept = await keep(mine.world, mine.checked, failed(2));
      equal(kept.acknowledgements.at(-1), { ...blanked, runId: runId(2) }, 'It applies to the next report too.');
    },
  },
  {
    name: 'acknowledgements: those of an erased person have no reason',
    run: async (context) => {
      const { world, draft, ownUnit } = await namedWorld(context);
      await forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(draft.by));
      await ownUnit(({ connections }) => connections.acknowledge(world.scope, one, draft));
      equal((await get(world)).acknowledgements, [{ ...stored(draft), reason: null }], 'Person and instant only.');
    },
  },
  {
    name: 'acknowledgements: an erasure of the person waits for an acknowledgement in progress and blanks its reason',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { world, draft, ownUnit } = await namedWorld(context);
      await holding(
        { ...world, unit: ownUnit },
        ({ connections }) => connections.acknowledge(world.scope, one, draft),
        () => forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(draft.by)),
      );
      equal((await get(world)).acknowledgements, [{ ...stored(draft), reason: null }], 'Person and instant only.');
    },
  },
];

/** A failed check with what a person whose label was noted acknowledges, in units of that person. */
async function namedWorld(context: Parameters<StorageCase['run']>[0]) {
  const { world, report } = await failedWorld(context);
  const by = { kind: 'user', personId: context.nextWord() as PersonId } as const;
  const ownUnit = <T>(work: (unit: StorageUnit) => Promise<T>): Promise<T> =>
    context.storage.unit({ plane: 'workspace', workspaceId: world.workspaceId, actor: by }, work);
  await ownUnit(({ people }) => people.remember({ ...by, label: 'Ada' }));
  return { world, ownUnit, draft: acknowledgementOf(report, { by }) };
}
