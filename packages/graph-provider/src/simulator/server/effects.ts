import { textOf, type Answer } from '../answer.ts';
import type { FaultEffect } from '../control/faults.ts';
import { errorAnswer, Refusal } from '../graph/refusal.ts';
import type { World } from '../world/world.ts';

type Of<Kind extends FaultEffect['kind']> = Extract<FaultEffect, { readonly kind: Kind }>;

/** The effect of a kind, when there is one among them. */
export function effectOf<Kind extends FaultEffect['kind']>(
  effects: readonly FaultEffect[],
  kind: Kind,
): Of<Kind> | undefined {
  return effects.find((effect): effect is Of<Kind> => effect.kind === kind);
}

/** The answer of a fault that sets a status, in the form of Graph's errors. */
export function statusAnswer(
  world: World,
  { status, code, retryAfter }: Of<'status'>,
  clientRequestId: string | null,
): Answer {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const refusal = new Refusal(status, code ?? codeOf(status), 'A fault of the simulator.', headers);
  return errorAnswer(world, refusal, clientRequestId);
}

/** The answer with what the effects do to a page. */
export function withPageEffects(answer: Answer, effects: readonly FaultEffect[], url: URL): Answer {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('value' in body) || !Array.isArray(body.value)) return answer;
  const value: readonly unknown[] = body.value;
  if (effectOf(effects, 'wrongShape') !== undefined)
    return { ...answer, body: { ...body, value: { 0: value[0] ?? null } } };
  if (effectOf(effects, 'emptyPage') !== undefined)
    return { ...answer, body: { ...body, value: [], '@odata.nextLink': linkAfterEmpty(url) } };
  const link = faultyLink(effects, url);
  const next = link === null ? {} : { '@odata.nextLink': link };
  const first = effectOf(effects, 'duplicate') === undefined ? [] : value.slice(0, 1);
  return { ...answer, body: { ...body, ...next, value: [...value, ...first] } };
}

function faultyLink(effects: readonly FaultEffect[], url: URL): string | null {
  if (effectOf(effects, 'selfNextLink') !== undefined) return url.href;
  const foreign = effectOf(effects, 'foreignNextLink');
  return foreign === undefined ? null : `${foreign.origin}${url.pathname}${url.search}`;
}

/** The page that was asked for, at an address of its own: a link to the same address would be a loop. */
function linkAfterEmpty(url: URL): string {
  const next = new URL(url);
  next.searchParams.set('emptyPage', String(Number(url.searchParams.get('emptyPage') ?? 0) + 1));
  return next.href.replaceAll('%24', '$');
}

/** The Web answer, with its body cut where a fault asks for it. */
export function responseOf(answer: Answer, effects: readonly FaultEffect[] = []): Response {
  const bytes = new TextEncoder().encode(textOf(answer));
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const headers = new Headers(answer.headers);
  const { status } = answer;
  if (effectOf(effects, 'truncate') !== undefined) {
    headers.set('content-length', String(bytes.length));
    return new Response(brokenAfter(half), { status, headers });
  }
  const sent = effectOf(effects, 'malformed') === undefined ? bytes : half;
  return new Response(sent.length === 0 ? null : sent, { status, headers });
}

function brokenAfter(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

function codeOf(status: number): string {
  if (status === 429) return 'TooManyRequests';
  if (status === 503) return 'serviceNotAvailable';
  return status >= 500 ? 'InternalServerError' : 'UnknownError';
}
