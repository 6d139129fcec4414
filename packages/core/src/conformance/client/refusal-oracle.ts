import type { MethodAccess, MethodName } from '../../access/matrix.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import type { ActorCase } from './actor-cases.ts';
import type { Sample } from './sample.ts';
import { absentLike, aggregateOf, pathIn, type ScopeState } from './scope-states.ts';

/** The answer of a call by the specification. */
export interface Expected {
  readonly code: ErrorCode | 'ok';
  /** The path of an `invalid_input`, the state of an `immutable`, the reason of a `conflict`. */
  readonly detail?: string;
  /** The capabilities of which a `forbidden` names one. */
  readonly capabilities?: readonly string[];
}

/** One case of the refusal matrix. */
export interface RefusalCase {
  readonly method: MethodName;
  readonly row: MethodAccess;
  readonly sample: Sample;
  readonly who: ActorCase;
  readonly state: ScopeState;
  readonly paused: boolean;
}

/** The order of refusal of spec/foundations, step by step. Reads the matrix as data and nothing of the implementation. */
export function expected(asked: RefusalCase): Expected {
  const one = { ...asked, state: absentLike(asked.state) ?? asked.state };
  return (
    plane(one) ??
    border(one) ??
    scope(one) ??
    capability(one) ??
    input(one) ??
    control(one) ??
    state(one) ?? { code: 'ok' }
  );
}

const notFound: Expected = { code: 'not_found' };

function plane({ row, who }: RefusalCase): Expected | null {
  if (who.plane === 'system') return row.system === false ? notFound : null;
  if (who.plane === 'workspace') return row.user === null ? notFound : null;
  if (row.platform === null) return notFound;
  const panel = 'platform.access_system_panel';
  return who.inWorkspace.includes(panel) ? null : { code: 'forbidden', capabilities: [panel] };
}

const isScoped = ({ row }: RefusalCase): boolean =>
  !['platform', 'own_workspaces', 'any_workspace'].includes(row.scope);
const tenantIsScope = ({ row, sample }: RefusalCase): boolean =>
  sample.at['tenantId'] !== undefined && ['tenant', 'tenant_optional', 'workspace_or_platform'].includes(row.scope);

/** Ids that name a scope are refused at the border when they are malformed: they cannot name anything. */
function border(one: RefusalCase): Expected | null {
  const { state, sample, who, row } = one;
  if (!isScoped(one)) return null;
  const namesNone = row.scope === 'workspace_or_platform' && !sample.at['workspaceId'];
  if (namesNone && who.plane === 'workspace') return { code: 'invalid_input', detail: 'workspaceId' };
  if (isIn(state, 'malformed', 'workspace')) return { code: 'invalid_input', detail: 'workspaceId' };
  if (isIn(state, 'malformed', 'tenant') && tenantIsScope(one)) return { code: 'invalid_input', detail: 'tenantId' };
  return null;
}

const isIn = ({ how, what }: ScopeState, ...state: readonly [ScopeState['how'], ScopeState['what']]): boolean =>
  how === state[0] && what === state[1];

/** A malformed id names nothing, so it belongs nowhere. */
const namesMalformed = ({ state, sample }: RefusalCase): boolean =>
  state.how === 'malformed' && state.what === aggregateOf(sample);

/** The tenant that the caller has to be entitled to is the asked one, or that of the aggregate. */
const needsEntitlement = (one: RefusalCase): boolean =>
  tenantIsScope(one) || (aggregateOf(one.sample) !== undefined && !namesMalformed(one));

/** What the caller holds in that tenant; null when they may not see it. */
const heldInTenant = ({ who, state }: RefusalCase): readonly string[] | null =>
  state.how === 'sibling' ? who.inSibling : who.inTenant;

function scope(one: RefusalCase): Expected | null {
  const { state, who, sample } = one;
  if (one.row.scope === 'any_workspace') return who.isMemberAnywhere ? null : notFound;
  if (!isScoped(one) || !sample.at['workspaceId']) return null;
  if (isIn(state, 'missing', 'workspace') || !who.isMember) return notFound;
  if (state.how === 'missing' && state.what === aggregateOf(sample)) return notFound;
  if (needsEntitlement(one) && (!heldInTenant(one) || isIn(state, 'missing', 'tenant'))) return notFound;
  // A start is also refused on planes that the definition does not name.
  if (one.method === 'operations.start' && !sample.operation?.planes.includes(who.plane)) return notFound;
  return null;
}

function capability(one: RefusalCase): Expected | null {
  const { row, who, sample } = one;
  if (who.plane === 'system') return null;
  if (row.scope === 'own_workspaces' && who.plane === 'workspace') return null;
  const requirement = who.plane === 'platform' ? row.platform : row.user;
  if (requirement?.needs === 'access') return null;
  const held = (needsEntitlement(one) ? heldInTenant(one) : who.inWorkspace) ?? [];
  const demands =
    requirement?.needs === 'any_of'
      ? [requirement.capabilities]
      : [
          ...(requirement?.and ?? []).map((each) => [each]),
          ...(sample.operation && !namesMalformed(one) ? [sample.operation.anyOf] : []),
        ];
  const missing = (demands as readonly (readonly string[])[]).find(
    (anyOf) => !anyOf.some((each) => held.includes(each)),
  );
  return missing ? { code: 'forbidden', capabilities: missing } : null;
}

function input({ row, who, state, sample }: RefusalCase): Expected | null {
  if (row.writes && who.lacksReason) return { code: 'invalid_input', detail: 'actor.breakGlass.reason' };
  const malformed = pathIn(sample, state, 'malformed');
  if (malformed !== undefined) return { code: 'invalid_input', detail: malformed };
  // The scope of a pause is input, not access: "an unknown workspace is invalid_input at scope.workspaceId".
  if (isIn(state, 'missing', 'workspace') && row.scope === 'platform' && !isCreation(sample)) {
    return { code: 'invalid_input', detail: pathIn(sample, state, 'missing') ?? '' };
  }
  return null;
}

const isCreation = ({ name }: Sample): boolean => name === 'new';

function control({ sample, paused }: RefusalCase): Expected | null {
  return sample.pausable && paused ? { code: 'control_paused' } : null;
}

function state(one: RefusalCase): Expected | null {
  const { method, row, state: scopeState, sample } = one;
  if (method === 'workspaces.restore') {
    return isIn(scopeState, 'archived', 'workspace') ? null : { code: 'conflict', detail: 'nothing_to_do' };
  }
  if (!row.writes) return null;
  const touchesWorkspace = sample.at['workspaceId'] !== undefined && method !== 'workspaces.create';
  if (isIn(scopeState, 'archived', 'workspace') && touchesWorkspace) return { code: 'immutable', detail: 'archived' };
  // "Outside it every tenant is not_found": an id that an operator may not see is not free for them either.
  if (method === 'tenants.create' && one.who.isLimited) return notFound;
  if (isIn(scopeState, 'archived', 'tenant') && !sample.worksInArchivedTenant)
    return { code: 'immutable', detail: 'archived' };
  return null;
}
