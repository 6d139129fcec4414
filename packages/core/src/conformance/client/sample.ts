import type { MethodName } from '../../access/matrix.ts';

export type { MethodName };

/** Where a request points to. */
export interface Place {
  readonly workspaceId: string;
  readonly tenantId: string;
  /** The id of each aggregate, by the member of a request that carries it. */
  readonly ids: AggregateIds;
  readonly activationId: string;
  /** Whether the tenant is archived, so that the way leads back. */
  readonly isTenantArchived: boolean;
}

/** Ids of aggregates, by the member of a request that carries them. */
export interface AggregateIds {
  readonly [idMember: string]: string;
}

/** The rules of the definition of a started or cancelled operation, repeated here. */
export interface SampleOperation {
  readonly planes: readonly ('workspace' | 'platform' | 'system')[];
  readonly anyOf: readonly string[];
}

/** A valid request of one method. */
export interface Sample {
  readonly name: string;
  request(place: Place): { readonly [key: string]: unknown } | undefined;
  /** Where the request carries the parts of its place: `workspaceId`, `tenantId`, and the id members of aggregates. Absent parts are not in it. */
  readonly at: { readonly [part: string]: string };
  readonly operation?: SampleOperation;
  /** Whether the pauses of the test world block it. */
  readonly pausable?: true;
  /** Whether it is answered in an archived tenant as well, although it writes. */
  readonly worksInArchivedTenant?: true;
}

/** What the suite knows of a method besides the access matrix. */
export interface MethodSpec {
  /** The row of the specification, "which method needs what": platform | workspace user | system | reads or writes. It repeats the access matrix, so that a mistake there is noticed. */
  readonly access: string;
  /** Valid requests, at least one. */
  readonly samples: readonly Sample[];
  /** Whether its requests need one that no other method has changed. */
  readonly isForNew?: true;
  /** A valid request with every member that the method knows, except a cursor. @default the first sample */
  full?(place: Place): unknown;
}

/** Whether the system may call it or some of its operations, by the row of its specification. */
export function isForSystem({ access }: MethodSpec): boolean {
  return access.split(' | ')[2] !== '-';
}

/** The request names a workspace. */
export const inWorkspace = { workspaceId: 'workspaceId' } as const;
/** The request names a tenant of a workspace. */
export const inTenant = { ...inWorkspace, tenantId: 'tenantId' } as const;

/** Makes a sample. */
export function sample(
  name: string,
  at: Sample['at'],
  request: Sample['request'],
  more: Pick<Sample, 'operation' | 'pausable' | 'worksInArchivedTenant'> = {},
): Sample {
  return { name, at, request, ...more };
}

/** The sample of a method that names its workspace. */
export function ofWorkspace(name: string, more: object = {}): Sample {
  return sample(name, inWorkspace, ({ workspaceId }) => ({ workspaceId, ...more }));
}

/** The sample of a method that names its tenant. */
export function ofTenant(name: string, more: object = {}): Sample {
  return sample(name, inTenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, ...more }));
}

/** The sample of a method that names an aggregate by its id, and the workspace that has it. */
export function byId(idMember: string, more: Parameters<typeof sample>[3] = {}): Sample {
  const request: Sample['request'] = ({ workspaceId, ids }) => ({ workspaceId, [idMember]: ids[idMember] });
  return sample('it', { ...inWorkspace, [idMember]: idMember }, request, more);
}
