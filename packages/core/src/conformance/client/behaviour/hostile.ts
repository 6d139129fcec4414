import { accessMatrix, type MethodName } from '../../../access/matrix.ts';
import { isRecord } from '../../../kernel/record.ts';
import type { Result } from '../../../kernel/result.ts';
import { equal, holds } from '../../check.ts';
import { codeOf, pathsOf, type SeenError } from '../answers.ts';
import { callMethod } from '../call-method.ts';
import { capable } from '../capable.ts';
import type { ClientCase, ClientContext, ClientWorld } from '../client-context.ts';
import { inAddress, settled } from '../comparing.ts';
import {
  hostileRequests,
  hostileValues,
  jsonValues,
  valuesBeyondJson,
  type HostileValue,
  pathsIn,
  withGetterAt,
  withValueAt,
  wrongFor,
} from '../hostile-values.ts';
import { fullRequest } from '../method-specs/index.ts';
import { oneIn } from '../one-in.ts';
import { existingPlace } from '../scope-states.ts';
import { isRead } from '../storage-observer.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

/** Wrong requests of every method: refused by their path as in process; values that JSON cannot carry are only refused. */
export const hostileCases: readonly ClientCase[] = methods.flatMap((method): readonly ClientCase[] => [
  {
    name: `hostile input: ${method} names what is wrong, as in process`,
    run: (context) => namesWhatIsWrong(context, method),
  },
  {
    name: `hostile input: ${method} answers a value that is not JSON with an error, and never rejects`,
    run: (context) => neverRejects(context, method),
  },
  {
    name: `hostile input: ${method} names a value that is not JSON`,
    needs: ['shares_objects'],
    run: (context) => namesWhatIsNoJson(context, method),
  },
]);

/** A request, and the path of what is wrong with it. */
interface Wrong {
  readonly path: string;
  readonly what: string;
  readonly request: unknown;
}

type Ask = (wrong: Wrong) => Promise<void>;

/** A full request of the method, changed in one place after the other. */
async function eachOf(
  context: ClientContext,
  method: MethodName,
  wrong: (full: unknown) => readonly Wrong[],
  ask: (world: ClientWorld) => Promise<Ask>,
): Promise<void> {
  const world = await context.newWorld();
  const asked = await ask(world);
  const all = wrong(fullRequest(method, existingPlace(world)));
  for (const one of oneIn(context.hostileOneIn, all, ({ path }) => path, methods.indexOf(method))) await asked(one);
}

function namesWhatIsWrong(context: ClientContext, method: MethodName): Promise<void> {
  return eachOf(context, method, wrongInJson, async (world) => {
    const { transport, inProcess } = await world.apart(capable(method));
    let isUnchanged = await watching(world);
    return async ({ what, request }) => {
      const wanted = await callMethod(inProcess, method, request);
      const found = await settled(method, request, callMethod(transport, method, request));
      if (wanted.isOk()) {
        equal(codeOf(found), 'ok', `${what}: is taken in process.`);
        isUnchanged = await watching(world);
        return;
      }
      const refusal = inAddress(method, request, wanted, context.isInPath);
      equal(codeOf(found), codeOf(refusal), `${what}: is refused as in process.`);
      equal(membersNamed(found), membersNamed(refusal), `${what}: the same members are named.`);
      holds(await isUnchanged(), `${what}: nothing was written.`);
    };
  });
}

/** Whether the rows are as they are now. They are compared only if a call did more than reads. */
async function watching(world: ClientWorld): Promise<() => Promise<boolean>> {
  const rows = await world.dump();
  return async () => world.takeCalls().every(isRead) || (await world.dump()) === rows;
}

/** Every member of the request with every value, and members that no request has. */
function wrongInJson(full: unknown): readonly Wrong[] {
  const paths = pathsIn(full);
  const values = paths.flatMap((path) => jsonValues.map(({ name, make }) => wrongAt(full, path, name, make())));
  const objects = ['', ...paths.filter((path) => isRecord(valueAt(full, path)))];
  const unknown = objects.flatMap((path) =>
    unknownNames.map((name) => {
      const inner = path ? valueAt(full, path) : full;
      const polluted = Object.defineProperty({ ...(inner as object) }, name, { value: 'x', enumerable: true });
      return {
        path,
        what: `"${name}" in ${path || 'the request'}`,
        request: path ? withValueAt(full, path, polluted) : polluted,
      };
    }),
  );
  return [...values, ...unknown];
}

const unknownNames = ['unheardOf', '__proto__', 'constructor', 'workspace_id', 'query', 'body', 'a.b', '~', ''];

const wrongAt = (full: unknown, path: string, name: string, value: unknown): Wrong => ({
  path,
  what: `${path} is ${name}`,
  request: withValueAt(full, path, value),
});

/** The members of the request that a refusal names, each once. */
function membersNamed(answer: Result<unknown, unknown>): readonly string[] {
  if (answer.isOk()) return [];
  return [...new Set(pathsOf(answer.error as SeenError).map((path) => path.split('.')[0] as string))].toSorted();
}

/** Values that JSON cannot carry may be lost in transport, which changes the request; they must not break the client. */
function neverRejects(context: ClientContext, method: MethodName): Promise<void> {
  return eachOf(
    context,
    method,
    (full) => [...wrongInObjects(full, valuesBeyondJson), ...noRequests],
    async (world) => {
      const { transport } = await world.apart(capable(method));
      return async ({ what, path, request }) => {
        const found = await settled(method, request, callMethod(transport, method, request));
        if (path === 'request') holds(found.isErr(), `${what} is not a request.`);
      };
    },
  );
}

function wrongInObjects(full: unknown, values: readonly HostileValue[]): readonly Wrong[] {
  return pathsIn(full).flatMap((path) => [
    ...wrongFor(valueAt(full, path), values).map(({ name, make }) => wrongAt(full, path, name, make())),
    { path, what: `${path} throws`, request: withGetterAt(full, path) },
  ]);
}

const noRequests: readonly Wrong[] = hostileRequests.map(({ name, make }) => ({
  path: 'request',
  what: name,
  request: make(),
}));

function namesWhatIsNoJson(context: ClientContext, method: MethodName): Promise<void> {
  return eachOf(
    context,
    method,
    (full) => [...wrongInObjects(full, hostileValues).filter(({ what }) => !isFine(what)), ...noRequests],
    async (world) => {
      const { transport } = await world.apart(capable(method));
      const isUnchanged = await watching(world);
      return async ({ path, what, request }) => {
        const found = await settled(method, request, callMethod(transport, method, request));
        equal(codeOf(found), 'invalid_input', `${what}: is refused.`);
        holds(await isUnchanged(), `${what}: nothing was written.`);
        const named = found.isErr() ? pathsOf(found.error as SeenError) : [];
        holds(
          named.some((each) => isAlong(each, path)),
          `${what}: named ${named.join(', ')}.`,
        );
      };
    },
  );
}

/** The named path is the hostile one, within it, or around it. */
function isAlong(named: string, path: string): boolean {
  return named === path || named.startsWith(`${path}.`) || path.startsWith(`${named}.`);
}

/** The host's own schema takes any text. */
function isFine(what: string): boolean {
  return what === 'inputs.list is white space';
}

function valueAt(request: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as { readonly [key: string]: unknown })[key], request);
}
