import type { InputIssue } from '../kernel/errors.ts';
import { err, type Result } from '../kernel/result.ts';
import type { Caller, Environment } from './environment.ts';
import { isPastAccess, reasonOfWork, refused, type Refused } from './refusal.ts';
import type { AskedScope } from './rules.ts';

/**
 * Logs a refusal at `debug` with its true reason, which the answer hides. The scope is named only where the caller was admitted to it: a log line must not
 * name what the caller may not see.
 */
function logRefusal(
  { logger, method }: Pick<Environment, 'logger' | 'method'>,
  { actor }: Caller,
  scope: AskedScope | null,
  { reason, error }: Refused<unknown>,
): void {
  if (!logger.debug) return;
  const { code, capability, issues } = error as {
    readonly code: string;
    readonly capability?: string;
    readonly issues?: readonly InputIssue[];
  };
  logger.debug('refused', {
    method,
    reason,
    code,
    actor_kind: actor.kind,
    actor_id: actor.id,
    ...(isPastAccess(reason) && scope ? { workspace_id: scope.workspaceId, tenant_id: scope.tenantId } : {}),
    ...(capability === undefined ? {} : { capability }),
    ...(issues ? { rules: issues.map(({ rule }) => rule).join(', ') } : {}),
  });
}

/** The refusals of one call. Each call logs one at most: a unit may be tried several times, and only its last answer counts. */
export interface RefusalLog {
  /** Logs a refusal that was found before the unit, and answers it. */
  refuse<E>(refusal: Refused<E>): Result<never, E>;
  /** Begins an attempt of the unit: what the attempt before it was refused for is forgotten. */
  begin(): void;
  /** Keeps the reason of a refusal inside the unit, and answers it. */
  keep<E>(refusal: Refused<E>): Result<never, E>;
  /** Logs what the unit answered: with the reason that was kept, or that of the error. */
  answered(scope: AskedScope | null, error: unknown): void;
}

/** Collects the true reason of a call's refusal and logs it once. */
export function refusalLog(environment: Pick<Environment, 'logger' | 'method'>, caller: Caller): RefusalLog {
  let kept: Refused<unknown> | null = null;
  return {
    refuse(refusal) {
      logRefusal(environment, caller, null, refusal);
      return err(refusal.error);
    },
    begin() {
      kept = null;
    },
    keep(refusal) {
      kept = refusal;
      return err(refusal.error);
    },
    answered: (scope, error) => logRefusal(environment, caller, scope, kept ?? refused(reasonOfWork(error), error)),
  };
}
