import type { Environment } from '../access/environment.ts';
import { recordAs } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import { isIdToken, type AuditEntryId } from '../kernel/ids.ts';
import { redactText } from '../kernel/redaction.ts';
import { cleanLine, cleanText, isVisibleText } from '../kernel/text.ts';
import type { Result } from '../kernel/result.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { OperationRun, RunCounts, RunFailure, RunProgress } from '../ports/run-store.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type {
  OperationCatalog,
  OperationContext,
  OperationDefinition,
  OperationFailure,
  OperationReport,
} from './definition.ts';
import { parseInputs } from './input-schema.ts';
import { sayRun } from './messages.ts';
import { isCount, readReport, type HandledOutcome } from './rules.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };

/** Progress is written at most this often, in milliseconds; the last state is written in any case. */
const progressGapMillis = 250;
/** Waits between attempts to write a run's end while the store is away, in milliseconds. After the last the lease runs out and another worker takes over. */
const completionRetryMillis = [200, 1_000, 3_000] as const;

/** A run that is being worked on here. */
export interface Execution {
  /** Resolves when the work has ended; never rejects. */
  readonly ended: Promise<void>;
  /** Fires the handler's signal. */
  abort(reason: 'cancelled' | 'stopping' | 'taken_over'): void;
}

/** How a run ends. */
interface End {
  readonly outcome: HandledOutcome;
  readonly counts: RunCounts | null;
  readonly failures: readonly RunFailure[];
}

/** Works a claimed run off: heartbeats while the handler works, its end with the audit entry in one unit. All writes carry the attempt as fence. */
export function executeRun(
  environment: Environment,
  catalog: OperationCatalog,
  run: OperationRun,
  leaseMillis: number,
  scheduler: Scheduler,
): Execution {
  const controller = new AbortController();
  const definition = catalog[run.type] as OperationDefinition;
  const abort = (reason: 'cancelled' | 'stopping' | 'taken_over'): void => controller.abort(reason);
  const reporter = createReporter(environment, run, controller.signal, abort);
  const stopHeartbeat = startHeartbeat(scheduler, leaseMillis / 3, reporter.heartbeat);

  const work = async (): Promise<void> => {
    const end = await settle(environment, definition, run, controller.signal, reporter.progress);
    stopHeartbeat();
    // Does not end an aborted run: a cancelled run has ended already, and a stopped one belongs to the next worker.
    if (controller.signal.aborted) return;
    await writeEnd(environment, scheduler, definition, run, end, reporter.latest());
  };
  const ended = work().catch((reason: unknown) => {
    environment.logger.error('run_not_ended', {
      run_id: run.id,
      workspace_id: run.workspaceId,
      name: reason instanceof Error ? reason.name : typeof reason,
    });
  });
  return { ended: ended.finally(stopHeartbeat), abort };
}

async function settle(
  environment: Environment,
  definition: OperationDefinition,
  run: OperationRun,
  signal: AbortSignalLike,
  progress: OperationContext<unknown>['progress'],
): Promise<End> {
  const maxAttempts = definition.maxAttempts ?? 3;
  if (run.attempt > maxAttempts) {
    return failed('attempts_exhausted', sayRun('runs.failure.attempts_exhausted', { attempts: maxAttempts }));
  }
  const { id, workspaceId, tenantId, type } = run;
  try {
    // The schema and the handler are the host's code: what they throw ends the run.
    const parsed = await parseInputs(definition.inputs, run.inputs ?? undefined);
    if (!parsed.success) return failed('inputs_invalid', sayRun('runs.failure.inputs_invalid'));
    const context = {
      inputs: parsed.data,
      run: { id, workspaceId, tenantId, type },
      attempt: run.attempt,
      signal,
      progress,
    };
    // Reading the answer is part of the attempt: a handler in plain JavaScript may answer anything.
    return endOf(environment, run, await definition.run(context));
  } catch (reason) {
    const name = reason instanceof Error ? reason.name : typeof reason;
    environment.logger.error('operation_handler_threw', { run_id: id, type, name });
    return failed('handler_error', sayRun('runs.failure.handler_error'));
  }
}

function endOf(
  { logger }: Environment,
  { id, type }: OperationRun,
  answer: Result<OperationReport, OperationFailure>,
): End {
  if (answer.isOk()) {
    const { outcome, counts, leftOut, raised, failures } = readReport(answer.value);
    if (leftOut.length + raised.length > 0)
      logger.warn('operation_report_corrected', {
        run_id: id,
        type,
        detail: [listed('left out', leftOut), listed('raised', raised)].filter((part) => part !== '').join('; '),
      });
    const isUncounted = leftOut.includes('failed');
    const summed = isUncounted ? [uncounted] : itemFailures(counts.failed);
    return { outcome, counts, failures: [...failures.map(reported), ...summed] };
  }
  return { outcome: 'failed', counts: null, failures: [reported(answer.error)] };
}

/** A failure as the handler says it, in words and a code that can be kept and shown. */
function reported(failure: unknown): RunFailure {
  const { reasonCode, message }: Partial<Record<keyof OperationFailure, unknown>> = { ...(failure as object | null) };
  // Cleaned first: a character between two letters would hide a secret. Nothing that a handler says is refused, or the run would not end with its reason.
  const text = redactText(cleanText(message, 100_000), 500);
  return {
    // A reason code is a stable word; anything else might be a message, and messages may hold secrets.
    reasonCode: typeof reasonCode === 'string' && isIdToken(reasonCode) ? reasonCode : 'unknown_reason',
    message: isVisibleText(text) ? sayRun('runs.failure.reported', { text }) : sayRun('runs.failure.no_message'),
  };
}

function listed(what: string, names: readonly string[]): string {
  return names.length > 0 ? `${what}: ${names.join(', ')}` : '';
}

const uncounted = { reasonCode: 'items_uncounted', message: sayRun('runs.failure.items_uncounted') };

function itemFailures(count: number): readonly RunFailure[] {
  return count > 0 ? [{ reasonCode: 'items_failed', message: sayRun('runs.failure.items_failed', { count }) }] : [];
}

function failed(reasonCode: string, message: RunFailure['message']): End {
  return { outcome: 'failed', counts: null, failures: [{ reasonCode, message }] };
}

function startHeartbeat(scheduler: Scheduler, gapMillis: number, heartbeat: () => Promise<unknown>): () => void {
  let isOn = true;
  let cancel = (): void => {};
  const next = (): void => {
    cancel = scheduler.after(gapMillis, () => {
      if (isOn) void heartbeat().finally(next);
    });
  };
  next();
  return () => {
    isOn = false;
    cancel();
  };
}

interface Reporter {
  readonly progress: OperationContext<unknown>['progress'];
  readonly heartbeat: () => Promise<boolean>;
  readonly latest: () => RunProgress | null;
}

/** Bundles progress, and notices when the run was taken away: the store refuses a stale fence. */
function createReporter(
  environment: Environment,
  run: OperationRun,
  signal: AbortSignalLike,
  abort: (reason: 'taken_over') => void,
): Reporter {
  const { storage, clock, logger } = environment;
  const scope = { workspaceId: run.workspaceId };
  let latest: RunProgress | null = null;
  let writtenAt = -Infinity;
  let isOurs = true;
  // The last write, done or in progress; calls between two writes return its answer.
  let lastWrite = Promise.resolve(true);

  const writeNow = async (): Promise<boolean> => {
    writtenAt = clock.epochMillis();
    try {
      isOurs = await storage.unit({ plane: 'workspace', ...scope, actor: null }, (unit) =>
        unit.runs.progress(scope, { id: run.id, attempt: run.attempt }, latest, now(clock)),
      );
    } catch (reason) {
      // Continues while the store is unreachable: the lease decides whether this worker still has the run.
      logger.warn('run_progress_not_written', {
        run_id: run.id,
        name: reason instanceof Error ? reason.name : typeof reason,
      });
    }
    if (!isOurs) abort('taken_over');
    return isOurs;
  };
  const write = (): Promise<boolean> => (lastWrite = writeNow());
  let isCorrected = false;
  const correct = (what: 'left out' | 'raised', name: string): void => {
    if (!isCorrected) logger.warn('run_progress_corrected', { run_id: run.id, detail: listed(what, [name]) });
    isCorrected = true;
  };

  return {
    latest: () => latest,
    heartbeat: write,
    // A handler need not wait for it, and it never rejects: work that goes on is not ended by a number.
    async progress(given, of = null, note = null) {
      if (signal.aborted) return false;
      if (!isCount(given)) correct('left out', 'done');
      if (of !== null && !isCount(of)) correct('left out', 'total');
      const done = isCount(given) ? given : (latest ?? run.progress).done;
      // What is done is part of the total.
      if (isCount(of) && of < done) correct('raised', 'total');
      latest = { done, total: isCount(of) ? Math.max(done, of) : null, note: noteOf(note) };
      return clock.epochMillis() - writtenAt < progressGapMillis ? lastWrite : write();
    },
  };
}

/** A note as it is stored and shown: one line without secrets. Null for a note that shows nothing. */
function noteOf(note: unknown): string | null {
  const text = redactText(cleanLine(note, 100_000), 200);
  return isVisibleText(text) ? text : null;
}

async function writeEnd(
  environment: Environment,
  scheduler: Scheduler,
  definition: OperationDefinition,
  run: OperationRun,
  end: End,
  progress: RunProgress | null,
): Promise<void> {
  for (const wait of [...completionRetryMillis, null]) {
    try {
      return await complete(environment, definition, run, end, progress);
    } catch (reason) {
      if (wait === null) throw reason;
      await new Promise<void>((resolve) => void scheduler.after(wait, resolve));
    }
  }
}

function complete(
  environment: Environment,
  definition: OperationDefinition,
  run: OperationRun,
  end: End,
  progress: RunProgress | null,
): Promise<void> {
  const { storage, clock, ids } = environment;
  const scope = { workspaceId: run.workspaceId };
  return storage.unit({ plane: 'workspace', ...scope, actor: null }, async (unit) => {
    const at = now(clock);
    const fence = { id: run.id, attempt: run.attempt };
    if (progress) await unit.runs.progress(scope, fence, progress, at);
    const completed = await unit.runs.complete(scope, fence, { ...end, at });
    if (!completed) return;
    await recordAs(unit, {
      id: ids.next() as AuditEntryId,
      recordedAt: at,
      action: 'operation_run.completed',
      outcome: end.outcome === 'failed' || end.outcome === 'blocked' ? 'failed' : 'success',
      actor: { kind: 'system', id: 'worker' },
      workspaceId: run.workspaceId,
      tenantId: run.tenantId,
      operationRunId: run.id,
      target: { type: 'operation_run', id: run.id, label: definition.label },
      summary: { variant: end.outcome, label: definition.label },
      metadata: { operation_type: run.type, outcome: end.outcome, attempt: run.attempt },
    });
  });
}
