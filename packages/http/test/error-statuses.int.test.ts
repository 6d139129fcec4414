import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  err,
  errAsync,
  systemActor,
  type ConflictReason,
  type ErrorCode,
  type StorageFailureKind,
} from '@tenantatlas/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAtlasClient } from '../src/client/index.ts';
import { nodeListener } from '../src/node/index.ts';
import { createAtlasHandler } from '../src/server/index.ts';
import type { AnyError } from '../src/server/call-method.ts';

const message = { id: 'test', params: { name: 'Ä 🗝' }, text: 'Ä 🗝' };

/** The members of a union once each: a new one does not compile until it is here. */
const each = <Member extends string>(members: { readonly [member in Member]: 0 }): readonly Member[] =>
  Object.keys(members) as Member[];
const decision = { controlKey: 'acme.sweep', effectiveState: 'paused', reasonText: null, expiresAt: null };

/** Every variant of every error, with all that it carries and its status, written out here and not read from the table. */
const errors: { readonly [Code in ErrorCode]: readonly (readonly [status: number, members: object])[] } = {
  unauthenticated: [[401, {}]],
  not_found: [[404, {}]],
  forbidden: [[403, { capability: 'operations.start' }]],
  invalid_input: [[422, { issues: [{ path: 'name', rule: 'required', fix: message }] }]],
  control_paused: [
    [409, { decision: { ...decision, matchedScopeType: 'global', workspaceId: null } }],
    [409, { decision: { ...decision, matchedScopeType: 'workspace', workspaceId: 'w-1', reasonText: 'Ä 🗝' } }],
  ],
  conflict: each<ConflictReason>({
    version: 0,
    exists: 0,
    scope_busy: 0,
    idempotency_mismatch: 0,
    nothing_to_do: 0,
    lifecycle: 0,
    managed_by_host: 0,
    not_ready: 0,
  }).flatMap((reason) => [null, { type: 'workspace', id: 'w-1' }].map((winner) => [409, { reason, winner }] as const)),
  immutable: ['archived', 'completed'].map((state) => [409, { state }] as const),
  rate_limited: [[429, { retryAfter: 7 }]],
  provider_failure: [null, 7].flatMap((retryAfter) => [
    [503, { reasonCode: 'throttled', retryable: true, retryAfter }] as const,
    [502, { reasonCode: 'gone', retryable: false, retryAfter }] as const,
  ]),
  storage_failure: each<StorageFailureKind>({
    unavailable: 0,
    locked: 0,
    login_refused: 0,
    unsupported_server: 0,
    encoding: 0,
    pooler: 0,
    read_only: 0,
    no_transaction: 0,
    transaction_aborted: 0,
    isolation_level: 0,
    schema_missing: 0,
    schema_outdated: 0,
    schema_newer: 0,
    schema_altered: 0,
    roles_not_granted: 0,
    permission_denied: 0,
  }).flatMap((kind) => [
    [503, { kind, retryable: kind === 'unavailable' || kind === 'locked', outcome: 'not_written' }] as const,
    [503, { kind, retryable: false, outcome: 'unknown' }] as const,
  ]),
  unsafe_content: [[500, { kinds: ['token'] }]],
  // Only a client says so: here the atlas behind the handler is one of another process.
  unreachable: [
    [503, { retryable: true, outcome: 'not_written' }],
    [503, { retryable: false, outcome: 'unknown' }],
  ],
};
const variants = Object.entries(errors).flatMap(([code, every]) =>
  every.map(([wanted, members]) => [code as ErrorCode, members, wanted] as const),
);

let answer: AnyError;
let status = 0;
let retryAfter: string | null = null;
const atlas = { as: () => ({ workspaces: { list: () => errAsync(answer) } }), methods: () => ({}) as never };
const handler = createAtlasHandler({ atlas, authenticate: () => systemActor('test') });
const server = createServer(
  nodeListener(async (request) => {
    const response = await handler(request);
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    return response;
  }),
);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each(variants)(
  '%s %j arrives complete, in the order of its members, with status %d',
  async (code, members, wanted) => {
    const title = code === 'control_paused' ? { title: message } : {};
    answer = { code, ...title, message, ...members };
    const { port } = server.address() as AddressInfo;
    const client = createAtlasClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
    const found = await client.workspaces.list();
    expect(JSON.stringify(found)).toBe(JSON.stringify(err(answer)));
    const { retryAfter: wait = null } = members as { readonly retryAfter?: number | null };
    expect([status, retryAfter]).toEqual([wanted, wait && String(wait)]);
  },
);
