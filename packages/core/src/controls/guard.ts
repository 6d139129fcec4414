import * as z from 'zod';
import { personOf, soundActor, type Actor } from '../access/actor.ts';
import { requestSources, type Environment, type RequestSource } from '../access/environment.ts';
import { breakGlassIssue, guardAgainstBugs, inUnit } from '../access/perform.ts';
import { askHostPolicy } from '../access/host-policy.ts';
import { builtInGrant, refuseScope, refuseWithoutPanel } from '../access/rules.ts';
import { metadataKeys } from '../audit/catalog.ts';
import { now } from '../kernel/clock.ts';
import {
  forbidden,
  invalidInput,
  type Forbidden,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema, parseInput, textSchema, type InputOf } from '../kernel/input.ts';
import { issues, sayInput } from '../kernel/issues.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import type { BoundStorage, StorageUnit } from '../ports/storage.ts';
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

const contextInput = lazy(() =>
  z.strictObject({
    workspaceId: idSchema<WorkspaceId>().nullish(),
    tenantId: idSchema<TenantId>().nullish(),
    capability: z.string().max(120).nullish(),
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

type Parsed = InputOf<typeof contextInput>;

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
  return guardAgainstBugs<T, GuardError>(environment, 'guard', attempt(environment, catalog, key, context, work));
}

async function attempt<T>(
  environment: Environment,
  catalog: ControlCatalog,
  key: string,
  { actor: given, ...rest }: GuardContext,
  work: (bound: BoundStorage) => Promise<T>,
): Promise<Result<T, GuardError>> {
  const actor = soundActor(given);
  const noPanel = refuseWithoutPanel(actor);
  if (noPanel) return err(noPanel);
  const parsed = parseInput(contextInput(), rest);
  if (parsed.isErr()) return err(parsed.error);
  const input = parsed.value;
  if (!Object.hasOwn(catalog, key)) return err(invalidInput([issues.oneOf('control', Object.keys(catalog))]));
  if (actor.kind === 'user' && !input.workspaceId) return err(invalidInput([issues.required('workspaceId')]));
  if (input.tenantId && !input.workspaceId) return err(invalidInput([issues.required('workspaceId')]));
  const asked = input.workspaceId ? { workspaceId: input.workspaceId, tenantId: input.tenantId ?? null } : null;
  const host = await askHostPolicy(environment, { actor, source: 'api' }, asked, false);
  if (host.isErr()) return err(host.error);

  return environment.storage.transaction(async (bound): Promise<Result<T, GuardError>> => {
    const inside: Environment = { ...environment, storage: bound, isBound: true };
    const scope = asked
      ? ({ plane: 'workspace', workspaceId: asked.workspaceId, actor: personOf(actor) } as const)
      : ({ plane: 'platform', actor: personOf(actor) } as const);
    const passed = await inUnit<void, GuardError>(inside, scope, async (unit, keep) => {
      const access = await decideAccess(unit, actor, input, host.value?.grant ?? null);
      const refusal = access ?? breakGlassIssue({ actor });
      if (refusal) return err(refusal);
      const source = input.source ?? 'api';
      const held = await holdUnderControl(
        { unit, environment: inside, now: now(inside.clock), caller: { actor, source } },
        {
          scope: asked,
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
    return passed.isErr() ? err(passed.error) : ok(await work(bound));
  });
}

async function decideAccess(
  unit: StorageUnit,
  actor: Actor,
  input: Parsed,
  hostGrant: Parameters<typeof refuseScope>[3],
): Promise<NotFound | Forbidden | null> {
  const operatorCapabilities = actor.kind === 'platform' ? actor.capabilities : [];
  if (!input.workspaceId) return missing(actor, input, operatorCapabilities);
  const asked = { workspaceId: input.workspaceId, tenantId: input.tenantId ?? null };
  const facts = await unit.access.read(
    { workspaceId: asked.workspaceId },
    { tenantId: asked.tenantId, userId: actor.kind === 'user' ? actor.id : null },
  );
  const grant = hostGrant ?? builtInGrant(facts);
  return (
    refuseScope(actor, asked, facts, grant) ??
    missing(actor, input, actor.kind === 'user' ? grant.capabilities : operatorCapabilities)
  );
}

function missing(actor: Actor, { capability }: Parsed, held: readonly string[]): Forbidden | null {
  return !capability || actor.kind === 'system' || held.includes(capability) ? null : forbidden(capability);
}
