import * as z from 'zod';
import { operatorReach } from '../access/rules.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { pageAnswer } from '../kernel/answers.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import type { RunId, WorkspaceId } from '../kernel/ids.ts';
import { pageFields, type InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import { lazy } from '../kernel/lazy.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { timeFields } from '../kernel/time-fields.ts';
import { elsewhereAnswer, foundBy, stuckBefore, type Found } from './attention.ts';
import type { OperationCatalog } from './definition.ts';
import { sayRun } from './messages.ts';
import { rangeOf } from './time-range.ts';

/** Why an operator looks at a run. A run that was blocked counts as failed. */
export const attentionKinds = ['failed', 'stuck'] as const;
/** See {@link attentionKinds}. */
export type AttentionKind = (typeof attentionKinds)[number];

/** Input of `operations.attentionRuns`. */
export const attentionRunsInput = lazy(() =>
  z.strictObject({ ...pageFields, ...timeFields, kind: z.enum(attentionKinds) }),
);

/** A page of runs with their workspaces. */
export const elsewherePageAnswer = pageAnswer('RunElsewhere', elsewhereAnswer);

/** `operations.attentionRuns`: one read for each page, however many workspaces there are. */
export async function attentionRuns(
  context: UseCaseContext<InputOf<typeof attentionRunsInput>>,
  catalog: OperationCatalog,
): Promise<Result<Page<Found>, InvalidInput>> {
  const { unit, input, now } = context;
  const { kind } = input;
  const timed = (['window', 'from', 'to'] as const).filter((member) => input[member]);
  if (kind === 'stuck' && timed.length > 0)
    return err(invalidInput(timed.map((member) => issue(member, 'failed_only', sayRun('runs.input.failed_only')))));
  const range = rangeOf(input, now);
  if (range.isErr()) return err(range.error);
  const request = readKeyset('attention', ['instant', 'id', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after: key, limit } = request.value;
  const after = key && { at: key[0] as Instant, id: key[1] as RunId, workspaceId: key[2] as WorkspaceId };
  const page = { after, limit: limit + 1 };
  const among = operatorReach(context.caller.actor);
  const read =
    kind === 'failed'
      ? await unit.runs.listFailed(range.value, among, page)
      : await unit.runs.listStuck(stuckBefore(catalog, now), among, page);
  return ok(
    toPage(
      read,
      request.value,
      ({ run }) => [kind === 'failed' ? (run.completedAt ?? run.createdAt) : run.createdAt, run.id, run.workspaceId],
      foundBy(context, catalog),
    ),
  );
}
