import { sql, type RawBuilder } from 'kysely';

// A login that may add events may add them with SQL of its own. What such rows hold must not break an answer about the rows of others.

/** The text of a member, as `JSON.stringify` writes one that can be stored. */
const member = String.raw`"(?:[^"\\\u0001-\u001f]|\\["\\bfnrt]|\\u000[1-9a-f]|\\u001[0-9a-f])*"`;

/** A list of three texts: the kinds that the SDK writes. Whatever matches is JSON that the database reads. */
const namesPattern = String.raw`^\[${member},${member},${member}\]$`;

/** Whether a text is a kind by its names. */
export function isNames(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${text} ~ ${namesPattern})`;
}

/** The name of the event of a kind: `names` where its code is known, else the kind itself. Null for a code that is not known, and for what the SDK never writes. */
export function eventNameOf(names: RawBuilder<unknown>, kind: RawBuilder<unknown>): RawBuilder<unknown> {
  const text = sql`coalesce(${names}, ${kind})`;
  return sql`(case when ${isNames(text)} then ${text}::jsonb ->> 0 end)`;
}

/** Whether an instant of a row is one of the years 1 to 9999, which is what an answer can hold. No other one may get into a computation: the database refuses some of them. */
export function isInstant(column: 'hour' | 'last_hour' | 'occurred_at'): RawBuilder<unknown> {
  return sql.raw(
    `(${column} >= timestamptz '0001-01-01 00:00:00+00' and ${column} < timestamptz '9999-12-31 00:00:00+00')`,
  );
}
