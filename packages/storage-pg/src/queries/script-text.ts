import type { RawBuilder } from 'kysely';
import { invariant } from '@tenantatlas/core';
import { checkedToken } from './checked-token.ts';
import type { QueryContext } from './context.ts';

/**
 * A statement as part of a script, which has no parameters: their values become part of the text. They are numbers, or ids, keys and instants, which need no
 * quoting; anything else is a bug.
 */
export function scriptText({ build }: Pick<QueryContext, 'build'>, statement: RawBuilder<unknown>): string {
  const { sql, parameters } = statement.compile(build);
  return sql.replace(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `(${String(value)})`;
  invariant(typeof value === 'string', 'The values in a script are whole numbers and tokens.');
  return `'${checkedToken(value)}'`;
}
