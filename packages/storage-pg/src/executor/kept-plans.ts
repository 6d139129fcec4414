import { createHash } from 'node:crypto';
import type { PlanRefused } from './sql-error.ts';

/** How often a text is sent before its plan is kept. A text that is sent once or twice, as one with an instant in it, would cost a name and a plan. */
export const usesBeforeKept = 3;

/** The most plans that one connection keeps: a plan takes about 100 kB of the memory of its server process. */
export const mostKeptPlans = 100;

/** How many texts are counted that have no name. Those that were not sent for longest are forgotten. */
const mostCounted = 500;

/**
 * Decides which statements are prepared under a name, so that the server parses and plans them once for each connection.
 *
 * - A name stands for one text under one role, on every connection and in every process. A server that knows the name from another client, as behind a pooler, never
 *   runs another statement than the one that was meant. The role is in it, because the server plans again when a statement with row security comes under another role.
 * - At most {@link mostKeptPlans} names are given, in the order in which texts come to {@link usesBeforeKept} uses. No name is given up for another text: a DEALLOCATE
 *   would be a message more, and a pooler that renames statements refuses it.
 * - After a refusal that a pooler causes, no name is given any more. After one that a change of the schema causes, all names change, so that each connection plans again.
 *   What it kept under the names before stays until it ends.
 */
export interface KeptPlans {
  /** The name for a statement of a unit under `role`; null for one that is sent without a name. Counts the use. */
  nameOf(role: string, sql: string): string | null;
  /** Notes that the server refused what it had kept under this name. */
  refused(name: string, refusal: PlanRefused): void;
}

/** See {@link KeptPlans}. One for each pool. */
export function createKeptPlans(): KeptPlans {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  let generation = 1;
  let isOff = false;

  const give = (key: string): string => {
    const digest = createHash('sha256').update(key).digest('hex').slice(0, 40);
    const name = `tenantatlas_${String(generation)}_${digest}`;
    names.set(key, name);
    return name;
  };

  return {
    nameOf(role, sql) {
      if (isOff) return null;
      const key = `${role} ${sql}`;
      const known = names.get(key);
      if (known !== undefined) return known;
      const count = (uses.get(key) ?? 0) + 1;
      uses.delete(key);
      if (count >= usesBeforeKept && names.size < mostKeptPlans) return give(key);
      uses.set(key, count);
      const [oldest] = uses.keys();
      if (uses.size > mostCounted && oldest !== undefined) uses.delete(oldest);
      return null;
    },
    refused(name, { isOutdated }) {
      if (!isOutdated) isOff = true;
      // Several connections can be refused for one change. The first of them has changed the names.
      else if (name.startsWith(`tenantatlas_${String(generation)}_`)) {
        generation += 1;
        for (const key of [...names.keys()]) give(key);
      }
    },
  };
}
