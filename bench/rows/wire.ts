import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTenantAtlas, orThrow, simulatedRestore, systemActor } from '@tenantatlas/core';
import { createAtlasClient } from '@tenantatlas/http/client';
import { nodeListener } from '@tenantatlas/http/node';
import { createAtlasHandler } from '@tenantatlas/http/server';
import { reported, type Figure } from '../lib/figures.ts';
import { interleaved, median, medianRatio, type Contender } from '../lib/rounds.ts';

const request = { control: 'restore.execute', workspaceId: 'w-1' } as const;

/** What HTTP adds to reading a control's decision: the same call in process, through the handler, and by the client over a loopback socket. */
export async function measure(): Promise<readonly Figure[]> {
  const atlas = createTenantAtlas({ restore: simulatedRestore() });
  const system = systemActor('bench');
  orThrow(await atlas.as(system).workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  const handler = createAtlasHandler({ atlas, authenticate: () => system });
  const server = createServer(nodeListener(handler));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createAtlasClient<typeof atlas>({ baseUrl: `http://127.0.0.1:${port}` });
  const address = 'http://bench.local/v1/controls/restore.execute/decision?workspace_id=w-1';

  const contenders: readonly Contender[] = [
    {
      name: 'in process',
      times: 400,
      run: repeated(async () => orThrow(await atlas.as(system).controls.evaluate(request))),
    },
    { name: 'handler', times: 200, run: repeated(async () => (await handler(new Request(address))).json()) },
    { name: 'loopback', times: 100, run: repeated(async () => orThrow(await client.controls.evaluate(request))) },
  ];
  try {
    const taken = await interleaved(contenders, 15);
    const micros = (name: string): number => median(taken.get(name) ?? []) / 1_000;
    return [
      reported('a decision in process, memory storage', micros('in process'), 'µs'),
      reported('through the handler', micros('handler'), 'µs'),
      reported('by the client over loopback', micros('loopback'), 'µs'),
      reported('the handler, of the call in process', medianRatio(taken, 'handler', 'in process'), 'x'),
      reported('the client over loopback, of the call in process', medianRatio(taken, 'loopback', 'in process'), 'x'),
    ];
  } finally {
    server.closeAllConnections();
    server.close();
    await atlas.close();
  }
}

function repeated(ask: () => Promise<unknown>): (times: number) => Promise<number> {
  return async (times) => {
    let answered = 0;
    for (let n = 0; n < times; n += 1) answered += (await ask()) ? 1 : 0;
    return answered;
  };
}
