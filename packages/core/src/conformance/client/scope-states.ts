import type { Aggregate } from '../aggregates/aggregate.ts';
import { aggregates } from '../aggregates/index.ts';
import type { AggregateIds, Place, Sample } from './sample.ts';
import { foreignTenantId } from './suite-atlas.ts';
import type { WorldIds, WorldShape } from './world-shape.ts';

/**
 * How the part of a request stands that names a scope or an aggregate.
 *
 * - `foreign`: another workspace has it. For an aggregate also `sibling`: another tenant of the workspace has it, and `erased`: its tenant was erased.
 * - `archived`: the workspace, or the tenant that is named or has what is named.
 */
type Standing = 'existing' | 'missing' | 'malformed' | 'archived' | 'foreign' | 'sibling' | 'erased';

/** The scope that a request of the refusal matrix points to. */
export interface ScopeState {
  /** For the names of cases. */
  readonly name: string;
  readonly how: Standing;
  readonly what: 'workspace' | 'tenant' | Aggregate | null;
}

function stateOf(how: Standing, what: ScopeState['what']): ScopeState {
  const name = typeof what === 'string' ? what : what?.name;
  return { name: name === undefined ? how : `${how} ${name}`, how, what };
}

const existing = stateOf('existing', null);

/** See {@link ScopeState}. */
export const scopeStates: readonly ScopeState[] = [
  existing,
  ...(['missing', 'malformed', 'archived'] as const).map((how) => stateOf(how, 'workspace')),
  ...(['missing', 'malformed', 'archived', 'foreign'] as const).map((how) => stateOf(how, 'tenant')),
  ...aggregates.flatMap((aggregate) =>
    (['missing', 'malformed', 'foreign', 'sibling', 'erased'] as const).map((how) => stateOf(how, aggregate)),
  ),
];

/** The path at which a request carries the id; undefined when it does not carry one. */
function pathOf({ at }: Sample, what: ScopeState['what']): string | undefined {
  if (what === null) return undefined;
  return at[what === 'workspace' ? 'workspaceId' : what === 'tenant' ? 'tenantId' : what.idMember];
}

/** The aggregate that a request names by its id, in any state. */
export function aggregateOf({ at }: Sample): Aggregate | undefined {
  return aggregates.find(({ idMember }) => at[idMember] !== undefined);
}

/** The path of what the state is about, if that is how it stands. */
export function pathIn(sample: Sample, state: ScopeState, how: Standing): string | undefined {
  return state.how === how ? pathOf(sample, state.what) : undefined;
}

/** Whether a request can be in the state: it has to name what is missing or malformed. */
export function appliesTo(sample: Sample, { how, what }: ScopeState): boolean {
  if (how === 'archived' && what === 'tenant') return pathOf(sample, what) !== undefined || !!aggregateOf(sample);
  return what === null || pathOf(sample, what) !== undefined;
}

/** The world in which the state is found. */
export function shapeFor({ how, what }: ScopeState, paused: boolean): WorldShape {
  const archived = how === 'archived' && (what === 'workspace' || what === 'tenant') ? what : 'none';
  return { archived, paused, isCrowded: how === 'sibling' || how === 'erased' };
}

/** The state that callers must not be able to tell from this one: things of another workspace, or erased, look absent. Null for every other state. */
export function absentLike({ how, what }: ScopeState): ScopeState | null {
  return how === 'foreign' || how === 'erased' ? stateOf('missing', what) : null;
}

/** Where a request points to when nothing is wrong with it. */
export function existingPlace(world: WorldIds): Place {
  return placeFor(existing, world);
}

const malformed = 'no such id!';

/** Where a request in that state points to. */
export function placeFor({ how, what }: Pick<ScopeState, 'how' | 'what'>, { ids, activationId }: WorldIds): Place {
  const tenantIds: { readonly [how in Standing]?: string } = {
    missing: 't-404',
    foreign: foreignTenantId,
    malformed,
  };
  const workspaceIds: { readonly [how in Standing]?: string } = { missing: 'w-404', malformed };
  return {
    workspaceId: (what === 'workspace' ? workspaceIds[how] : undefined) ?? 'w-1',
    tenantId: (what === 'tenant' ? tenantIds[how] : undefined) ?? 't-1',
    ids: aggregateIds({ how, what }, ids),
    activationId,
    isTenantArchived: how === 'archived' && what === 'tenant',
  };
}

function aggregateIds({ how, what }: Pick<ScopeState, 'how' | 'what'>, ids: WorldIds['ids']): AggregateIds {
  if (typeof what !== 'object' || what === null || how === 'archived') return ids.existing;
  if (how === 'missing') return { ...ids.existing, [what.idMember]: 'id-404' };
  return how === 'malformed' ? { ...ids.existing, [what.idMember]: malformed } : ids[how];
}
