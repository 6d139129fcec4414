import { sql } from 'kysely';
import type { PeopleStore, PersonRecord, PersonRef } from '@tenantatlas/core/ports';
import { textOrNull, truth } from '../rows/column.ts';
import { toPerson } from '../rows/person.ts';
import { all, first, run, table, type QueryContext } from './context.ts';
import { withinLockTimeout } from './lock-timeout.ts';
import { onlyOnPlatform } from './reach.ts';
import { untilDone } from './until-done.ts';

/** How long a label waits for another transaction that is writing the same person, in milliseconds. */
const nameWaitMillis = 100;

/** The directory of people in PostgreSQL. */
export function createPeopleStore(context: QueryContext): PeopleStore {
  return {
    remember: (person) => remember(context, person, person.label),
    find: (refs) => find(context, refs),
    erase: async (person) => {
      await onlyOnPlatform(context, 'people.erase');
      return erasePerson(context, person);
    },
  };
}

async function find(context: QueryContext, refs: readonly PersonRef[]): Promise<readonly PersonRecord[]> {
  await onlyOnPlatform(context, 'people.find');
  if (refs.length === 0) return [];
  const [kinds, ids] = [refs.map(({ kind }) => kind), refs.map(({ personId }) => personId)];
  return all(
    context,
    sql`select person_kind, person_id, label from ${table(context, 'people')}
        where (person_kind, person_id) in (select kind, id from unnest(${kinds}::text[], ${ids}::text[]) as asked (kind, id))`,
    toPerson,
  );
}

async function remember(context: QueryContext, { kind, personId }: PersonRef, label: string): Promise<void> {
  // Reads first: nearly every call finds the label unchanged, and a write would lock the row and leave a dead one.
  const known = await first(
    context,
    context.build
      .selectFrom('people')
      .select(['label', 'erased'])
      .where('person_kind', '=', kind)
      .where('person_id', '=', personId),
    (row) => ({ label: textOrNull(row, 'label'), erased: truth(row, 'erased') }),
  );
  if (known && (known.erased || known.label === label)) return;
  // A name must not delay a pause: while another transaction writes this row, this one leaves it alone.
  await withinLockTimeout(context, nameWaitMillis, (inner) => writeLabel(inner, kind, personId, label));
}

async function writeLabel(context: QueryContext, kind: string, personId: string, label: string): Promise<void> {
  await run(
    context,
    sql`insert into ${table(context, 'people')} as people (person_kind, person_id, label, erased)
        values (${kind}, ${personId}, ${label}, false)
        on conflict (person_kind, person_id) do update set label = excluded.label
        where not people.erased and people.label is distinct from excluded.label`,
  );
}

/**
 * Whether the person of this unit was erased. It holds the row until the unit ends, so that an erasure waits for what the unit writes, and this waits for an erasure. A
 * person whose label was never noted has no row to hold.
 */
export async function isErased(context: QueryContext, { kind, personId }: PersonRef): Promise<boolean> {
  const erased = await first(
    context,
    sql`select erased from ${table(context, 'people')} where person_kind = ${kind} and person_id = ${personId} for share`,
    (row) => truth(row, 'erased'),
  );
  return erased ?? false;
}

/** Waits for the units that add usage events of a person, and keeps later ones waiting: an update alone does not conflict with the lock that they take. */
export async function holdPerson(context: QueryContext, { kind, personId }: PersonRef): Promise<void> {
  await run(
    context,
    sql`select from ${table(context, 'people')} where person_kind = ${kind} and person_id = ${personId} for update`,
  );
}

/** Blanks the label for good, also while another call notes it. True when there was one. */
export async function erasePerson(context: QueryContext, { kind, personId }: PersonRef): Promise<boolean> {
  const { build } = context;
  return untilDone(async () => {
    const blanked = await run(
      context,
      build
        .updateTable('people')
        .set({ label: null, erased: true })
        .where('person_kind', '=', kind)
        .where('person_id', '=', personId)
        .where('erased', '=', false),
    );
    if (blanked.rowCount > 0) return true;
    const noted = await run(
      context,
      build
        .insertInto('people')
        .values({ person_kind: kind, person_id: personId, label: null, erased: true })
        .onConflict((conflict) => conflict.doNothing()),
    );
    if (noted.rowCount > 0) return false;
    // The conflict is an erased row, or one that was added between the two statements.
    const erased = await run(
      context,
      build
        .selectFrom('people')
        .select('erased')
        .where('person_kind', '=', kind)
        .where('person_id', '=', personId)
        .where('erased', '=', true),
    );
    return erased.rows.length > 0 ? false : null;
  });
}
