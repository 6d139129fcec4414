import { orThrow } from '@tenantatlas/core';
import type { createWorld, Exchange } from './world.ts';

type World = ReturnType<typeof createWorld>;

/** Changes to a request that had succeeded, each of which is refused for another reason. */
const changes: readonly ((exchange: Exchange) => Request)[] = [
  (exchange) => again(exchange, { 'x-actor': null }),
  (exchange) => again(exchange, { 'x-actor': 'powerless' }),
  (exchange) => again(exchange, { 'x-actor': 'reader' }),
  (exchange) => again(exchange, { 'x-actor': 'stranger' }),
  (exchange) => again(exchange, { 'x-too-often': '1' }),
  (exchange) => again(exchange, { 'x-host-breaks': '1' }),
  (exchange) => again(exchange, { 'x-storage-fails': '1' }),
  (exchange) => misspelt(exchange),
  (exchange) => again(exchange, {}, { url: `${exchange.request.url}?${'x'.repeat(9_000)}` }),
];
const changesOfWrites: readonly ((exchange: Exchange) => Request)[] = [
  (exchange) => again(exchange, { 'sec-fetch-site': 'cross-site' }),
  (exchange) => again(exchange, { 'content-type': 'text/plain' }),
  (exchange) => again(exchange, {}, { body: '{' }),
  (exchange) => again(exchange, {}, { body: '{"reason":1,"reason":2}' }),
  (exchange) => again(exchange, {}, { body: new Uint8Array([0xff]) }),
  (exchange) => again(exchange, {}, { body: `${'['.repeat(100)}${']'.repeat(100)}` }),
  (exchange) => again(exchange, {}, { body: JSON.stringify({ long: 'x'.repeat(70_000) }) }),
];

/** Sends every recorded request again, changed in each of the ways. */
export async function refuseEverything({ exchanges, send }: World): Promise<void> {
  for (const exchange of [...exchanges]) {
    const isWrite = exchange.request.method !== 'GET';
    for (const change of [...changes, ...(isWrite ? changesOfWrites : [])]) await send(change(exchange));
  }
}

/** The refusals of a write by state and controls. */
export async function refuseByState({ as, exchanges, send }: World): Promise<void> {
  const [operator, owner] = [as('operator'), as('owner')];
  const scope = { type: 'global' } as const;
  const reason = 'Another reason';
  const mail = { list: { id: 'spring' }, size: '12', subject: 'Hello' };
  const start = { type: 'acme.mass_mail', workspaceId: 'w-1', tenantId: 'a/b:c', inputs: mail } as const;
  const writes = exchanges.filter(({ request, response }) => request.method !== 'GET' && response.ok);
  await operator.workspaces.restore({ workspaceId: 'w-1' });
  await operator.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 'a/b:c', to: 'draft' });
  const here = { type: 'workspace', workspaceId: 'w-1' } as const;
  await operator.controls.pause({ control: 'acme.mass_mail', scope, reason });
  const { activation } = orThrow(await operator.controls.pause({ control: 'acme.mass_mail', scope: here, reason }));
  await operator.controls.rescope({ activationId: activation.id, scope, reason });
  await operator.controls.pause({ control: 'acme.mass_mail', scope, reason, expectedVersion: 7 });
  await owner.operations.start(start);
  await owner.surfaces.actions({ workspaceId: 'w-1', tenantId: 'a/b:c' });
  await as('reader').surfaces.actions({ workspaceId: 'w-1', tenantId: 'a/b:c' });
  await operator.workspaces.archive({ workspaceId: 'w-1' });
  await operator.workspaces.archive({ workspaceId: 'w-1' });
  await operator.controls.resume({ control: 'acme.mass_mail', scope: here });
  // Once more, with existing rows and in an archived workspace.
  for (const exchange of writes) await send(again(exchange, {}));
}

function misspelt(exchange: Exchange): Request {
  const { request, sent } = exchange;
  if (request.method !== 'GET')
    return again(exchange, {}, { body: JSON.stringify({ ...(JSON.parse(sent) as object), misspelt: 1 }) });
  return again(exchange, {}, { url: `${request.url}${request.url.includes('?') ? '&' : '?'}misspelt=1` });
}

function again(
  { request, sent }: Exchange,
  changed: { readonly [name: string]: string | null },
  { url = request.url, body = sent }: { readonly url?: string; readonly body?: BodyInit } = {},
): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changed))
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  return new Request(url, { method: request.method, headers, ...(request.method === 'GET' ? {} : { body }) });
}
