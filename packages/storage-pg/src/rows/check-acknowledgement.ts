import type { CheckAcknowledgement } from '@tenantatlas/core/ports';
import { instant, text, textOrNull, type SqlRow } from './column.ts';
import { personRef } from './person-ref.ts';

/** A row of `check_acknowledgements`, also as JSON. */
export function toAcknowledgement(row: SqlRow): CheckAcknowledgement {
  return {
    checkKey: text(row, 'check_key'),
    reasonCode: text(row, 'reason_code'),
    runId: text(row, 'run_id'),
    by: personRef(row, 'person'),
    at: instant(row, 'acknowledged_at'),
    reason: textOrNull(row, 'reason_text'),
  };
}
