import type { InputIssue } from '../kernel/errors.ts';
import type { Caller, Environment } from './environment.ts';
import { isPastAccess, type Refused } from './refusal.ts';
import type { AskedScope } from './rules.ts';

/**
 * Logs a refusal at `debug` with its true reason, which the answer hides. The scope is named only where the caller was admitted to it: a log line must not
 * name what the caller may not see.
 */
export function logRefusal(
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
