import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, errAsync, errorTable, systemActor, type ErrorCode } from '@tenantatlas/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAtlasClient } from '../src/client/index.ts';
import { nodeListener } from '../src/node/index.ts';
import { createAtlasHandler } from '../src/server/index.ts';
import type { AnyError } from '../src/server/call-method.ts';

const message = { id: 'test', params: { name: 'Ä 🗝' }, text: 'Ä 🗝' };

/** One error of every code that an answer can have, with everything that it carries. A code without one does not compile. */
const errors: { readonly [Code in Exclude<ErrorCode, 'unreachable' | 'unauthenticated' | 'rate_limited'>]: object } = {
  not_found: {},
  forbidden: { capability: 'operations.start' },
  invalid_input: { issues: [{ path: 'name', rule: 'required', fix: message }] },
  control_paused: { decision: { controlKey: 'acme.sweep', reasonText: null } },
  conflict: { reason: 'exists', winner: { type: 'workspace', id: 'w-1' } },
  immutable: { state: 'archived' },
  provider_failure: { reasonCode: 'throttled', retryable: false, retryAfter: null },
  storage_failure: { kind: 'locked', retryable: true, outcome: 'not_written' },
  unsafe_content: { kinds: ['token'] },
};

let answer: AnyError;
let status = 0;
const atlas = { as: () => ({ workspaces: { list: () => errAsync(answer) } }), requestSchemas: () => ({}) as never };
const handler = createAtlasHandler({ atlas, authenticate: () => systemActor('test') });
const server = createServer(
  nodeListener(async (request) => {
    const response = await handler(request);
    status = response.status;
    return response;
  }),
);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each(Object.entries(errors) as [keyof typeof errors, object][])(
  '%s arrives whole, in the order of its members, under the status of the table',
  async (code, members) => {
    const title = code === 'control_paused' ? { title: message } : {};
    answer = { code, ...title, message, ...members };
    const { port } = server.address() as AddressInfo;
    const client = createAtlasClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
    const found = await client.workspaces.list();
    expect(JSON.stringify(found)).toBe(JSON.stringify(err(answer)));
    expect(status).toBe(errorTable[code].status);
  },
);
