import { systemActor, workspaceUser } from '../../../access/actor.ts';
import type { Maker } from '../../aggregates/aggregate.ts';
import type { ClientWorld } from '../client-context.ts';
import { allPowers, type SuiteClient } from '../suite-atlas.ts';

/** Clients of the people that most cases need. */
export interface Callers extends Maker {
  readonly operator: SuiteClient;
  /** An owner of `w-1` who is entitled to `t-1`. */
  readonly owner: SuiteClient;
}

/** Signs them in. */
export async function callersIn(world: ClientWorld): Promise<Callers> {
  return {
    system: await world.as(systemActor('test')),
    inUnit: world.inUnit,
    operator: await world.as(allPowers),
    owner: await world.as(workspaceUser({ id: 'u-owner', label: 'Olga Owner' })),
  };
}

/** Noon of the suite, as an instant in an answer. */
export const noonText = '2026-11-21T12:00:00.000Z';
