import * as z from 'zod';
import { assertActor, personOf, type Actor } from '../access/actor.ts';
import { unitScope } from '../access/asked-scope.ts';
import { inMethod, requestSources, type Environment, type RequestSource } from '../access/environment.ts';
import type { MethodAccess } from '../access/matrix.ts';
import { admit, ask } from '../access/order-of-refusal.ts';
import { logRefusal } from '../access/log-refusal.ts';
import { guardAgainstBugs, inUnit } from '../access/perform.ts';
import { reasonOfWork, refused, type Refused } from '../access/refusal.ts';
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
import { idSchema, textSchema } from '../kernel/input.ts';
import { issues, sayInput } from '../kernel/issues.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import type { BoundStorage } from '../ports/storage.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import { holdUnderControl } from './hold-under-control.ts';
import { sayControl } from './messages.ts';
import type { ControlPaused } from './paused-error.ts';

/** Who wants to do what where, for a host's own guarded work. */
export interface GuardContext {
  readonly actor: Actor;
  /** Null or absent for work over all workspaces, which no workspace user can ask for. */
  readonly workspaceId?: string | null;
  readonly tenantId?: string | null;
  /** What the actor must hold in the scope. Without it the host has checked that itself. */
  readonly capability?: string | null;
  /** What was asked for, in the audit entry of a refusal. @default 'single_tenant' with a tenant, else 'all_tenants' */
  readonly requestedScope?: string | null;
  /** @default 'api' */
  readonly source?: RequestSource;
  /** Scalars for the audit entry of a refusal; at most 20. */
  readonly metadata?: { readonly [key: string]: string | number | boolean };
}

/** Why guarded work was not done. */
export type GuardError = NotFound | Forbidden | InvalidInput | ControlPaused | Immutable | StorageFailure;

/** Keys of an entry that only the SDK writes: a host's metadata must not look like them. */
const reservedKeys = metadataKeys('operational_control.execution_blocked');
const isReserved = (key: string): boolean => key.startsWith('previous_') || reservedKeys.includes(key);

const capabilitySchema = lazy(() => z.string().max(120).nullish());

const contextInput = lazy(() =>
  z.strictObject({
    workspaceId: idSchema<WorkspaceId>().nullish(),
    tenantId: idSchema<TenantId>().nullish(),
    capability: capabilitySchema(),
    requestedScope: idSchema<string>().nullish(),
    source: z.enum(requestSources).nullish(),
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
 * rejects, everything it wrote is rolled back and the rejection is passed on. Rejects with an invariant unless the actor is valid.
 */
export function guarded<T>(
  environment: Environment,
  catalog: ControlCatalog,
  key: string,
  context: GuardContext,
  work: (bound: BoundStorage) => Promise<T>,
): ResultAsync<T, GuardError> {
  const inside = inMethod(environment, 'guard');
  return guardAgainstBugs<T, GuardError>(inside, 'guard', attempt(inside, catalog, key, context, work));
}

async function attempt<T>(
  environment: Environment,
  catalog: ControlCatalog,
  key: string,
  { actor: given, ...rest }: GuardContext,
  work: (bound: BoundStorage) => Promise<T>,
): Promise<Result<T, GuardError>> {
  const actor = assertActor(given);
  const asking = { actor, source: 'api' } as const;
  const asked = await ask(environment, asking, { row: accessOf(rest.capability) }, rest);
  if (asked.isErr()) {
    logRefusal(environment, asking, null, asked.error);
    return err(asked.error.error);
  }

  return environment.storage.transaction(async (bound): Promise<Result<T, GuardError>> => {
    const inside: Environment = { ...environment, storage: bound, isBound: true };
    const scope = unitScope(asked.value.row, asking, asked.value.scope);
    let found: Refused<unknown> | null = null;
    const passed = await inUnit<void, GuardError>(inside, scope, async (unit, keep) => {
      const admitted = await admit(unit, asked.value, contextInput);
      if (admitted.isErr()) {
        found = admitted.error;
        return err(admitted.error.error);
      }
      const { input } = admitted.value;
      if (input.tenantId && !input.workspaceId) return err(invalidInput([issues.required('workspaceId')]));
      if (!Object.hasOwn(catalog, key)) return err(invalidInput([issues.oneOf('control', Object.keys(catalog))]));
      const source = input.source ?? 'api';
      const held = await holdUnderControl(
        { unit, environment: inside, now: now(inside.clock), caller: { actor, source } },
        {
          scope: admitted.value.scope,
          control: { key, label: (catalog[key] as ControlDefinition).label },
          blocked: {
            requestedScope: input.requestedScope ?? (input.tenantId ? 'single_tenant' : 'all_tenants'),
            source,
            ...(input.metadata ? { metadata: input.metadata } : {}),
          },
          async keepEntry() {
            keep();
            const person = personOf(actor);
            if (person) await unit.people.remember(person);
          },
        },
      );
      return held.map(() => undefined);
    });
    if (passed.isErr()) {
      logRefusal(environment, asking, asked.value.scope, found ?? refused(reasonOfWork(passed.error), passed.error));
      return err(passed.error);
    }
    return ok(await work(bound));
  });
}

/** What a guard asks of access. It has no row in the matrix, because the host names the capability, which may be a custom one. */
function accessOf(capability: unknown): MethodAccess {
  // An unknown capability is refused with the input, before anything is done.
  const and = capabilitySchema().safeParse(capability).data ?? null;
  const requirement = { needs: 'definition', and: and === null ? [] : [and] } as const;
  return {
    platform: requirement as MethodAccess['platform'],
    user: requirement as MethodAccess['user'],
    system: true,
    scope: 'workspace_or_platform',
    writes: true,
  };
}
