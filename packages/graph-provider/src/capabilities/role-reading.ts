import type { OnItems, RoleFact, RoleHolding, RolePrincipal } from '@tenantatlas/core';
import type * as z from 'zod';
import type { GraphFailure } from '../answers/failure.ts';
import type { GraphReads } from '../transport/client.ts';
import { tooLarge, type PartRead } from './evidence.ts';
import type { Reader } from './reader.ts';

/** Holdings that are remembered in one reading, to tell each once, and holdings of groups whose members are read. More of them make the answer partial. */
const maxHeld = 50_000;

/** Facts that are handed over at once. */
export const maxFacts = 1_000;

/** The roles of one group. */
export interface GroupHoldings {
  readonly group: RolePrincipal;
  readonly holdings: RoleHolding[];
}

/** One reading of roles, and what it has to remember from one list to the next. */
export interface RoleReading extends Reader {
  readonly onItems: OnItems<RoleFact>;
  /** Groups that hold a role, by their id in lower case. */
  readonly groups: ReadonlyMap<string, GroupHoldings>;
  /** Why the reading is not complete, apart from what Graph answered: its memory was used up. */
  readonly overflow: () => GraphFailure | null;
  /** Remembers a holding that was told; false where there is no place left. */
  remember(key: string): boolean;
  isRemembered(key: string): boolean;
  /** Notes a holding of a group, for its members. */
  note(holding: RoleHolding): void;
}

/** Makes a {@link RoleReading}. */
export function createRoleReading(reader: Reader, onItems: OnItems<RoleFact>, max = maxHeld): RoleReading {
  const told = new Set<string>();
  const groups = new Map<string, GroupHoldings>();
  let count = 0;
  let isOver = false;
  return {
    ...reader,
    onItems,
    groups,
    overflow: () => (isOver ? tooLarge : null),
    remember(key) {
      if (told.size >= max && !told.has(key)) isOver = true;
      else told.add(key);
      return told.has(key);
    },
    isRemembered: (key) => told.has(key),
    note(holding) {
      if (count >= max) {
        isOver = true;
        return;
      }
      count += 1;
      const { principal } = holding;
      const id = principal.id.toLowerCase();
      const known = groups.get(id);
      if (known) known.holdings.push(holding);
      else groups.set(id, { group: principal, holdings: [holding] });
    },
  };
}

/** A holding; that of a group is noted for its members. */
export function noted(reading: RoleReading, holding: RoleHolding): RoleHolding {
  if (holding.principal.kind === 'group') reading.note(holding);
  return holding;
}

/** Reads a list of Graph page by page and hands over what `factsOf` makes of each, at most {@link maxFacts} at a time. The list is that of v1.0 unless `reads` is another version. */
export async function readPart<Item extends z.ZodType>(
  { client, session, onItems, overflow }: RoleReading,
  path: string,
  item: Item,
  factsOf: (page: readonly z.output<Item>[]) => Iterable<RoleFact>,
  reads: GraphReads = client,
): Promise<Omit<PartRead, 'part'>> {
  let items = 0;
  const { failure } = await reads.pages(session, path, item, async (page) => {
    for (const facts of chunksOf(factsOf(page))) {
      if (session.signal.aborted) throw session.signal.reason;
      items += facts.length;
      await onItems(facts);
    }
  });
  return { items, failure: failure ?? overflow() };
}

/** A page of a group's members gives each of its roles to each of them. They are not held all at once. */
function* chunksOf(facts: Iterable<RoleFact>): Iterable<readonly RoleFact[]> {
  let chunk: RoleFact[] = [];
  for (const fact of facts) {
    chunk.push(fact);
    if (chunk.length < maxFacts) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
