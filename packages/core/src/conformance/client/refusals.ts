import { accessMatrix, type MethodName } from '../../access/matrix.ts';
import { equal, holds } from '../check.ts';
import { ConformanceError } from '../conformance-error.ts';
import { actorCases, type ActorCase } from './actor-cases.ts';
import type { SeenError } from './answers.ts';
import { callMethod, methodsOf } from './call-method.ts';
import type { ClientCase, ClientContext } from './client-context.ts';
import { namesNothing } from './comparing.ts';
import { expected, type Expected, type RefusalCase } from './refusal-oracle.ts';
import { samples } from './samples.ts';
import { appliesTo, placeFor, scopeStates, shapeFor } from './scope-states.ts';
import { isRead } from './storage-observer.ts';
import { allPowers } from './world.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

/** The only not_found, typed out: whatever is added to it would tell absent and hidden apart. */
const theOnlyNotFound = JSON.stringify({
  code: 'not_found',
  message: {
    id: 'errors.not_found',
    params: {},
    text: 'There is nothing here, or you may not see it.',
  },
});

const completeness: ClientCase = {
  name: 'refusals: the client has the methods of the access matrix, and the suite has a request of each',
  run: async (context) => {
    const client = await (await context.newWorld()).as(allPowers);
    equal(methodsOf(client).toSorted(), methods.toSorted(), 'The matrix has a row for every method.');
    equal(Object.keys(samples).toSorted(), methods.toSorted(), 'The suite has samples for every method.');
    for (const method of methods) holds(samples[method].length > 0, `${method} has a sample.`);
  },
};

/**
 * The order of refusal, generated: every method as everybody, in existing, missing, malformed and archived scopes, with and without a pause.
 *
 * @see spec: the order of refusal, access matrix
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
  for (const sample of samples[method]) {
    for (const state of scopeStates.filter((each) => appliesTo(sample, each))) {
      for (const paused of [false, true]) {
        wrong.push(...(await findings(context, { method, row: accessMatrix[method], sample, who, state, paused })));
      }
    }
  }
  if (wrong.length > 0) throw new ConformanceError(wrong.join('\n'));
}

/** Makes the call and compares the answer, and what it left behind, with what the specification says. */
async function findings(context: ClientContext, one: RefusalCase): Promise<readonly string[]> {
  const { world, rows: before, forget } = await context.sharedWorld(shapeFor(one.state, one.paused));
  const request = one.sample.request(placeFor(one.state, world));
  const wanted = atAddress(context, one, request, expected(one));
  const client = await world.as(one.who.actor);
  world.takeCalls();
  const answer = await callMethod(client, one.method, request);
  // Looking at all rows is only needed when the store was asked for more than reads.
  const after = world.takeCalls().every(isRead) ? before : await world.dump();
  if (before !== after) forget();

  const error = answer.isErr() ? (answer.error as SeenError) : null;
  const found = [
    ...differences(wanted, error),
    ...(error ? leftBehind(error, before, after) : []),
    ...(error?.code === 'not_found' && JSON.stringify(error) !== theOnlyNotFound ? ['another not_found'] : []),
    ...(error?.code === 'forbidden' && mentionsControl(error) ? ['forbidden mentions a control'] : []),
  ];
  return found.map((text) => `${one.sample.name}, ${one.state}${one.paused ? ', paused' : ''}: ${text}`);
}

/** An id in an address that is none names nothing. */
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

/** A refusal leaves nothing, except the one entry of a blocked start and the name of whoever was blocked. */
function leftBehind({ code }: SeenError, before: string, after: string): readonly string[] {
  if (code !== 'control_paused') return before === after ? [] : ['the refusal wrote something'];
  const count = (text: string): number => text.split('"operational_control.execution_blocked"').length - 1;
  const runs = (text: string): number => text.split('"identityHash"').length - 1;
  return count(after) === count(before) + 1 && runs(after) === runs(before) ? [] : ['not exactly one blocked entry'];
}

function mentionsControl(error: SeenError): boolean {
  return /control|paus|4711/i.test(JSON.stringify(error).replaceAll(error.capability ?? '', ''));
}
