import type * as z from 'zod';
import { assertActor, personOf, type Actor } from '../access/actor.ts';
import { inMethod, type Caller, type Environment } from '../access/environment.ts';
import { govern } from '../access/govern.ts';
import type { MethodAccess } from '../access/matrix.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { refused } from '../access/refusal.ts';
import type { AccessRefusal, UseCaseContext } from '../access/use-case.ts';
import { now } from '../kernel/clock.ts';
import type { Forbidden, InvalidInput, NotFound } from '../kernel/errors.ts';
import { err, type Result, type ResultAsync } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { Maintenance } from './client.ts';
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

/** Everything about one kind of erasure, in one place. */
interface Definition<Schema extends z.ZodType, T> {
  readonly name: keyof Maintenance;
  readonly scope: MethodAccess['scope'];
  readonly input: () => Schema;
  /** Whether this request writes nothing. @default every request writes */
  readonly isDry?: (input: z.output<Schema>) => boolean;
  run(context: ErasureContext<z.output<Schema>>): Promise<Result<T, ErasureRefusal>>;
}

/** An erasure of one atlas. Rejects with an invariant unless the actor is valid. */
type Erase<Schema extends z.ZodType, T> = (
  environment: Environment,
  request: { readonly actor: Actor } & z.input<Schema>,
) => ResultAsync<T, AccessRefusal>;

/**
 * Makes an erasure: it runs in the one order of refusal, all of it in one maintenance unit, and does not ask whether the scope is archived. Erasures are not
 * part of a client, so they have no row in the access matrix.
 */
export function erasure<Schema extends z.ZodType, T>(definition: Definition<Schema, T>): Erase<Schema, T> {
  const method = `maintenance.${definition.name}`;
  return (outer, request) => {
    const environment = inMethod(outer, method);
    return guardAgainstBugs<T, AccessRefusal>(environment, method, attempt(environment, request, definition));
  };
}

async function attempt<Schema extends z.ZodType, T>(
  environment: Environment,
  { actor: given, ...request }: { readonly actor: Actor },
  { scope: needed, input, isDry, run }: Definition<Schema, T>,
): Promise<Result<T, AccessRefusal>> {
  const actor = assertActor(given);
  const caller: Caller = { actor, source: 'api' };
  const row: MethodAccess = { ...eraserAccess, scope: needed };
  const governed = await govern(environment, caller, { row }, request);
  if (governed.isErr()) return err(governed.error);
  const { refuse, inUnit } = governed.value;
  const limited = refuseLimited(actor, row.scope);
  if (limited) return refuse(refused('entitlement', limited));

  return inUnit<Schema, T, ErasureRefusal>({
    environment,
    scope: { plane: 'maintenance', actor: personOf(actor) },
    input,
    async run({ scope, notePerson, ...entered }) {
      if (isDry?.(entered.input) !== true) await notePerson();
      const facts = scope?.facts ?? { workspace: null, tenant: null };
      return run({ ...entered, now: now(environment.clock), facts });
    },
  });
}
