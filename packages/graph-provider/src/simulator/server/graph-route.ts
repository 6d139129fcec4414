import type { Answer } from '../answer.ts';
import type { FaultEffect } from '../control/faults.ts';
import { answerItems, batchAnswer, readBatch, type BatchItem, type BatchItemAnswer } from '../graph/batch.ts';
import { answerGraph, callerOf, kindOf, type Caller, type GraphRequest } from '../graph/graph-service.ts';
import { errorAnswer, Refusal } from '../graph/refusal.ts';
import { partOf, pick, randomOf, shuffle } from '../world/random.ts';
import { effectOf, responseOf, statusAnswer, withPageEffects } from './effects.ts';
import type { Environment } from './environment.ts';

/** Answers a request to Graph: who asks, limits, faults, and then what was asked for. */
export async function answerGraphRequest(env: Environment, request: GraphRequest, body: string): Promise<Response> {
  const { world } = env;
  const clientRequestId = request.headers.get('client-request-id');
  try {
    const caller = callerOf(world, request);
    const isBatch = /^\/(?:v1\.0|beta)\/\$batch\/?$/i.test(request.url.pathname);
    const effects = isBatch ? effectsOn(env, request, caller) : [];
    if (!isBatch) return await answerOne(env, request, caller);
    env.counters.add('batches');
    return await respond(env, effects, request, () => answerBatch(env, request, caller, body));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return responseOf(errorAnswer(world, thrown, clientRequestId));
  }
}

async function answerOne(env: Environment, request: GraphRequest, caller: Caller): Promise<Response> {
  const wait = take(env, request, caller);
  if (wait !== null) return responseOf(tooMany(env, request, String(Math.ceil(wait))));
  const effects = effectsOn(env, request, caller);
  return respond(env, effects, request, () => answerGraph(env.world, request, caller));
}

async function respond(
  env: Environment,
  effects: readonly FaultEffect[],
  request: GraphRequest,
  answer: () => Answer,
): Promise<Response> {
  const latency = effectOf(effects, 'latency');
  if (latency !== undefined) await env.sleep(latency.millis, request.signal);
  if (effectOf(effects, 'reset') !== undefined) return Response.error();
  const status = effectOf(effects, 'status');
  if (status !== undefined)
    return responseOf(statusAnswer(env.world, status, request.headers.get('client-request-id')), effects);
  return responseOf(withPageEffects(answer(), effects, request.url), effects);
}

function answerBatch(env: Environment, request: GraphRequest, caller: Caller, body: string): Answer {
  const { world } = env;
  if (request.method !== 'POST')
    return errorAnswer(world, new Refusal(405, 'BadRequest', 'Only POST is allowed for $batch.'), null);
  try {
    const answers = answerItems(readBatch(body), (item) => answerItem(env, request, caller, item));
    const random = randomOf(partOf(world.seed, world.nextGuid()));
    return batchAnswer(shuffle(answers, random));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return errorAnswer(world, thrown, request.headers.get('client-request-id'));
  }
}

function answerItem(env: Environment, outer: GraphRequest, caller: Caller, item: BatchItem): BatchItemAnswer | null {
  const inner = innerRequest(outer, item);
  if (inner === null)
    return itemOf(item, errorAnswer(env.world, new Refusal(400, 'BadRequest', 'Invalid request URL or header.'), null));
  const wait = take(env, inner, caller);
  // A batch tells fractions of a second where an answer of its own tells whole ones.
  if (wait !== null) return itemOf(item, tooMany(env, inner, String(Math.ceil(wait * 1000) / 1000)));
  const effects = effectsOn(env, inner, caller);
  if (effectOf(effects, 'omit') !== undefined) return null;
  const status = effectOf(effects, 'status');
  if (status !== undefined) return itemOf(item, statusAnswer(env.world, status, null));
  const answer = withPageEffects(answerGraph(env.world, inner, caller), effects, inner.url);
  return effectOf(effects, 'malformed') === undefined
    ? itemOf(item, answer)
    : { ...itemOf(item, answer), body: '{"value":[{"id":' };
}

function innerRequest(outer: GraphRequest, { url, method, headers }: BatchItem): GraphRequest | null {
  const version = outer.url.pathname.split('/')[1] ?? 'v1.0';
  const address = `${outer.url.origin}/${version}${url.startsWith('/') ? '' : '/'}${url}`;
  try {
    return URL.canParse(address)
      ? { method, url: new URL(address), headers: new Headers(headers), signal: outer.signal }
      : null;
  } catch {
    return null; // a header that HTTP does not allow
  }
}

function itemOf({ id }: BatchItem, { status, headers, body }: Answer): BatchItemAnswer {
  return {
    id,
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [spelt(name, id), value])),
    body: body ?? null,
  };
}

/** The services behind a batch spell names of headers in several ways. Which one depends on the item. */
function spelt(name: string, id: string): string {
  const title = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  return pick([title, title, name], partOf(1, id));
}

function take(env: Environment, request: GraphRequest, { tenant, claims }: Caller): number | null {
  const wait = env.throttle.take(claims.appid, tenant.id);
  env.counters.addGraph(tenant.id, kindOf(request.url), wait !== null);
  return wait;
}

function tooMany({ world }: Environment, request: GraphRequest, retryAfter: string): Answer {
  const refusal = new Refusal(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': retryAfter });
  return errorAnswer(world, refusal, request.headers.get('client-request-id'));
}

function effectsOn(
  { faults, counters }: Environment,
  { url }: GraphRequest,
  { tenant }: Caller,
): readonly FaultEffect[] {
  const effects = faults.effectsOn({
    service: 'graph',
    tenants: [tenant.id, tenant.name, tenant.domain],
    path: url.pathname,
  });
  for (const _ of effects) counters.add('faults');
  return effects;
}
