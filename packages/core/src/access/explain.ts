import type * as z from 'zod';
import { now } from '../kernel/clock.ts';
import type { ErrorBase, ErrorCode } from '../kernel/errors.ts';
import type { Result } from '../kernel/result.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { unitScope } from './asked-scope.ts';
import type { Caller, Environment } from './environment.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';
import {
  accessSteps,
  lookUp,
  readAccess,
  readForm,
  readInput,
  type AccessFound,
  type Asked,
} from './order-of-refusal.ts';
import { reasonOfWork, refused, type Refused, type RefusalReason } from './refusal.ts';
import { needsAnyWorkspace, refuseArchived, refusePlane } from './rules.ts';
import type { UseCase } from './use-case.ts';

/**
 * The steps of the order of refusal, in order. `form` is the form of the request and of the scope's ids, `policy` the host's access policy, `thing` what the request
 * names by id, `definition` the planes of an operation, `work` what only the work itself can find, such as a conflict.
 */
export const explainedSteps = [
  'plane',
  'form',
  'policy',
  'membership',
  'entitlement',
  'thing',
  'definition',
  'capability',
  'input',
  'control',
  'state',
  'work',
] as const;

/** One step of a decision. */
export interface ExplainedStep {
  readonly step: (typeof explainedSteps)[number];
  /** `not_judged`: the method does not have the step, or an earlier refusal left nothing to judge it by. */
  readonly verdict: 'passed' | 'refused' | 'not_judged';
  /** The true reason of a refusal, else null. */
  readonly reason: RefusalReason | null;
  /** What a caller is answered if this step is the first to refuse, else null. */
  readonly error: ErrorBase<ErrorCode> | null;
}

/** How a request would be decided. For developers and logs of the host: it tells what the answer to the caller hides. */
export interface Explanation {
  readonly method: MethodName;
  /** The step that decides: the first that refuses. Null when none does; the work may then still end in a conflict. */
  readonly refusal: ExplainedStep | null;
  /** Every step, in the order of refusal. */
  readonly steps: readonly ExplainedStep[];
}

type Step = ExplainedStep['step'];

/**
 * Judges a request as {@link perform} does, by the same functions in the same order, and goes on after a refusal where it can. Reads only: it takes no locks, runs
 * nothing and writes nothing, so what others commit meanwhile can change the answer.
 */
export async function explain<Method extends MethodName, Schema extends z.ZodType, T, E>(
  environment: Environment,
  caller: Caller,
  useCase: UseCase<Method, Schema, T, E>,
  request: unknown,
): Promise<Explanation> {
  const row: MethodAccess = accessMatrix[useCase.name];
  const judged = new Map<Step, Refused<unknown> | null>();
  judged.set('plane', refusePlane(caller.actor, row));
  const form = readForm(caller, { row }, request);
  judged.set('form', refusalOf(form));
  if (form.isOk()) {
    const asked = await lookUp(environment, caller, { ...useCase, row }, form.value);
    const isAsked = form.value.scope !== null || needsAnyWorkspace(caller.actor, row);
    if (environment.policy && caller.actor.kind === 'user' && isAsked) judged.set('policy', refusalOf(asked));
    if (asked.isOk()) {
      const scope = unitScope(row, caller, asked.value.scope);
      const inUnit = await environment.storage.unit(scope, (unit) =>
        judgeInUnit(unit, environment, asked.value, useCase),
      );
      for (const [step, refusal] of inUnit) judged.set(step, refusal);
    }
  }
  const steps = explainedSteps.map((step) => explained(step, judged.get(step)));
  const refusal = steps.find(({ verdict }) => verdict === 'refused') ?? null;
  return Object.freeze({ method: useCase.name, refusal, steps: Object.freeze(steps) });
}

type Judged = [Step, Refused<unknown> | null];

async function judgeInUnit<Method extends MethodName, Schema extends z.ZodType, T, E>(
  unit: StorageUnit,
  environment: Environment,
  asked: Asked,
  useCase: UseCase<Method, Schema, T, E>,
): Promise<readonly Judged[]> {
  const found = await readAccess(unit, asked);
  const judged: Judged[] = accessSteps
    .filter(({ step }) => isJudged(step, found, useCase))
    .map(({ step, judge }) => [step, judge(found)]);
  const input = readInput(asked, useCase.input);
  judged.push(['input', refusalOf(input)]);
  const { scope } = found;
  if (asked.row.writes && !useCase.decidesArchivedItself && scope?.facts.workspace)
    judged.push(['state', asReason(refuseArchived(scope.facts))]);
  if (!useCase.foresee || input.isErr() || !scope?.facts.workspace) return judged;
  const ahead = await useCase.foresee({
    unit,
    input: input.value,
    scope,
    caller: asked.caller,
    now: now(environment.clock),
  });
  if (ahead.input) judged.push(['input', refused('input', ahead.input)]);
  if (ahead.control !== undefined) judged.push(['control', asReason(ahead.control)]);
  judged.push(['state', asReason(ahead.state)]);
  return judged;
}

/** Steps that the request does not have: without a scope there is no membership, and without a named thing none can be missing. */
function isJudged(
  step: (typeof accessSteps)[number]['step'],
  { asked, scope }: AccessFound,
  useCase: { readonly locate?: unknown },
): boolean {
  switch (step) {
    case 'membership':
      return scope !== null || needsAnyWorkspace(asked.caller.actor, asked.row);
    case 'entitlement':
      return scope !== null && scope.tenantId !== null;
    case 'thing':
      return useCase.locate !== undefined;
    case 'definition':
      return asked.definition !== null;
    case 'capability':
      return existsFor(asked);
  }
}

/** Whether the method exists for the actor's plane: else it needs no capability there. */
function existsFor({ row, caller }: Asked): boolean {
  const { kind } = caller.actor;
  return row[kind] !== null && row[kind] !== false;
}

function refusalOf<T, E>(result: Result<T, Refused<E>>): Refused<E> | null {
  return result.isErr() ? result.error : null;
}

function asReason<E>(error: E | null): Refused<E> | null {
  return error === null ? null : refused(reasonOfWork(error), error);
}

function explained(step: Step, refusal: Refused<unknown> | null | undefined): ExplainedStep {
  if (refusal === undefined) return Object.freeze({ step, verdict: 'not_judged', reason: null, error: null });
  if (refusal === null) return Object.freeze({ step, verdict: 'passed', reason: null, error: null });
  return Object.freeze({
    step,
    verdict: 'refused',
    reason: refusal.reason,
    error: refusal.error as ErrorBase<ErrorCode>,
  });
}
