import type { Aggregate, Maker } from '../../aggregates/aggregate.ts';
import { aggregates } from '../../aggregates/index.ts';
import { namingMethods } from '../../aggregates/naming-methods.ts';
import { equal, holds } from '../../check.ts';
import { bytesOf, value } from '../answers.ts';
import { awkwardIds, shortened } from '../awkward-ids.ts';
import { callMethod } from '../call-method.ts';
import type { ClientCase } from '../client-context.ts';
import { fullRequest } from '../method-specs/index.ts';
import { isForSystem, type MethodName, type MethodSpec } from '../sample.ts';
import { existingPlace } from '../scope-states.ts';
import type { SuiteClient } from '../suite-atlas.ts';
import { callersIn } from './people.ts';

/** The things that a request names by id: an id names one of them, or nothing. The order of refusal says who is told which. */
export const aggregateCases: readonly ClientCase[] = aggregates.flatMap((aggregate): readonly ClientCase[] => [
  {
    name: `ids: ${aggregate.client.show} answers the ${aggregate.name} that was asked for`,
    run: async (context) => {
      const callers = await callersIn(await context.newWorld());
      const { system, owner } = callers;
      const created = [await create(callers, aggregate, 'one'), await create(callers, aggregate, 'another')];
      equal(new Set(created).size, created.length, 'Each has its own id.');
      for (const client of [system, owner])
        for (const id of created) equal(await shownId(client, aggregate, id), id, 'It is the one with that id.');
    },
  },
  {
    name: `ids: every method about a ${aggregate.name} answers a request with every member that it knows`,
    run: async (context) => {
      const world = await context.newWorld();
      const callers = await callersIn(world);
      const { idMember, client } = aggregate;
      for (const [method, spec] of Object.entries(client.methods) as [MethodName, MethodSpec][]) {
        const place = existingPlace(world);
        const id = spec.isForNew ? await create(callers, aggregate, method) : (place.ids[idMember] ?? '');
        const request = fullRequest(method, { ...place, ids: { ...place.ids, [idMember]: id } });
        await value(callMethod(isForSystem(spec) ? callers.system : callers.owner, method, request));
      }
    },
  },
  ...awkwardIds.map((id): ClientCase => ({
    name: `ids: every method that names a ${aggregate.name} answers "${shortened(id)}" as an id that does not exist`,
    run: async (context) => {
      const world = await context.newWorld();
      const { system } = await callersIn(world);
      const place = existingPlace(world);
      for (const [method, spec] of namingMethods(aggregate)) {
        const ask = async (asked: string): Promise<string> => {
          const request = spec.samples[0]?.request({ ...place, ids: { ...place.ids, [aggregate.idMember]: asked } });
          return bytesOf(await callMethod(system, method, request));
        };
        const absent = await ask('id-404');
        holds(absent.includes('"not_found"'), `${method} does not find an id that does not exist.`);
        equal(await ask(id), absent, `${method} answers as for any other id that does not exist.`);
      }
    },
  })),
]);

const scope = { workspaceId: 'w-1', tenantId: 't-1' } as const;

function create(maker: Maker, aggregate: Aggregate, word: string): Promise<string> {
  return aggregate.client.create(maker, scope, word);
}

async function shownId(client: SuiteClient, { idMember, client: { show, idOf } }: Aggregate, id: string) {
  return idOf(await value(callMethod(client, show, { workspaceId: scope.workspaceId, [idMember]: id })));
}
