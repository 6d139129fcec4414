import { timingSafeEqual, createHash } from 'node:crypto';
import { InvariantError } from '@tenantatlas/core';
import * as z from 'zod';
import { jsonAnswer, type Answer } from '../answer.ts';
import { changeable, type SimulatorControl } from '../control/control.ts';

const text = z.string().min(1).max(300);
const permissionType = z.enum(['application', 'delegated']);
const values = z.record(z.string(), z.unknown());
const collection = z.enum(changeable);
const limit = z.strictObject({ limit: z.int().min(1).max(1_000_000), perSeconds: z.number().min(0.001).max(86_400) });
const throttle = z.strictObject({ perTenant: limit.exactOptional(), perApp: limit.exactOptional() });
const plainEffect = z.strictObject({
  kind: z.enum(['truncate', 'malformed', 'reset', 'selfNextLink', 'emptyPage', 'wrongShape', 'duplicate', 'omit']),
});
const effect = z.union([
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    code: text.exactOptional(),
    retryAfter: z
      .string()
      .max(100)
      .regex(/^[\x20-\x7e]*$/)
      .exactOptional(),
  }),
  z.strictObject({ kind: z.literal('foreignNextLink'), origin: z.url().max(300) }),
  z.strictObject({ kind: z.literal('latency'), millis: z.int().min(0).max(600_000) }),
  plainEffect,
]);
const fault = z.strictObject({
  service: z.enum(['graph', 'login']),
  tenant: text.exactOptional(),
  path: text.exactOptional(),
  rate: z.number().min(0).max(1).exactOptional(),
  times: z.int().min(1).exactOptional(),
  effect,
});

/** A call: the name of a method of the control and its arguments. */
const call = z.discriminatedUnion('method', [
  z.strictObject({ method: z.enum(['tenants', 'counters', 'resetCounters']), args: z.tuple([]) }),
  z.strictObject({ method: z.enum(['consent', 'withdrawConsent']), args: z.tuple([text, text]) }),
  z.strictObject({ method: z.enum(['grant', 'revoke']), args: z.tuple([text, text, text, permissionType.optional()]) }),
  z.strictObject({ method: z.literal('add'), args: z.tuple([text, collection, values]) }),
  z.strictObject({ method: z.literal('change'), args: z.tuple([text, collection, text, values]) }),
  z.strictObject({ method: z.literal('remove'), args: z.tuple([text, collection, text]) }),
  z.strictObject({ method: z.literal('setLicences'), args: z.tuple([text, z.array(z.enum(['P1', 'P2', 'Intune']))]) }),
  z.strictObject({ method: z.enum(['expireDeltaTokens', 'expirePageTokens']), args: z.tuple([text]) }),
  z.strictObject({ method: z.literal('challenge'), args: z.tuple([text, text.nullable()]) }),
  z.strictObject({ method: z.literal('failLogin'), args: z.tuple([text, z.int().nullable()]) }),
  z.strictObject({ method: z.literal('setFaults'), args: z.tuple([z.array(fault).max(100)]) }),
  z.strictObject({ method: z.literal('setThrottle'), args: z.tuple([throttle]) }),
]);

type Call = z.output<typeof call>;

/** A request to the control. */
export interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * Answers `POST /__simulator` with a body `{"method": "...", "args": [...]}`. Refuses every request that does not come to a loopback address with the token, before
 * it reads the body; a page of another site cannot send the header.
 */
export function answerControl(control: SimulatorControl, token: string | undefined, request: ControlRequest): Answer {
  const { url, headers, method, body } = request;
  if (token === undefined || !isLoopback(url.hostname) || !isSame(headers.get('x-simulator-token') ?? '', token))
    return jsonAnswer(403, { error: 'The control needs the header x-simulator-token and a loopback address.' });
  if (method !== 'POST' || url.pathname !== '/__simulator')
    return jsonAnswer(404, { error: 'POST a call to /__simulator.' });
  const parsed = call.safeParse(jsonOf(body));
  if (!parsed.success) return jsonAnswer(422, { error: z.prettifyError(parsed.error) });
  try {
    return jsonAnswer(200, { result: carryOut(control, parsed.data) ?? null });
  } catch (thrown) {
    if (!(thrown instanceof InvariantError)) throw thrown;
    return jsonAnswer(422, { error: thrown.message });
  }
}

function carryOut(control: SimulatorControl, { method, args }: Call): unknown {
  switch (method) {
    case 'tenants':
    case 'counters':
    case 'resetCounters':
      return control[method]();
    case 'consent':
    case 'withdrawConsent':
      return control[method](...args);
    case 'grant':
    case 'revoke':
      return control[method](...args);
    case 'add':
      return control.add(...args);
    case 'change':
      return control.change(...args);
    case 'remove':
      return control.remove(...args);
    case 'setLicences':
      return control.setLicences(...args);
    case 'expireDeltaTokens':
    case 'expirePageTokens':
      return control[method](...args);
    case 'challenge':
      return control.challenge(...args);
    case 'failLogin':
      return control.failLogin(...args);
    case 'setFaults':
      return control.setFaults(...args);
    case 'setThrottle':
      return control.setThrottle(...args);
  }
}

/** Whether a host is one that only this machine reaches. */
export function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function isSame(one: string, other: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // not a call
  }
}
