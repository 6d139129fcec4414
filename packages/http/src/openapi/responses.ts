import type { MethodDescription } from '@tenantatlas/core';
import { problemMediaType } from '../contract/problem.ts';
import type { Route } from '../contract/routes.ts';
import type { TransportProblem } from '../contract/transport-problems.ts';
import { answerSchema, type Json, type Named } from './json-schema.ts';
import { transportReach, type Reason, type Reasons } from './problems.ts';

/** What every method can answer with over HTTP. */
const everyRefusal = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_input',
  'rate_limited',
  'storage_failure',
] as const;

/** Every status that a route can answer with, and only those. */
export function responses(route: Route, { answer, refusals }: MethodDescription, reasons: Reasons, named: Named): Json {
  const byStatus = Object.groupBy(reasonsOf(route, refusals, reasons), ({ status }) => status);
  return {
    [route.status]: response('The answer.', 'application/json', answerSchema(answer, named)),
    ...Object.fromEntries(Object.entries(byStatus).map(([status, of]) => [status, refusal(status, of ?? [])])),
  };
}

function reasonsOf(
  { verb }: Route,
  refusals: MethodDescription['refusals'],
  { errors, transport }: Reasons,
): readonly Reason[] {
  const codes = [...everyRefusal, ...refusals];
  const transportProblems = (Object.keys(transportReach) as TransportProblem[]).filter(
    (problem) => transportReach[problem] === 'always' || (transportReach[problem] === 'writes' && verb !== 'GET'),
  );
  return [...codes.map((code) => errors[code]), ...transportProblems.map((problem) => transport[problem])];
}

function refusal(status: string, of: readonly Reason[]): Json {
  const text = of.map((each) => each.text).join(' ');
  return response(text, problemMediaType, oneOf(of), status === '429' ? { 'Retry-After': retryAfter } : {});
}

function oneOf(of: readonly Reason[]): Json {
  const mapping = Object.fromEntries(of.map(({ type, ref }) => [type, ref]));
  const schemas = Object.values(mapping).map(($ref) => ({ $ref }));
  return schemas.length === 1
    ? { ...schemas[0] }
    : { oneOf: schemas, discriminator: { propertyName: 'type', mapping } };
}

function response(description: string, mediaType: string, schema: Json, headers: Json = {}): Json {
  return {
    description,
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...headers },
    content: { [mediaType]: { schema } },
  };
}

const retryAfter = { $ref: '#/components/headers/RetryAfter' };

/** The headers that responses refer to. */
export const headers = {
  RequestId: {
    description: 'The id that was sent in this header, or one of the server: it ties the answer to the log.',
    required: true,
    schema: { type: 'string' },
  },
  RetryAfter: {
    description: 'Whole seconds to wait.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  },
} as const;
