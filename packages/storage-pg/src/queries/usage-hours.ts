import { sql, type RawBuilder } from 'kysely';

/** Begins of hours, whatever the time zone of the session is. */
export function hourOf(column: 'occurred_at' | 'hour', bucket: 'hour' | 'day' = 'hour'): RawBuilder<unknown> {
  return sql.raw(`date_bin('1 ${bucket}', ${column}, timestamptz '1970-01-01 00:00:00+00')`);
}
