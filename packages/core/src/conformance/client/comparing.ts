import type { MethodName } from '../../access/matrix.ts';
import { notFound } from '../../kernel/errors.ts';
import { isIdToken } from '../../kernel/ids.ts';
import { err, ResultAsync, type Result } from '../../kernel/result.ts';
import { holds } from '../check.ts';
import { ConformanceError } from '../conformance-error.ts';
import { differences, show } from '../diff.ts';
import { bytesOf, isDeeplyFrozen, pathsOf, type SeenError } from './answers.ts';
import type { AnyClient } from './any-client.ts';
import { callMethod, methodsOf } from './call-method.ts';
import type { SuiteClient } from './suite-atlas.ts';

/** A request as an untyped caller sends it. */
export type AnyRequest = { readonly [member: string]: unknown };

/** Whether the transport carries a member of the request in an address. */
export type IsInPath = (method: MethodName, member: string, request: AnyRequest) => boolean;

type Answer = Result<unknown, unknown>;

/** A client that asks both clients, compares their answers and hands on the one of the transport. */
export function comparing(transport: AnyClient, inProcess: SuiteClient, isInPath: IsInPath): SuiteClient {
  return clientThatAsks(inProcess, async (method, request) => {
    const found = await settled(method, request, callMethod(transport, method, request));
    const wanted = await callMethod(inProcess, method, request);
    assertSame(method, request, found, inAddress(method, request, wanted, isInPath));
    return found;
  });
}

/** A client with the methods of another one, each of which asks with its name. */
export function clientThatAsks(
  like: AnyClient,
  ask: (method: MethodName, request: unknown) => Promise<Answer>,
): SuiteClient {
  const client: Record<string, Record<string, unknown>> = {};
  for (const method of methodsOf(like) as readonly MethodName[]) {
    const [group, name] = method.split('.') as [string, string];
    (client[group] ??= {})[name] = (request?: unknown) => new ResultAsync(ask(method, request));
  }
  return client as unknown as SuiteClient;
}

/** The answer that a transport must give for this answer in process: a malformed id in an address names nothing. */
export function inAddress(method: MethodName, request: unknown, inProcess: Answer, isInPath: IsInPath): Answer {
  if (inProcess.isOk()) return inProcess;
  const isMalformed = pathsOf(inProcess.error as SeenError).some((path) =>
    namesNothing(method, path, request, isInPath),
  );
  return isMalformed ? err(notFound()) : inProcess;
}

/** Whether a member of the request is in an address and is not a valid id. */
export function namesNothing(method: MethodName, member: string, request: unknown, isInPath: IsInPath): boolean {
  const members = (typeof request === 'object' && request !== null ? request : {}) as AnyRequest;
  if (!isInPath(method, member, members)) return false;
  const id = members[member];
  return typeof id !== 'string' || !isIdToken(id);
}

/** A failure is a value: a client whose promise rejects is broken, whatever the request. */
export async function settled(method: MethodName, request: unknown, call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (reason) {
    throw new ConformanceError(`${method} rejected with ${show(reason)} when asked ${shown(request)}`);
  }
}

function assertSame(method: MethodName, request: unknown, found: Answer, wanted: Answer): void {
  const [bytes, expected] = [withoutSecret(bytesOf(found)), withoutSecret(bytesOf(wanted))];
  if (bytes !== expected) {
    const lines = differences(JSON.parse(bytes), JSON.parse(expected));
    const where =
      lines.length > 0 ? lines : ['the same members in another order', `  expected ${expected}`, `  found ${bytes}`];
    const asked = `${method} answers as in process when asked ${shown(request)}`;
    throw new ConformanceError([asked, ...where.map((line) => `  ${line}`)].join('\n'));
  }
  assertFrozen(method, found);
}

/** No part of an answer can be changed. */
export function assertFrozen(method: MethodName, answer: Answer): void {
  holds(isDeeplyFrozen(answer.isOk() ? answer.value : answer.error), `${method} answers with frozen values.`);
}

/** A request for consent has a secret that is random, so that no two answers have the same. */
function withoutSecret(bytes: string): string {
  return bytes.replace(/(?<=[?&]state=[\w-]+\.[\w-]+\.)[\w-]{43}(?=["&])/g, 'secret');
}

function shown(request: unknown): string {
  try {
    return show(request);
  } catch {
    return 'something that cannot be shown';
  }
}
