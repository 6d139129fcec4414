import type * as z from 'zod';
import type {
  Conflict,
  ErrorBase,
  Forbidden,
  Immutable,
  InvalidInput,
  NotFound,
  StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { Caller, Environment } from './environment.ts';
import type { accessMatrix, MethodName } from './matrix.ts';
import type { RawRequest } from './raw-request.ts';
import type { DefinitionAccess } from './rules.ts';

/** The refusals that any governed method can answer with. */
export type AccessRefusal = NotFound | Forbidden | InvalidInput | StorageFailure;

/** Writes in a scope can also be refused because the workspace or tenant is archived. */
export type ArchivedRefusal<Method extends MethodName> = (typeof accessMatrix)[Method] extends {
  readonly writes: true;
  readonly scope: 'workspace' | 'tenant';
}
  ? Immutable
  : never;

/** A scope that the caller may see. */
export interface GrantedScope {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId | null;
  readonly facts: AccessFacts;
}

/** What a use case is given once access and input are settled. */
export interface UseCaseContext<Input> {
  readonly unit: StorageUnit;
  readonly input: Input;
  readonly now: Instant;
  readonly caller: Caller;
  readonly environment: Environment;
  /** The decided scope; null for methods of the platform. */
  readonly scope: GrantedScope | null;
  /** The tenants of the workspace that the caller may see, null for all; settled only for use cases with `listsTenants`. */
  readonly visibleTenantIds: readonly TenantId[] | null;
  /** What the caller holds in the scope, each once; empty for the system, which holds all. */
  readonly capabilities: readonly string[];
  /** Whether the caller holds a capability in the scope; the system holds all. */
  can(capability: string): boolean;
  /** Keeps what was written so far although the answer is a refusal. Only for the audit entry of a blocked start. */
  keepWhatWasWritten(): void;
  /** Runs `effect` once, after the unit was committed. */
  afterCommit(effect: () => void): void;
}

/** Where a thing that the request names by id belongs. */
export interface Located {
  /** The tenant that the caller must be entitled to; null for what belongs to the workspace alone. */
  readonly tenantId: TenantId | null;
  readonly definition: DefinitionAccess | null;
}

/** Answered by `run` when another caller was faster: everything is undone and the method runs again, so that it sees the other caller's change. */
export const lostRace = Object.freeze({ code: 'lost_race' } as const);

/** See {@link UseCase.foresee}; null for a step that does not refuse. */
export interface Foreseen {
  readonly input: InvalidInput | null;
  /** Absent for work that no control can pause, and for a request that is answered before controls are asked. */
  readonly control?: ErrorBase<'control_paused'> | null;
  readonly state: Immutable | Conflict | null;
}

/** How a governed method is run. */
export interface UseCase<Name extends MethodName, Input extends z.ZodType, T, E> {
  readonly name: Name;
  readonly input: () => Input;
  /** What a definition demands, where the request names one; null leaves the judgement to the input step. */
  readonly definition?: (request: RawRequest) => DefinitionAccess | null;
  /** Finds the thing that the request names by id; null when there is none. */
  readonly locate?: (unit: StorageUnit, workspaceId: WorkspaceId, request: RawRequest) => Promise<Located | null>;
  /** Whether the answer spans tenants; those that the caller may not see are then left out. */
  readonly listsTenants?: boolean;
  /**
   * Whether the method holds its scope and decides about archived ones itself: a control comes first, or it may write there, or it archives or restores
   * that scope.
   */
  readonly decidesArchivedItself?: boolean;
  /**
   * What `run` would judge before the work itself, for explanations: by the same functions, without a lock and without writing anything.
   * @default what every method judges: the input's shape, and whether the scope is archived
   */
  readonly foresee?: (
    context: Pick<UseCaseContext<z.output<Input>>, 'unit' | 'input' | 'now' | 'caller'> & {
      readonly scope: GrantedScope;
    },
  ) => Promise<Foreseen>;
  run(context: UseCaseContext<z.output<Input>>): Promise<Result<T, E>>;
}
