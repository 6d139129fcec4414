import type { PersonRecord } from '@tenantatlas/core/ports';
import { textOrNull, type SqlRow } from './column.ts';
import { personRef } from './person-ref.ts';

/** A row of `people`. */
export function toPerson(row: SqlRow): PersonRecord {
  return { ...personRef(row, 'person'), label: textOrNull(row, 'label') };
}
