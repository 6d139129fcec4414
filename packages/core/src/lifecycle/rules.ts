import type { TenantLifecycle } from '../ports/tenant-store.ts';

/** The lifecycle fields of a tenant that transitions depend on. */
export interface LifecycleState {
  readonly lifecycle: TenantLifecycle;
  readonly lifecycleBeforeArchive: Exclude<TenantLifecycle, 'archived'> | null;
}

const forward: { readonly [from in Exclude<TenantLifecycle, 'archived'>]: readonly TenantLifecycle[] } = {
  draft: ['onboarding', 'archived'],
  onboarding: ['active', 'archived'],
  active: ['archived'],
};

/**
 * The state after moving to `to`, or null when the step is not allowed. An archived tenant can only return to the stage that it had before.
 */
export function transition(state: LifecycleState, to: TenantLifecycle): LifecycleState | null {
  if (state.lifecycle === 'archived') {
    return state.lifecycleBeforeArchive === to ? { lifecycle: to, lifecycleBeforeArchive: null } : null;
  }
  if (!forward[state.lifecycle].includes(to)) return null;
  return { lifecycle: to, lifecycleBeforeArchive: to === 'archived' ? state.lifecycle : null };
}
