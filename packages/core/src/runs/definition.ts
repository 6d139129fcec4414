import type * as z from 'zod';
import { isCatalogKey } from '../controls/catalog.ts';
import type { InputIssue } from '../kernel/errors.ts';
import { InvariantError } from '../kernel/invariant.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { Result } from '../kernel/result.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { CompletedPolicy, RunCounts } from '../ports/run-store.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';

/** The planes from which an operation can be started. */
export type OperationPlane = 'workspace' | 'platform' | 'system';

/** The input of a handler. A handler may run twice: `attempt` is the number of this run. */
export interface OperationContext<Inputs> {
  readonly inputs: Inputs;
  readonly run: {
    readonly id: string;
    readonly workspaceId: string;
    readonly tenantId: string | null;
    readonly type: string;
  };
  /** From 1. Above 1 an earlier worker died or was stopped, and may have done part of the work. */
  readonly attempt: number;
  /** Fires when the run was cancelled, taken over, or the worker stops. */
  readonly signal: AbortSignalLike;
  /** Reports how far it is. False once the run was taken away: stop then, because further writes are refused. Calls are cheap: writes are bundled. */
  progress(done: number, total?: number | null, note?: string | null): Promise<boolean>;
}

/** What a handler answers when it did its work. Counts left out are 0. */
export interface OperationReport extends Partial<RunCounts> {
  /** @default `partially_succeeded` when `failed` is above 0 and something succeeded, `failed` when nothing did, else `succeeded` */
  readonly outcome?: 'succeeded' | 'partially_succeeded';
}

/** What a handler answers when it could not. `message` is shown to people after secrets were removed. */
export interface OperationFailure {
  readonly reasonCode: string;
  readonly message: string;
}

/** One kind of work that can be started, governed and watched. */
export interface OperationDefinition<Schema extends z.ZodType = z.ZodType> {
  /** What people call it. */
  readonly label: string;
  /** The capability that a start needs; any one of a list suffices. One of the host's own is held by roles through `defineRoles`, and by operators. */
  readonly capability: string | readonly string[];
  /** @default ['workspace'] */
  readonly planes?: readonly OperationPlane[];
  /** The control that can pause it. */
  readonly control?: string;
  /** Declares that it can do harm. It must name a `control` then, so that it can be paused. @default false */
  readonly risky?: boolean;
  /** The shape of its inputs. */
  readonly inputs: Schema;
  /**
   * Why it cannot run in this atlas at present, for example because what executes it is not installed: the issue that a start is refused with, at `type`. Then
   * surfaces do not offer it either. Called for each start and each surface, so keep it cheap. @default null: it can
   */
  unready?(): InputIssue | null;
  /** What must be true of the inputs in the scope at hand, besides their shape. Paths are relative to `inputs`. */
  check?(inputs: z.output<Schema>, scope: { readonly tenantName: string }): readonly InputIssue[];
  /** What makes two starts the same work. Reasons and notes are never part of it. @default all inputs */
  identity?(inputs: z.output<Schema>): JsonValue;
  /** `required` also makes the key part of the identity. @default 'optional' */
  readonly idempotencyKey?: 'optional' | 'required';
  /** `tenant`: at most one exclusive operation is in progress per tenant. @default none */
  readonly exclusive?: 'tenant';
  /** Stages of a tenant in which it may start. @default ['active'] */
  readonly lifecycles?: readonly TenantLifecycle[];
  /** An identical start while one is in progress joins it or is refused. @default 'join' */
  readonly whileActive?: 'join' | 'reject';
  /** An identical start after completion. @default 'allow' */
  readonly completed?: CompletedPolicy;
  /** What it will change; shown before it starts. @default none */
  readonly mutationScope?: string;
  /** When a run counts as stuck, in milliseconds. @default 15 minutes queued, 60 minutes without a sign of life while running */
  readonly stuckAfter?: { readonly queued?: number; readonly running?: number };
  /** How often a run is taken up before it is given up. @default 3 */
  readonly maxAttempts?: number;
  /** Does the work. A thrown error counts as a failure with the reason code `handler_error`; its text is not shown. */
  run(context: OperationContext<z.output<Schema>>): Promise<Result<OperationReport, OperationFailure>>;
}

/** Operations by type. */
export type OperationCatalog = { readonly [type: string]: OperationDefinition };

/**
 * Checks a host's operations and keeps their types: a misspelt type or input does not compile. Throws an invariant for a
 * malformed definition.
 *
 * @see spec: operations, operation catalog
 * @example
 * const operations = defineOperations({
 *   'acme.mass_mail': {
 *     label: 'Mass mail', capability: 'operations.start', inputs: z.strictObject({ listId: z.string() }),
 *     run: async ({ inputs }) => ok({ processed: inputs.listId.length }),
 *   },
 * });
 */
export function defineOperations<Schemas extends { readonly [type: string]: z.ZodType }>(operations: {
  readonly [Type in keyof Schemas]: OperationDefinition<Schemas[Type]>;
}): { readonly [Type in keyof Schemas]: OperationDefinition<Schemas[Type]> } {
  for (const [type, definition] of Object.entries<OperationDefinition>(operations)) checkDefinition(type, definition);
  return Object.freeze({ ...operations });
}

function checkDefinition(type: string, definition: OperationDefinition): void {
  if (!isCatalogKey(type))
    throw new InvariantError(
      `Operation "${type}": a type is lower-case words joined by dots, such as "acme.mass_mail".`,
    );
  if (definition.label.trim() === '') throw new InvariantError(`Operation "${type}": give it a label.`);
  if (capabilitiesOf(definition).length === 0)
    throw new InvariantError(`Operation "${type}": name at least one capability.`);
  if (definition.risky && definition.control === undefined)
    throw new InvariantError(
      `Operation "${type}": risky is true, so name the control that can pause it, or leave risky out.`,
    );
  if ((definition.maxAttempts ?? 1) < 1) throw new InvariantError(`Operation "${type}": maxAttempts is at least 1.`);
}

/** The capabilities of which any one suffices. */
export function capabilitiesOf({ capability }: Pick<OperationDefinition, 'capability'>): readonly string[] {
  return typeof capability === 'string' ? [capability] : capability;
}
