import * as z from 'zod';
import { assertActor, type Actor } from '../access/actor.ts';
import { inMethod, requestSources, type Environment, type RequestSource } from '../access/environment.ts';
import { govern, type Entered } from '../access/govern.ts';
import { capabilitySchema, hostAccess } from '../access/host-work.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { appendEntry, checkEntry } from '../audit/host-entry.ts';
import { metadataKeys } from '../audit/catalog.ts';
import { now } from '../kernel/clock.ts';
import {
  invalidInput,
  type Forbidden,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { idSchema, textSchema, type InputOf } from '../kernel/input.ts';
import { issues, sayInput } from '../kernel/issues.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import type { BoundStorage } from '../ports/storage.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import { holdUnderControl } from './hold-under-control.ts';
import { sayControl } from './messages.ts';
import type { ControlPaused } from './paused-error.ts';

/** Who wants to do what where, for a host's own guarded work. */
export interface GuardContext<Entry = never> {
  readonly actor: Actor;
  /** Null or absent for work over all workspaces, which no workspace user can ask for. */
  readonly workspaceId?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  /** What the actor must hold in the scope. Without it the host has checked that itself. */
  readonly capability?: string | null | undefined;
  /** What was asked for, in the audit entry of a refusal. @default 'single_tenant' with a tenant, else 'all_tenants' */
  readonly requestedScope?: string | null | undefined;
  /** @default 'api' */
  readonly source?: RequestSource | undefined;
  /**
   * The audit entry of the work, of an action that `catalogs.auditActions` declares. It is written in the transaction of the work, so that it exists exactly
   * when the work was committed. @default none: only a refusal leaves an entry
   */
  readonly entry?: Entry | undefined;
  /** Scalars for the audit entry of a refusal; at most 20. */
  readonly metadata?: { readonly [key: string]: string | number | boolean } | undefined;
}

/** Why guarded work was not done. */
export type GuardError = NotFound | Forbidden | InvalidInput | ControlPaused | Immutable | StorageFailure;

/** Keys of an entry that only the SDK writes: a host's metadata must not look like them. */
const reservedKeys = metadataKeys('operational_control.execution_blocked');
const isReserved = (key: string): boolean => key.startsWith('previous_') || reservedKeys.includes(key);

const contextInput = lazy(() =>
  z.strictObject({
    workspaceId: idSchema<WorkspaceId>().nullish(),
    tenantId: idSchema<TenantId>().nullish(),
    capability: capabilitySchema(),
    requestedScope: idSchema<string>().nullish(),
    source: z.enum(requestSources).nullish(),
    entry: z.unknown().optional(),
    metadata: z
      .record(z.string().regex(/^[a-z][a-z0-9_]{0,59}$/), z.union([textSchema(0, 200), z.number(), z.boolean()]))
      .refine((metadata) => Object.keys(metadata).length <= 20, {
        params: { rule: 'too_big', fix: sayInput('input.at_most', { limit: 20 }) },
      })
      .refine((metadata) => !Object.keys(metadata).some(isReserved), {
        params: { rule: 'reserved_key', fix: sayControl('controls.input.reserved_key') },
      })
      .nullish(),
  }),
);

/**
 * Runs a host's own work under a control: in one transaction, after the gate was passed. A refusal runs nothing and leaves one audit entry. When `work`
 * rejects, everything it wrote is rolled back, the rejection is logged as the host's and passed on. Rejects with an invariant unless the actor is valid and
 * `work` is given: it is null for what is not a function.
 */
export function guarded<T>(
  environment: Environment,
  catalog: ControlCatalog,
  key: string,
  context: GuardContext<unknown>,
  work: ((bound: BoundStorage) => Promise<T>) | null,
): ResultAsync<T, GuardError> {
  const thrown: unknown[] = [];
  const watched = work && watching(work, (reason) => thrown.push(reason));
  const inside = inMethod(environment, 'guard');
  const attempted = attempt(inside, catalog, key, context, watched);
  return guardAgainstBugs<T, GuardError>(inside, 'guard', attempted, (reason) => thrown.includes(reason));
}

function watching<T>(
  work: (bound: BoundStorage) => Promise<T>,
  rejected: (reason: unknown) => void,
): (bound: BoundStorage) => Promise<T> {
  return async (bound) => {
    try {
      return await work(bound);
    } catch (reason) {
      rejected(reason);
      throw reason;
    }
  };
}

async function attempt<T>(
  environment: Environment,
  catalog: ControlCatalog,
  key: string,
  context: GuardContext<unknown>,
  work: ((bound: BoundStorage) => Promise<T>) | null,
): Promise<Result<T, GuardError>> {
  invariant(work, 'guard: "work" is a function such as async (tx) => tx.as(actor).operations.start(...).');
  // Plain JavaScript may leave the context out; the actor is then the first thing that is missing.
  const { actor: given, ...rest }: GuardContext<unknown> = { ...context };
  const actor = assertActor(given);
  const asking = { actor, source: 'api' } as const;
  const governed = await govern(environment, asking, { row: hostAccess(rest.capability) }, rest);
  if (governed.isErr()) return err(governed.error);
  const { inUnit } = governed.value;

  return environment.storage.transaction(async (bound): Promise<Result<T, GuardError>> => {
    const passed = await inUnit<ReturnType<typeof contextInput>, void, GuardError>({
      environment: { ...environment, storage: bound, isBound: true },
      input: contextInput,
      run: (entered) => passControl(entered, catalog, key),
    });
    return passed.isErr() ? err(passed.error) : ok(await work(bound));
  });
}

/** The control of guarded work, with the entry of a refusal or of the work. */
async function passControl(
  { unit, environment, caller, input, scope, notePerson, keepWhatWasWritten }: Entered<InputOf<typeof contextInput>>,
  catalog: ControlCatalog,
  key: string,
): Promise<Result<void, GuardError>> {
  if (input.tenantId && !input.workspaceId) return err(invalidInput([issues.required('workspaceId')]));
  if (!Object.hasOwn(catalog, key)) return err(invalidInput([issues.oneOf('control', Object.keys(catalog))]));
  const entry = (input.entry ?? null) === null ? ok(null) : checkEntry(environment.auditActions, input.entry, 'entry');
  if (entry.isErr()) return err(entry.error);
  const source = input.source ?? 'api';
  const { actor } = caller;
  const held = await holdUnderControl(
    { unit, environment, now: now(environment.clock), caller: { actor, source } },
    {
      scope,
      control: { key, label: (catalog[key] as ControlDefinition).label },
      blocked: {
        requestedScope: input.requestedScope ?? (input.tenantId ? 'single_tenant' : 'all_tenants'),
        source,
        ...(input.metadata ? { metadata: input.metadata } : {}),
      },
      async keepEntry() {
        keepWhatWasWritten();
        await notePerson();
      },
    },
  );
  if (held.isErr()) return err(held.error);
  if (entry.value) {
    await notePerson();
    await appendEntry({ unit, environment, actor, now: now(environment.clock) }, scope, entry.value);
  }
  return ok(undefined);
}
