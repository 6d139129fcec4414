import { runOutcomes, runStatuses } from '@tenantatlas/core';
import {
  InvariantError,
  type JsonValue,
  type OperationRun,
  type RunContext,
  type RunFailure,
} from '@tenantatlas/core/ports';
import {
  id,
  idOrNull,
  instant,
  instantOrNull,
  integer,
  integerOrNull,
  json,
  jsonObject,
  jsonObjects,
  text,
  textOrNull,
  word,
  type SqlRow,
} from './column.ts';
import { personRefOrNull } from './person-ref.ts';
import { toSentence } from './sentence.ts';

/** A row of `operation_runs`. */
export function toRun(row: SqlRow): OperationRun {
  return {
    workspaceId: id(row, 'workspace_id'),
    id: id(row, 'id'),
    tenantId: idOrNull(row, 'tenant_id'),
    initiator: personRefOrNull(row, 'initiator'),
    type: text(row, 'type'),
    status: word(row, 'status', runStatuses),
    outcome: word(row, 'outcome', runOutcomes),
    identityHash: text(row, 'identity_hash'),
    inputs: json(row, 'inputs'),
    context: jsonObject(row, 'context') as RunContext,
    summaryCounts: {
      total: integer(row, 'count_total'),
      processed: integer(row, 'count_processed'),
      succeeded: integer(row, 'count_succeeded'),
      failed: integer(row, 'count_failed'),
      skipped: integer(row, 'count_skipped'),
    },
    progress: {
      done: integer(row, 'progress_done'),
      total: integerOrNull(row, 'progress_total'),
      note: textOrNull(row, 'progress_note'),
    },
    failureSummary: jsonObjects(row, 'failure_summary').map(toFailure),
    attempt: integer(row, 'attempt'),
    createdAt: instant(row, 'created_at'),
    startedAt: instantOrNull(row, 'started_at'),
    heartbeatAt: instantOrNull(row, 'heartbeat_at'),
    completedAt: instantOrNull(row, 'completed_at'),
  };
}

function toFailure(value: { readonly [key: string]: JsonValue }): RunFailure {
  const { reasonCode, message } = value;
  if (typeof reasonCode !== 'string') throw new InvariantError('A stored failure lacks its reason code.');
  return { reasonCode, message: toSentence(message) };
}
