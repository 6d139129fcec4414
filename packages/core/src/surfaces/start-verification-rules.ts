import { mayStart, type TenantVerificationFacts } from './surface-facts.ts';
import { offer, outcomeOf, type SurfaceOutcome } from './surface-outcome.ts';

/** How a surface without a run stands. */
export type WithoutRun = 'startable' | 'not_startable' | 'not_connected';

/**
 * What a surface shows before the first verification. The missing capability comes first, so that a viewer without it learns nothing of the connection's adapter or of
 * a pause. A disabled connection is to be enabled first. A paused start stays operable.
 */
export function beforeFirstRun(
  facts: Pick<TenantVerificationFacts, 'connection' | 'capability' | 'control'>,
): SurfaceOutcome<WithoutRun> {
  const action = 'start_verification';
  if (facts.connection === 'missing') return outcomeOf('not_connected', { notice: 'connection_missing' });
  if (!mayStart(facts)) return outcomeOf('not_startable', { disabled: { action, tooltip: 'capability' } });
  if (facts.connection === 'disabled' || facts.connection === 'unserved')
    return outcomeOf('not_startable', { disabled: { action, tooltip: `connection_${facts.connection}` } });
  return outcomeOf('startable', { primary: offer(action, facts.control === 'paused' ? 'paused' : null) });
}
