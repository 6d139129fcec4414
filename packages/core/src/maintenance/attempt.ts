import type * as z from 'zod';
import { personOf, soundActor, type Actor } from '../access/actor.ts';
import { askedScope } from '../access/asked-scope.ts';
import type { Caller, Environment } from '../access/environment.ts';
import type { MethodAccess } from '../access/matrix.ts';
import { breakGlassIssue, inUnit, notePerson } from '../access/perform.ts';
import { toRawRequest } from '../access/raw-request.ts';
import { refuseCapability, refusePlane, refuseScope, type AskedScope } from '../access/rules.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { now } from '../kernel/clock.ts';
import type { Forbidden, InvalidInput, NotFound } from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/input.ts';
import { err, type Result } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { eraserAccess, refuseLimited } from './rules.ts';

/** What an erasure is given once access and input are settled. */
export interface ErasureContext<Input> extends Pick<
  UseCaseContext<Input>,
  'unit' | 'input' | 'now' | 'caller' | 'environment'
> {
  /** Empty for an erasure without a scope. */
  readonly facts: Pick<AccessFacts, 'workspace' | 'tenant'>;
}

/** Why something was not erased. */
export type ErasureRefusal = NotFound | Forbidden | InvalidInput;

/** One kind of erasure. */
export interface Erasure<Schema extends z.ZodType, T> {
  readonly scope: MethodAccess['scope'];
  readonly input: Schema;
  run(context: ErasureContext<z.output<Schema>>): Promise<Result<T, ErasureRefusal>>;
}

/**
 * Runs an erasure in the one order of refusal, all of it in one maintenance unit. It does not ask whether the scope is archived. It first throws an
 * invariant unless the actor is valid.
 */
export async function attempt<Schema extends z.ZodType, T>(
  environment: Environment,
  { actor: given, ...request }: { readonly actor: Actor },
  erasure: Erasure<Schema, T>,
): Promise<Result<T, ErasureRefusal>> {
  const actor = soundActor(given);
  const row: MethodAccess = { ...eraserAccess, scope: erasure.scope };
  const caller: Caller = { actor, source: 'api' };
  const elsewhere = refusePlane(actor, row) ?? refuseLimited(actor, row.scope);
  if (elsewhere) return err(elsewhere);
  const raw = toRawRequest(request);
  if (raw.isErr()) return err(raw.error);
  const asked = askedScope(row, caller, raw.value);
  if (asked.isErr()) return err(asked.error);

  const effects: (() => void)[] = [];
  const answer = await inUnit<T, ErasureRefusal>(
    environment,
    { plane: 'maintenance', actor: personOf(actor) },
    async (unit) => {
      effects.length = 0;
      const facts = await factsOf(unit, asked.value);
      const refusal =
        (asked.value && refuseScope(actor, asked.value, facts, null)) ??
        refuseCapability(actor, row, actor.kind === 'platform' ? actor.capabilities : [], null) ??
        breakGlassIssue(caller);
      if (refusal) return err(refusal);
      const parsed = parseInput(erasure.input, raw.value);
      if (parsed.isErr()) return err(parsed.error);
      await notePerson(environment, caller, unit, effects);
      return erasure.run({ unit, input: parsed.value, now: now(environment.clock), caller, environment, facts });
    },
  );
  if (answer.isOk()) for (const effect of effects) effect();
  return answer;
}

const nothing: AccessFacts = { workspace: null, tenant: null, membershipRole: null, entitlement: null };

async function factsOf({ access }: StorageUnit, asked: AskedScope | null): Promise<AccessFacts> {
  if (!asked) return nothing;
  const tenantId = asked.tenantId as TenantId | null;
  return access.read({ workspaceId: asked.workspaceId as WorkspaceId }, { tenantId, userId: null });
}
