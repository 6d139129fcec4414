import type { InputIssue } from '../kernel/errors.ts';
import { epochMillis, isAfter, plusMillis, type Instant } from '../kernel/instant.ts';
import { issue, issues } from '../kernel/issues.ts';
import type { ControlScope } from '../ports/control-activation-store.ts';
import type { ControlDefinition } from './catalog.ts';
import { sayControl } from './messages.ts';

/** The end of a pause against the present and the control's policy; empty when it is fine. */
export function checkExpiry(
  definition: ControlDefinition,
  expiresAt: Instant | null,
  now: Instant,
): readonly InputIssue[] {
  const { requireExpiry = false, maxDuration } = definition.policy ?? {};
  if (expiresAt === null) {
    return requireExpiry || maxDuration !== undefined
      ? [issue('expiresAt', 'expiry_required', sayControl('controls.input.expiry_required'))]
      : [];
  }
  if (!isAfter(expiresAt, now)) return [issues.future('expiresAt')];
  if (maxDuration === undefined || epochMillis(expiresAt) - epochMillis(now) <= maxDuration) return [];
  return [
    issue('expiresAt', 'too_long', sayControl('controls.input.too_long', { latest: plusMillis(now, maxDuration) })),
  ];
}

/** Whether the control can be paused at this kind of scope; empty when it can. */
export function checkScopeType(definition: ControlDefinition, type: ControlScope['type']): readonly InputIssue[] {
  if (definition.supportedScopes.includes(type)) return [];
  return [
    issue(
      'scope.type',
      'unsupported_scope',
      sayControl('controls.input.unsupported_scope', { scopes: definition.supportedScopes.join(', ') }),
    ),
  ];
}
