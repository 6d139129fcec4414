import type * as z from 'zod';
import type { LabelledControl } from '../controls/paused-error.ts';
import type { InputIssue } from '../kernel/errors.ts';
import { isDottedName } from '../kernel/dotted-name.ts';
import { invariant } from '../kernel/invariant.ts';
import { optionChecks } from '../kernel/options.ts';
import type { JsonValue } from '../kernel/json.ts';
import { isRecord } from '../kernel/record.ts';
import type { Result } from '../kernel/result.ts';
import { isName, isNotBlank } from '../kernel/text.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { CompletedPolicy, RunContext, RunCounts } from '../ports/run-store.ts';
import { tenantLifecycles, type TenantLifecycle } from '../ports/tenant-store.ts';
import { inputSchemaProblem } from './input-schema.ts';

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
  /** From 1. Above 1 an earlier worker crashed or was stopped, and may have done part of the work. */
  readonly attempt: number;
  /** Fires when the run was cancelled, taken over, or the worker stops. */
  readonly signal: AbortSignalLike;
  /**
   * Reports how far it is. False once the run was taken away: stop then, because further writes are refused. Calls are cheap: writes are bundled. The note is
   * shown on one line, after secrets, control characters and what is beyond 200 characters were removed. It never rejects: a number that is not a whole number
   * from 0 is left out, a total below what is done is raised to it, and the first of these is logged as `run_progress_corrected`.
   */
  progress(done: number, total?: number | null, note?: string | null): Promise<boolean>;
}

/**
 * What a handler answers when it did its work. Counts left out are 0, and a `total` left out is what the others add up to. A count that is not a whole number
 * from 0 counts as left out and is logged as `operation_report_corrected`: it does not keep the run from ending as it ended.
 */
export interface OperationReport extends Partial<RunCounts> {
  /** @default `partially_succeeded` when `failed` is above 0 and something succeeded, or more was processed than failed and `succeeded` is left out; `failed` when nothing did, else `succeeded` */
  readonly outcome?: 'succeeded' | 'partially_succeeded';
  /**
   * Items that failed, each with a message that names it. The first 20 are kept with the run and shown, cleaned like the message of an `OperationFailure`; `failed`
   * counts at least as many as there are here.
   */
  readonly failures?: readonly OperationFailure[];
}

/**
 * What a handler answers when it could not. `message` is shown to people after secrets, control characters and what is beyond 500 characters were removed.
 * A reason code that is not a word becomes `unknown_reason`. Neither keeps the run from ending.
 */
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
  readonly planes?: readonly OperationPlane[] | undefined;
  /** The control that can pause it. */
  readonly control?: string | undefined;
  /** Declares that it can do harm. It must name a `control` then, so that it can be paused. @default false */
  readonly risky?: boolean | undefined;
  /** The shape of its inputs: what JSON can say, judged without waiting. Where `defineOperations` cannot see that a part waits, a start waits for it. */
  readonly inputs: Schema;
  /**
   * The inputs that all who may read a run may read, each with what people call it. Other inputs are never answered, and of a list the first 20 values only. Name
   * none that holds a secret or content of a tenant. A start is refused when a text of theirs has control characters or characters that reverse text, because it
   * would be shown as another text than the handler gets.
   * @default none
   */
  readonly readable?: { readonly [Name in keyof z.output<Schema> & string]?: string } | undefined;
  /**
   * Why it cannot run in this atlas at present, for example because what executes it is not installed: the issue that a start is refused with, at `type`. Then
   * surfaces deny it, with the `fix` of the issue as the reason. Called for each start and each surface, so keep it cheap. @default null: it can
   */
  unready?(): InputIssue | null;
  /** What must be true of the inputs in the scope at hand, besides their shape. Paths are relative to `inputs`. */
  check?(inputs: z.output<Schema>, scope: { readonly tenantName: string }): readonly InputIssue[];
  /** What makes two starts the same work, as JSON. Reasons and notes are never part of it. @default all inputs */
  identity?(inputs: z.output<Schema>): JsonValue;
  /** What of the inputs belongs into the context of the run, as scalars, for support and other systems. Never a secret. @default nothing */
  context?(inputs: z.output<Schema>): RunContext;
  /** `required` also makes the key part of the identity. @default 'optional' */
  readonly idempotencyKey?: 'optional' | 'required' | undefined;
  /** `tenant`: at most one exclusive operation is in progress per tenant. @default none */
  readonly exclusive?: 'tenant' | undefined;
  /** Lifecycles of a tenant in which it may start. @default ['active'] */
  readonly lifecycles?: readonly TenantLifecycle[] | undefined;
  /** An identical start while one is in progress joins it or is refused. @default 'join' */
  readonly whileActive?: 'join' | 'reject' | undefined;
  /** An identical start after completion. @default 'allow' */
  readonly completed?: CompletedPolicy | undefined;
  /** What it will change; shown before it starts. @default none */
  readonly mutationScope?: string | undefined;
  /** When a run counts as stuck, in milliseconds. @default 15 minutes queued, 60 minutes without a sign of life while running */
  readonly stuckAfter?: { readonly queued?: number | undefined; readonly running?: number | undefined } | undefined;
  /** How often a run is taken up before it is given up. @default 3 */
  readonly maxAttempts?: number | undefined;
  /** Does the work. A thrown error counts as a failure with the reason code `handler_error`; its text is not shown. */
  run(context: OperationContext<z.output<Schema>>): Promise<Result<OperationReport, OperationFailure>>;
}

/** Operations by type. */
export type OperationCatalog = { readonly [type: string]: OperationDefinition };

/**
 * Checks a host's operations and keeps their types: a misspelt type or input does not compile. Throws an invariant that names the member, the rule and the
 * fix for a malformed definition, also for inputs that no request can carry (`z.date()`, `z.bigint()`) or that have an asynchronous part.
 *
 * @see docs/guide/getting-started.md#compose
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

const memberNames = {
  label: 0,
  capability: 0,
  planes: 0,
  control: 0,
  risky: 0,
  inputs: 0,
  readable: 0,
  unready: 0,
  check: 0,
  identity: 0,
  context: 0,
  idempotencyKey: 0,
  exclusive: 0,
  lifecycles: 0,
  whileActive: 0,
  completed: 0,
  mutationScope: 0,
  stuckAfter: 0,
  maxAttempts: 0,
  run: 0,
} as const satisfies { readonly [Name in keyof Required<OperationDefinition>]: 0 };

function checkDefinition(type: string, definition: OperationDefinition): void {
  const name = `Operation "${type}"`;
  invariant(isDottedName(type), `${name}: a type is lower-case words joined by dots, such as "acme.mass_mail".`);
  const check = optionChecks(name);
  check.names(definition, Object.keys(memberNames), 'a member of an operation');
  invariant(isName(definition.label), `${name}: give it a label that can be shown on one line.`);
  const capabilities: unknown = capabilitiesOf(definition);
  invariant(isTexts(capabilities) && capabilities.length > 0, `${name}: name at least one capability.`);
  invariant(typeof definition.run === 'function', `${name}: give it a function \`run\`, which does the work.`);
  check.list('planes', definition.planes, (plane) => planes.includes(plane as OperationPlane), "['workspace']");
  invariant(
    definition.planes?.length !== 0,
    `${name}: "planes" names at least one plane. Leave it out for ['workspace'].`,
  );
  invariant(
    definition.control === undefined || isNotBlank(definition.control),
    `${name}: "control" is the key of a control. Leave it out if nothing can pause the operation.`,
  );
  check.flag('risky', definition.risky);
  invariant(
    !definition.risky || definition.control !== undefined,
    `${name}: "risky" is true, so name the control that can pause it, or leave "risky" out.`,
  );
  for (const member of ['unready', 'check', 'identity', 'context'] as const)
    check.fn(member, definition[member], '() => ...');
  check.oneOf('idempotencyKey', definition.idempotencyKey, ['optional', 'required']);
  check.oneOf('exclusive', definition.exclusive, ['tenant']);
  check.list('lifecycles', definition.lifecycles, isLifecycle, "['active']");
  check.oneOf('whileActive', definition.whileActive, ['join', 'reject']);
  check.oneOf('completed', definition.completed, ['allow', 'failed_only', 'reject']);
  invariant(
    definition.mutationScope === undefined || isNotBlank(definition.mutationScope),
    `${name}: "mutationScope" is a text. Leave it out if nothing is changed.`,
  );
  check.whole('maxAttempts', definition.maxAttempts, 1, 1_000);
  if (definition.stuckAfter !== undefined) {
    check.names(definition.stuckAfter, ['queued', 'running'], 'a member of stuckAfter');
    check.whole('stuckAfter.queued', definition.stuckAfter.queued, 1, Number.MAX_SAFE_INTEGER);
    check.whole('stuckAfter.running', definition.stuckAfter.running, 1, Number.MAX_SAFE_INTEGER);
  }
  const isSchema = typeof (definition.inputs as { safeParse?: unknown } | undefined)?.safeParse === 'function';
  invariant(isSchema, `${name}: "inputs" is a zod schema, such as z.strictObject({}).`);
  const problem = inputSchemaProblem(definition.inputs);
  invariant(problem === null, `${name}: ${String(problem)}`);
  checkReadable(name, definition);
}

function checkReadable(name: string, { readable, inputs }: OperationDefinition): void {
  if (readable === undefined) return;
  const labels: unknown = readable;
  invariant(
    isRecord(labels),
    `${name}: "readable" is an object of labels by the names of inputs, such as { mailbox: 'Mailbox' }.`,
  );
  const { shape } = inputs as { readonly shape?: object };
  for (const [input, label] of Object.entries(labels)) {
    invariant(
      shape === undefined || Object.hasOwn(shape, input),
      `${name}: "readable.${input}" names no input. Use a member of "inputs", or leave it out.`,
    );
    invariant(isName(label), `${name}: "readable.${input}" is a label that can be shown on one line.`);
  }
}

const planes: readonly OperationPlane[] = ['workspace', 'platform', 'system'];

function isLifecycle(value: unknown): boolean {
  return tenantLifecycles.some((lifecycle) => lifecycle === value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isNotBlank);
}

/** The capabilities of which any one suffices. */
export function capabilitiesOf({ capability }: Pick<OperationDefinition, 'capability'>): readonly string[] {
  return typeof capability === 'string' ? [capability] : capability;
}

/** The control that can pause an operation; null when none can. */
export function controlOf(
  { control }: Pick<OperationDefinition, 'control'>,
  controlLabel: (key: string) => string,
): LabelledControl | null {
  return control ? { key: control, label: controlLabel(control) } : null;
}
