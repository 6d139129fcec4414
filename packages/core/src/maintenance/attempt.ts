import type * as z from 'zod';
import { assertActor, personOf, type Actor } from '../access/actor.ts';
import type { Caller, Environment } from '../access/environment.ts';
import type { MethodAccess } from '../access/matrix.ts';
import { admit, ask } from '../access/order-of-refusal.ts';
import { refusalLog } from '../access/log-refusal.ts';
import { inUnit, notePerson } from '../access/perform.ts';
import { refused } from '../access/refusal.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { now } from '../kernel/clock.ts';
import type { Forbidden, InvalidInput, NotFound, StorageFailure } from '../kernel/errors.ts';
import type { Result } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
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
): Promise<Result<T, ErasureRefusal | StorageFailure>> {
  const actor = assertActor(given);
  const caller: Caller = { actor, source: 'api' };
  const row: MethodAccess = { ...eraserAccess, scope: erasure.scope };
  const refusals = refusalLog(environment, caller);
  const asked = await ask(environment, caller, { row }, request);
  if (asked.isErr()) return refusals.refuse(asked.error);
  const limited = refuseLimited(actor, row.scope);
  if (limited) return refusals.refuse(refused('entitlement', limited));

  const effects: (() => void)[] = [];
  const answer = await inUnit<T, ErasureRefusal>(
    environment,
    { plane: 'maintenance', actor: personOf(actor) },
    async (unit) => {
      effects.length = 0;
      refusals.begin();
      const admitted = await admit(unit, asked.value, () => erasure.input);
      if (admitted.isErr()) return refusals.keep(admitted.error);
      const { input, scope } = admitted.value;
      await notePerson(environment, caller, unit, effects);
      return erasure.run({
        unit,
        input,
        now: now(environment.clock),
        caller,
        environment,
        facts: scope?.facts ?? { workspace: null, tenant: null },
      });
    },
  );
  if (answer.isErr()) refusals.answered(asked.value.scope, answer.error);
  else for (const effect of effects) effect();
  return answer;
}
