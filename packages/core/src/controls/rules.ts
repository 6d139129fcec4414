import { isOver, type Instant } from '../kernel/instant.ts';
import type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import type { ControlDecision } from './decision.ts';
import { sayScope } from './scope-messages.ts';

/** A pause is over at the very instant it expires. */
export function isActive(activation: ControlActivation, now: Instant): boolean {
  return !isOver(activation.expiresAt, now);
}

/**
 * Whether `key` may start in `workspaceId` (null: over all workspaces) at `now`, given activations of any scope. A global pause outranks a
 * workspace pause: an incident must not be answered with a local reason.
 *
 * @see docs/guide/operational-controls.md#what-paused-guarantees
 */
export function decide(
  key: string,
  workspaceId: string | null,
  activations: readonly ControlActivation[],
  now: Instant,
): ControlDecision {
  const matched = match(key, workspaceId, activations, now);
  return matched ? pausedBy(matched) : enabled(key);
}

/** The activation that decides, or null. */
export function match(
  key: string,
  workspaceId: string | null,
  activations: readonly ControlActivation[],
  now: Instant,
): ControlActivation | null {
  const active = activations.filter((activation) => activation.controlKey === key && isActive(activation, now));
  return (
    active.find(({ scope }) => scope.type === 'global') ??
    active.find(({ scope }) => scope.type === 'workspace' && scope.workspaceId === workspaceId) ??
    null
  );
}

/** The decision where no pause applies. */
export function enabled(key: string): ControlDecision {
  return Object.freeze({
    controlKey: key,
    effectiveState: 'enabled',
    matchedScopeType: 'none',
    workspaceId: null,
    reasonText: null,
    expiresAt: null,
    sourceActivationId: null,
    scopeLabel: sayScope('controls.scope.none'),
  });
}

/** The decision that an active pause makes. */
export function pausedBy(activation: ControlActivation): ControlDecision {
  const { scope } = activation;
  return Object.freeze({
    controlKey: activation.controlKey,
    effectiveState: 'paused',
    matchedScopeType: scope.type,
    workspaceId: scope.type === 'workspace' ? scope.workspaceId : null,
    reasonText: activation.reasonText,
    expiresAt: activation.expiresAt,
    sourceActivationId: activation.id,
    scopeLabel: scopeLabel(scope),
  });
}

/** A scope in words. */
export function scopeLabel(scope: ControlScope) {
  return scope.type === 'global'
    ? sayScope('controls.scope.global')
    : sayScope('controls.scope.workspace', scope.workspaceId);
}
