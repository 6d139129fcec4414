import * as z from 'zod';
import type { UseCaseContext } from '../access/use-case.ts';
import { described, sentenceAnswer } from '../kernel/answers.ts';
import { forbidden } from '../kernel/errors.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { OperationRun } from '../ports/run-store.ts';
import { capabilitiesOf, type OperationCatalog } from './definition.ts';

/** Whether the reader may end a run, by the same capabilities as `operations.cancel`. */
export interface RunCancelView {
  readonly state: 'available' | 'denied';
  /** The missing capability; null when it is available. */
  readonly capability: string | null;
  /** Why it is denied; null when it is available. */
  readonly reason: Sentence | null;
}

/** A {@link RunCancelView}. */
export const runCancelAnswer = described<RunCancelView>()('RunCancel', () =>
  z.strictObject({
    state: z.enum(['available', 'denied']),
    capability: z.string().nullable(),
    reason: sentenceAnswer().nullable(),
  }),
);

/** An actor who may start any operation may end a run whose type has left the catalog. */
export const orphanCapabilities: readonly string[] = ['operations.start'];

/** The capabilities of which any one lets an actor end the run. */
function cancelCapabilities(type: string, catalog: OperationCatalog): readonly string[] {
  const definition = Object.hasOwn(catalog, type) ? catalog[type] : undefined;
  return definition ? capabilitiesOf(definition) : orphanCapabilities;
}

/**
 * See {@link RunCancelView}; null for a run that has ended. `can` MUST judge in the scope of the run: a role for one tenant counts for that tenant only.
 */
export function cancelAccess(
  { type, status }: Pick<OperationRun, 'type' | 'status'>,
  catalog: OperationCatalog,
  { can, caller }: Pick<UseCaseContext<unknown>, 'can' | 'caller'>,
): RunCancelView | null {
  if (status === 'completed') return null;
  const sufficient = cancelCapabilities(type, catalog);
  const ofThePlane = caller.actor.kind === 'platform' ? ['platform.ops.view'] : [];
  const missing =
    ofThePlane.find((one) => !can(one)) ?? (sufficient.some((one) => can(one)) ? undefined : sufficient[0]);
  if (missing === undefined) return { state: 'available', capability: null, reason: null };
  return { state: 'denied', capability: missing, reason: forbidden(missing).message };
}
