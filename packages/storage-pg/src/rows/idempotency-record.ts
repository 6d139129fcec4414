import type { IdempotencyRecord } from '@tenantatlas/core/ports';
import { id, instant, text, word, type SqlRow } from './column.ts';

/** A row of `idempotency_keys`. */
export function toIdempotencyRecord(row: SqlRow): IdempotencyRecord {
  return {
    actor: { kind: word(row, 'actor_kind', ['platform', 'user', 'system']), id: text(row, 'actor_id') },
    key: text(row, 'key'),
    requestHash: text(row, 'request_hash'),
    runId: id(row, 'run_id'),
    disposition: word(row, 'disposition', ['created', 'joined', 'already_done']),
    createdAt: instant(row, 'created_at'),
  };
}
