import { mayOpen, type RecentOperationsFacts } from './surface-facts.ts';
import { offer, outcomeOf, type SurfaceOutcome } from './surface-outcome.ts';

/** How a list of recent operations stands: hidden from a viewer who may open none, without rows, or with rows. */
export const recentOperationsStates = ['hidden', 'empty', 'populated'] as const;

/** See {@link recentOperationsStates}. */
export type RecentOperationsState = (typeof recentOperationsStates)[number];

/**
 * What the recent operations of a tenant show: each row is opened, and one link leads to all operations of the workspace. Rows of an archived tenant stay readable and can
 * be opened, below the lifecycle of the tenant.
 */
export function presentRecentOperations(facts: RecentOperationsFacts): SurfaceOutcome<RecentOperationsState> {
  const notice = facts.lifecycle === 'archived' ? 'lifecycle' : null;
  const action = 'open_operation';
  if (!mayOpen(facts)) return outcomeOf('hidden', { notice, disabled: { action, tooltip: 'capability' } });
  const secondary = offer('open_operations', 'workspace_wide');
  if (facts.runs === 'empty') return outcomeOf('empty', { notice, secondary });
  return outcomeOf('populated', { notice, secondary, primary: offer(action) });
}
