import type { Place, Sample } from './samples.ts';
import type { WorldShape } from './world.ts';

/** The scopes that a request of the refusal matrix points to. */
export const scopeStates = [
  'existing',
  'missing workspace',
  'missing tenant',
  'missing run',
  'malformed workspace',
  'malformed tenant',
  'malformed run',
  'archived workspace',
  'archived tenant',
] as const;

/** See {@link scopeStates}. */
export type ScopeState = (typeof scopeStates)[number];

const part = { workspace: 'workspaceId', tenant: 'tenantId', run: 'runId' } as const;

/** Whether a request can be in the state: it has to name what is missing or malformed. */
export function appliesTo(sample: Sample, state: ScopeState): boolean {
  if (state === 'existing') return true;
  const [, what] = state.split(' ') as [string, keyof typeof part];
  if (state === 'archived tenant') return sample.at.tenantId !== undefined || sample.at.runId !== undefined;
  return sample.at[part[what]] !== undefined;
}

/** The world in which the state is found. */
export function shapeFor(state: ScopeState, paused: boolean): WorldShape {
  const archived = state === 'archived workspace' ? 'workspace' : state === 'archived tenant' ? 'tenant' : 'none';
  return { archived, paused };
}

/** Where a request in that state points to. */
export function placeFor(state: ScopeState, { runId, activationId }: Pick<Place, 'runId' | 'activationId'>): Place {
  const malformed = 'no such id!';
  return {
    workspaceId: state === 'missing workspace' ? 'w-404' : state === 'malformed workspace' ? malformed : 'w-1',
    tenantId: state === 'missing tenant' ? 't-404' : state === 'malformed tenant' ? malformed : 't-1',
    runId: state === 'missing run' ? 'id-404' : state === 'malformed run' ? malformed : runId,
    activationId,
    isTenantArchived: state === 'archived tenant',
  };
}
