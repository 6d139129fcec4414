import { sql } from 'kysely';
import { invariant } from '@tenantatlas/core';
import { text } from '../rows/column.ts';
import { first, type QueryContext } from './context.ts';

/** A setting that ends a wait. */
type Timeout = 'lock_timeout' | 'statement_timeout';

/** The script that puts a setting back as it is now, quoted by the server. `SET LOCAL`, because Citus does not send `set_config` to its workers. */
export async function scriptToRestore(context: QueryContext, name: Timeout): Promise<string> {
  const script = await first(
    context,
    sql`select pg_catalog.concat('SET LOCAL ', ${name}::text, ' TO ',
          pg_catalog.quote_literal(pg_catalog.current_setting(${name}::text))) as script`,
    (row) => text(row, 'script'),
  );
  invariant(script !== null, `PostgreSQL always has a ${name}.`);
  return script;
}

/** The script that limits waits in this transaction, in milliseconds. At least one, because zero would mean without limit. */
export function scriptToLimit(name: Timeout, millis: number): string {
  return `SET LOCAL ${name} TO ${String(Math.max(1, Math.ceil(millis)))}`;
}
