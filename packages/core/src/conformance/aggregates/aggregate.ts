import type { TenantId, WorkspaceId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { WorkspaceScope } from '../../kernel/scope.ts';
import type { AggregateStores } from '../../ports/aggregate-stores.ts';
import type { Storage, StorageUnit } from '../../ports/storage.ts';
import type { PageRequest } from '../../ports/workspace-store.ts';
import type { MethodName, MethodSpec } from '../client/sample.ts';
import type { SuiteClient } from '../client/suite-atlas.ts';
import { inWorkspace } from '../world.ts';

/**
 * A thing of a workspace that requests name by its id, as the suites know it. Their cases about such things come from this entry: what is absent, hidden or of
 * another scope, what an id may look like, what an erasure removes, how a list is paged. Every row of such a table can be read by its id and listed.
 */
export interface Aggregate<Method extends MethodName = never, Row extends AggregateRow = AggregateRow> {
  /** The word for one of them: the names of cases have it, and ids of rows begin with it. */
  readonly name: string;
  /** The member of a request that carries its id. */
  readonly idMember: string;
  /** How callers create, read and list it. */
  readonly client: ClientAggregate<Method>;
  /** How a store keeps it. */
  readonly storage: StoredAggregate<Row>;
}

/** What one of a thing is created with. */
export interface Maker {
  readonly system: SuiteClient;
  /** Runs work on a unit of a workspace, for what the system may not create. */
  inUnit(workspaceId: WorkspaceId, work: (unit: StorageUnit) => Promise<void>): Promise<void>;
}

/** A {@link Maker} over one storage. */
export function makerOf(system: SuiteClient, storage: Pick<Storage, 'unit'>): Maker {
  return { system, inUnit: (workspaceId, work) => inWorkspace(storage, workspaceId, work) };
}

/** What the client suite knows of an aggregate. */
export interface ClientAggregate<Method extends MethodName = never> {
  /** Creates one in a tenant and answers its id. Two with the same word may be the same one. */
  create(
    maker: Maker,
    scope: { readonly workspaceId: string; readonly tenantId: string },
    word: string,
  ): Promise<string>;
  /**
   * Gives one what its methods need and no client can give it, such as the result of a check. The unit is of its workspace.
   * @default nothing
   */
  prepare?(unit: StorageUnit, scope: WorkspaceScope, id: string): Promise<void>;
  /** The methods of its group, those that name it by id included. They are called in this order on one of them, so a method that ends it comes last. */
  readonly methods: { readonly [method in MethodName]?: MethodSpec } & { readonly [method in Method]: MethodSpec };
  /** The method that reads one. */
  readonly show: MethodName;
  /** The id in what `show` answers. */
  idOf(answer: unknown): string;
  /** The methods that list them by pages, with filters that every new one of `t-1` satisfies. */
  readonly lists: readonly { readonly method: MethodName; readonly filters: object }[];
}

/** What the rows of all aggregates have. Their lists are newest first, by the instant and then by the id. */
export interface AggregateRow {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId | null;
  readonly id: string;
  readonly createdAt: Instant;
}

/** Position in the list of an aggregate. */
export type AggregatePosition<Row extends AggregateRow = AggregateRow> = Pick<Row, 'createdAt' | 'id'>;

/** Which rows to list. Null means any. */
export interface AggregateFilter {
  readonly tenantId: TenantId | null;
  /** Rows of these tenants, and those of no tenant. */
  readonly visibleTenantIds: readonly TenantId[] | null;
}

/** A write, by the name of its method. */
export type NamedWrite = readonly [method: string, write: (unit: StorageUnit) => Promise<unknown>];

/** Whose rows are written, and which scope the forged call claims. */
export interface WriteTargets {
  readonly theirs: WorkspaceId;
  readonly mine: WorkspaceId;
}

/** What the storage suite knows of an aggregate. */
export interface StoredAggregate<Row extends AggregateRow = AggregateRow> {
  /** Its store, under whose name an erasure counts its rows. */
  readonly store: keyof AggregateStores;
  /** A row as a store takes it when it is new. Rows of different ids MUST NOT block each other. */
  record(place: AggregateRow): Row;
  /** Inserts the row. MUST NOT write over one with the same id: it rejects, or answers that it wrote nothing. */
  insert(unit: StorageUnit, scope: WorkspaceScope, row: Row): Promise<unknown>;
  get(unit: StorageUnit, scope: WorkspaceScope, id: Row['id']): Promise<Row | null>;
  list(
    unit: StorageUnit,
    scope: WorkspaceScope,
    filter: AggregateFilter,
    page: PageRequest<AggregatePosition<Row>>,
  ): Promise<readonly Row[]>;
  /**
   * Inserts the n-th row of a workspace that MUST NOT affect another one, with all that the cases look it up by: the id `<name>-<n>`, the word, and what else
   * is unique in a workspace.
   */
  seed(unit: StorageUnit, scope: WorkspaceScope, n: number, word: string): Promise<void>;
  /** Every way to write a row of a workspace that {@link StoredAggregate.seed} has filled, also by a record of another workspace under the caller's scope. */
  writes(targets: WriteTargets): readonly NamedWrite[];
  /** Methods that belong on a platform unit, each with a call that is right there. */
  readonly platformCalls: { readonly [method: string]: (unit: StorageUnit, scope: WorkspaceScope) => Promise<unknown> };
}

/** Checks an entry against its row and its methods. */
export function defineAggregate<const Method extends MethodName, Row extends AggregateRow>(
  aggregate: Aggregate<Method, Row>,
): Aggregate<Method, Row> {
  return aggregate;
}
