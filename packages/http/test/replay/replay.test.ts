import { accessMatrix, roleCapabilities, type MethodAccess } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/openapi/index.ts';
import { described } from './described.ts';
import { refuseByState, refuseEverything } from './refusals.ts';
import { succeedEverywhere } from './successes.ts';
import { createWorld, type Exchange } from './world.ts';

const world = createWorld();
await succeedEverywhere(world);
const successes = [...world.exchanges];
await refuseEverything(world);
await refuseByState(world);
const { exchanges } = world;

const served = await world.send(
  new Request('http://localhost/atlas/openapi.json', { headers: { 'x-actor': 'operator' } }),
);
exchanges.pop();
const document = (await served.json()) as OpenApiDocument;
const { operations, operationOf, wrongAnswer, wrongRequest } = described(document);

const shown = ({ request, sent, response }: Exchange): string =>
  `${request.method} ${new URL(request.url).pathname.slice(0, 80)} ${sent.slice(0, 80)} -> ${response.status}`;
const complaints = (of: readonly Exchange[], judge: (exchange: Exchange) => readonly string[]): readonly string[] =>
  of.flatMap((exchange) => judge(exchange).map((wrong) => `${shown(exchange)}: ${wrong.slice(0, 400)}`));

it('every answer matches the served description: status, type, headers and body', () => {
  expect(exchanges.length).toBeGreaterThan(500);
  expect(complaints(exchanges, wrongAnswer)).toEqual([]);
});

it('every successful request is valid by the description', () => {
  expect(complaints(successes, wrongRequest)).toEqual([]);
});

it('every route was called and returned its documented success', () => {
  const missing = operations.filter(
    (operation) => !operation.statuses.every((status) => isSeen(operation, status) || status >= 400),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
  expect(operations.flatMap(({ statuses }) => statuses.filter((status) => status < 400))).toHaveLength(
    operations.length,
  );
});

it('every documented refusal occurred', () => {
  const missing = operations.flatMap((operation) =>
    operation.statuses.filter((status) => !isSeen(operation, status)).map((status) => `${operation.name} ${status}`),
  );
  // A body that never ends is tested with a separate clock.
  const expected = [
    // The types allow these; the built-in access policy and the routes lead to none of them.
    ...everyMemberMay().map((method) => `${method} 403`),
    'audit.export.platform 404',
    'audit.list.platform 404',
    'knowledge.resolve.platform 404',
    'workspaces.list 404',
    'workspaces.members 409',
  ];
  expect(missing.filter((each) => !each.endsWith(' 408')).sort()).toEqual(expected.sort());
});

/** The methods of members alone that need what every role grants. */
function everyMemberMay(): readonly string[] {
  const roles = Object.values(roleCapabilities);
  return Object.entries<MethodAccess>(accessMatrix).flatMap(([method, { platform, user }]) => {
    if (platform !== null || user?.needs !== 'any_of') return [];
    return roles.every((held) => user.capabilities.some((one) => held.includes(one))) ? [method] : [];
  });
}

it('and so did every problem of the error table that a server returns', () => {
  const codes = new Set(exchanges.map(({ received }) => (JSON.parse(received) as { code?: string }).code));
  expect([...codes].filter((code) => code !== undefined).sort()).toEqual([
    'conflict',
    'control_paused',
    'forbidden',
    'immutable',
    'invalid_input',
    'not_found',
    'rate_limited',
    'storage_failure',
    'unauthenticated',
  ]);
});

describe('the replay reports', () => {
  const [success] = exchanges.filter(({ response }) => response.ok) as [Exchange];
  const refusal = exchanges.find(({ response }) => response.status === 409) as Exchange;

  it.each([
    ['a member too many', { ...success, received: JSON.stringify({ ...JSON.parse(success.received), secret: 1 }) }],
    ['a member too few', { ...success, received: '{}' }],
    [
      'the wrong type',
      { ...success, response: new Response('', { status: 201, headers: { 'content-type': 'text/html' } }) },
    ],
    ['a status that is not documented', { ...success, response: new Response('', { status: 418 }) }],
    ['another problem', { ...refusal, received: refusal.received.replaceAll('"conflict"', '"immutable"') }],
  ])('%s', (_, exchange) => {
    expect(wrongAnswer(exchange)).not.toEqual([]);
  });

  it('a request that is not described', () => {
    expect(wrongRequest({ ...success, sent: '{"name":1}' })).not.toEqual([]);
  });
});

function isSeen({ name }: { readonly name: string }, status: number): boolean {
  return exchanges.some((exchange) => exchange.response.status === status && operationOf(exchange)?.name === name);
}
