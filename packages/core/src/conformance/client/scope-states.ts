import type { Place, Sample } from './samples.ts';
import { foreignTenantId, type WorldShape } from './world.ts';

/** The scopes that a request of the refusal matrix points to. */
export const scopeStates = [
  'existing',
  'missing workspace',
  'missing tenant',
  'missing run',
  'foreign tenant',
  'foreign run',
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

/** The state that callers must not be able to tell from this one: things of another workspace look absent. Null for every other state. */
export function absentLike(state: ScopeState): ScopeState | null {
  if (state === 'foreign tenant') return 'missing tenant';
  return state === 'foreign run' ? 'missing run' : null;
}

/** The ids that a world was given. */
type WorldIds = Pick<Place, 'runId' | 'activationId'> & { readonly foreignRunId: string };

/** Where a request in that state points to. */
export function placeFor(state: ScopeState, { runId, foreignRunId, activationId }: WorldIds): Place {
  const malformed = 'no such id!';
  const tenantIds: { readonly [state in ScopeState]?: string } = {
    'missing tenant': 't-404',
    'foreign tenant': foreignTenantId,
    'malformed tenant': malformed,
  };
  const runIds: { readonly [state in ScopeState]?: string } = {
    'missing run': 'id-404',
    'foreign run': foreignRunId,
    'malformed run': malformed,
  };
  return {
    workspaceId: state === 'missing workspace' ? 'w-404' : state === 'malformed workspace' ? malformed : 'w-1',
    tenantId: tenantIds[state] ?? 't-1',
    runId: runIds[state] ?? runId,
    activationId,
    isTenantArchived: state === 'archived tenant',
  };
}
