import { accessMatrix, type MethodName } from '../../access/matrix.ts';
import type { Result } from '../../kernel/result.ts';
import { equal, holds } from '../check.ts';
import { ConformanceError } from '../conformance-error.ts';
import { actorCases, type ActorCase } from './actor-cases.ts';
import { bytesOf, type SeenError } from './answers.ts';
import { callMethod, methodsOf } from './call-method.ts';
import type { ClientCase, ClientContext } from './client-context.ts';
import { namesNothing } from './comparing.ts';
import { expected, type Expected, type RefusalCase } from './refusal-oracle.ts';
import type { Place } from './sample.ts';
import { methodSpecs } from './method-specs/index.ts';
import { absentLike, appliesTo, placeFor, scopeStates, shapeFor } from './scope-states.ts';
import { isRead } from './storage-observer.ts';
import { allPowers } from './suite-atlas.ts';
import type { WorldShape } from './world-shape.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

/** The only not_found, typed out: any further member would tell absent and hidden apart. */
const theOnlyNotFound = JSON.stringify({
  code: 'not_found',
  message: {
    id: 'errors.not_found',
    params: {},
    text: 'Not found, or you may not see it.',
  },
});

const completeness: ClientCase = {
  name: 'refusals: the client has the methods of the access matrix, and the suite has a request of each',
  run: async (context) => {
    const client = await (await context.newWorld()).as(allPowers);
    equal(methodsOf(client).toSorted(), methods.toSorted(), 'The matrix has a row for every method.');
    equal(Object.keys(methodSpecs).toSorted(), methods.toSorted(), 'The suite has a specification of every method.');
    for (const method of methods) holds(methodSpecs[method].samples.length > 0, `${method} has a sample.`);
  },
};

/**
 * The order of refusal, generated: every method as every actor, in existing, missing, foreign, erased, malformed and archived scopes, with and without a pause.
 *
 * @see docs/errors/README.md#the-order-of-refusal
 */
export const refusalCases: readonly ClientCase[] = [
  completeness,
  ...methods.flatMap((method) =>
    actorCases.map((who): ClientCase => ({
      name: `refusals: ${method} as ${who.name}`,
      run: (context) => refusesInOrder(context, method, who),
    })),
  ),
];

async function refusesInOrder(context: ClientContext, method: MethodName, who: ActorCase): Promise<void> {
  const wrong: string[] = [];
  for (const sample of methodSpecs[method].samples) {
    for (const state of scopeStates.filter((each) => appliesTo(sample, each))) {
      for (const paused of [false, true]) {
        wrong.push(...(await findings(context, { method, row: accessMatrix[method], sample, who, state, paused })));
      }
    }
  }
  if (wrong.length > 0) throw new ConformanceError(wrong.join('\n'));
}

/** Compares the answer and the written rows with the specification. */
async function findings(context: ClientContext, one: RefusalCase): Promise<readonly string[]> {
  const asked = await ask(context, one);
  const { request, answer, before, after } = asked;
  const wanted = atAddress(context, one, request, expected(one));
  const error = answer.isErr() ? (answer.error as SeenError) : null;
  const found = [
    ...differences(wanted, error),
    ...(error ? leftBehind(error, before, after) : []),
    ...(one.row.writes ? [] : written(asked)),
    ...(error?.code === 'not_found' && JSON.stringify(error) !== theOnlyNotFound ? ['another not_found'] : []),
    ...(error?.code === 'forbidden' && mentionsControl(error) ? ['forbidden mentions a control'] : []),
    ...(await toldApart(context, one, asked)),
  ];
  return found.map((text) => `${one.sample.name}, ${one.state.name}${one.paused ? ', paused' : ''}: ${text}`);
}

/** A call that was made: its answer, and all rows before and after it. */
interface Asked {
  readonly request: unknown;
  readonly place: Place;
  readonly answer: Result<unknown, unknown>;
  readonly calls: readonly string[];
  readonly before: string;
  readonly after: string;
}

async function ask(
  context: ClientContext,
  { method, sample, who, state, paused }: RefusalCase,
  shape: WorldShape = shapeFor(state, paused),
): Promise<Asked> {
  const { world, rows: before, forget } = await context.sharedWorld(shape);
  const place = placeFor(state, world);
  const request = sample.request(place);
  const client = await world.as(who.actor);
  world.takeCalls();
  const answer = await callMethod(client, method, request);
  const calls = world.takeCalls();
  // All rows are compared only if the call did more than reads.
  const after = calls.every(isRead) ? before : await world.dump();
  if (before !== after) forget();
  return { request, place, answer, calls, before, after };
}

/** A thing of another workspace, or an erased one, has the same answer bytes and the same storage calls as a thing that does not exist. */
async function toldApart(context: ClientContext, one: RefusalCase, hidden: Asked): Promise<readonly string[]> {
  const state = absentLike(one.state);
  if (!state) return [];
  const absent = await ask(context, { ...one, state }, shapeFor(one.state, one.paused));
  const [found, wanted] = [hidden, absent].map(withoutIds);
  return found === wanted ? [] : [`expected what a ${state.name} is answered, ${String(wanted)}, got ${String(found)}`];
}

/** A call without the ids that it asked for: a tenant may be created under either. */
function withoutIds({ answer, calls, place }: Asked): string {
  const said = `${bytesOf(answer)} after ${calls.join(', ')}`;
  return [place.tenantId, ...Object.values(place.ids)].reduce((text, id) => text.replaceAll(id, '*'), said);
}

/** A malformed id in an address names nothing. */
function atAddress({ isInPath }: ClientContext, { method }: RefusalCase, request: unknown, wanted: Expected): Expected {
  if (wanted.code !== 'invalid_input' || wanted.detail === undefined) return wanted;
  return namesNothing(method, wanted.detail, request, isInPath) ? { code: 'not_found' } : wanted;
}

function differences(wanted: Expected, error: SeenError | null): readonly string[] {
  const code = error?.code ?? 'ok';
  if (code !== wanted.code) return [`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(error ?? 'ok')}`];
  if (wanted.capabilities && !wanted.capabilities.includes(error?.capability ?? '')) {
    return [`forbidden names ${String(error?.capability)}, not one of ${wanted.capabilities.join(', ')}`];
  }
  const details = [error?.reason, error?.state, ...(error?.issues ?? []).map(({ path }) => path)];
  return wanted.detail && !details.includes(wanted.detail)
    ? [`expected ${wanted.detail}, got ${JSON.stringify(error)}`]
    : [];
}

/** A read writes nothing, for any caller and with any answer. */
function written({ calls, before, after }: Asked): readonly string[] {
  const writes = calls.filter((call) => !isRead(call)).map((call) => `the read called ${call}`);
  return before === after ? writes : [...writes, 'the read changed a row'];
}

/** A refusal writes nothing, except the one entry of a blocked start and the name of the blocked actor. */
function leftBehind({ code }: SeenError, before: string, after: string): readonly string[] {
  if (code !== 'control_paused') return before === after ? [] : ['the refusal wrote something'];
  const count = (text: string): number => text.split('"operational_control.execution_blocked"').length - 1;
  const runs = (text: string): number => text.split('"identityHash"').length - 1;
  return count(after) === count(before) + 1 && runs(after) === runs(before) ? [] : ['not exactly one blocked entry'];
}

function mentionsControl(error: SeenError): boolean {
  return /control|paus|4711/i.test(JSON.stringify(error).replaceAll(error.capability ?? '', ''));
}
