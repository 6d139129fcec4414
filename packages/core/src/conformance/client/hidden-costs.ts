import { accessMatrix, type MethodName } from '../../access/matrix.ts';
import { aggregates } from '../aggregates/index.ts';
import { equal, holds } from '../check.ts';
import { actorCases, type ActorCase } from './actor-cases.ts';
import { bytesOf } from './answers.ts';
import { callMethod } from './call-method.ts';
import type { ClientCase, ClientContext } from './client-context.ts';
import { methodSpecs } from './method-specs/index.ts';
import type { Place, Sample } from './sample.ts';
import { existingPlace } from './scope-states.ts';
import { isRead } from './storage-observer.ts';
import type { WorldShape } from './world-shape.ts';

/** Nothing of its world is archived or paused. */
const plain: WorldShape = { archived: 'none', paused: false, isCrowded: false };

const scoped = (Object.keys(accessMatrix) as MethodName[]).filter(
  (method) => accessMatrix[method].scope !== 'platform',
);

const pairs = [
  { who: 'outsider', part: 'workspaceId', missing: 'w-404' },
  { who: 'member of another workspace', part: 'workspaceId', missing: 'w-404' },
  { who: 'member not entitled', part: 'tenantId', missing: 't-404' },
  { who: 'platform limited to t-2', part: 'tenantId', missing: 't-404' },
  ...aggregates.flatMap(({ idMember: part }) => [
    { who: 'member not entitled', part, missing: 'id-404' },
    { who: 'platform limited to t-2', part, missing: 'id-404' },
  ]),
];

interface Hidden {
  readonly method: MethodName;
  readonly sample: Sample;
  readonly who: ActorCase;
  readonly part: string;
  readonly missing: string;
}

const named = (id: string): ActorCase => actorCases.find(({ name }) => name === id) as ActorCase;

const hidden: readonly Hidden[] = scoped.flatMap((method) =>
  methodSpecs[method].samples.flatMap((sample) =>
    pairs
      .filter(({ part }) => sample.at[part] !== undefined)
      .map(({ who, part, missing }) => ({ method, sample, who: named(who), part, missing })),
  ),
);

/** Hidden and absent things have the same answer and cause the same storage calls. */
export const hiddenCostCases: readonly ClientCase[] = hidden.map((one) => ({
  name: `hidden or absent: ${one.method} ${one.sample.name} as ${one.who.name}, by ${one.part}`,
  run: (context) => assertSameCost(context, one),
}));

async function assertSameCost(context: ClientContext, { method, sample, who, part, missing }: Hidden): Promise<void> {
  const { world, rows, forget } = await context.sharedWorld(plain);
  const client = await world.as(who.actor);
  const place = existingPlace(world);
  const ask = async (request: ReturnType<Sample['request']>) => {
    world.takeCalls();
    const answer = await callMethod(client, method, request);
    return { answer: bytesOf(answer), calls: world.takeCalls() };
  };
  const found = await ask(sample.request(place));
  const absent = await ask(sample.request(elsewhere(place, part, missing)));
  const onlyRead = [...found.calls, ...absent.calls].every(isRead);
  if (!onlyRead && (await world.dump()) !== rows) forget();
  // A new tenant cannot be hidden: its id is free.
  if (method === 'tenants.create' && part === 'tenantId') return;
  equal(absent, found, 'The same answer after the same calls of the store.');
  holds(found.answer.includes('not_found'), 'What is hidden is not found.');
}

/** The place with another id for one of its parts. */
function elsewhere(place: Place, part: string, id: string): Place {
  return Object.hasOwn(place.ids, part) ? { ...place, ids: { ...place.ids, [part]: id } } : { ...place, [part]: id };
}
