import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { GraphClient } from '../transport/client.ts';
import { guid, noon, scriptedGraph } from '../../test/support/scripted-graph.ts';
import { readRoles } from './roles.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Pages of assignments, made when they are asked for, and not kept. */
function streaming(count: number): GraphClient {
  const { client } = scriptedGraph({});
  return {
    ...client,
    async pages(_, path, item, onPage) {
      if (!path.includes('roleAssignments?')) return { items: 0, pages: 0, failure: null };
      for (let at = 0; at < count; at += 1_000) {
        const page = Array.from({ length: 1_000 }, (__, index) => {
          const principalId = guid(at + index);
          const principal = {
            id: principalId,
            displayName: `Person ${String(at + index)}`,
            '@odata.type': '#microsoft.graph.user',
          };
          return item.parse({
            id: principalId,
            principalId,
            roleDefinitionId: guid(1),
            directoryScopeId: '/',
            principal,
          });
        });
        await onPage(page, null);
      }
      return { items: count, pages: count / 1_000, failure: null };
    },
  };
}

async function heapAfter(count: number): Promise<number> {
  let items = 0;
  let heap = 0;
  const { session } = scriptedGraph({});
  const evidence = await readRoles({ client: streaming(count), session, now: () => noon }, (page) => {
    items += page.length;
    if (items < count) return;
    // With everything that the reading still holds.
    collectGarbage();
    heap = process.memoryUsage().heapUsed;
  });
  expect([evidence.collection, items]).toEqual(['collected', count]);
  return heap;
}

it('the memory of a reading does not grow with the tenant', async () => {
  const scale = Number(process.env['TA_SCALE'] ?? 0.05) >= 1 ? 1 : 0.2;
  await heapAfter(10_000); // what is compiled and cached once
  const small = await heapAfter(100_000 * scale);
  const large = await heapAfter(1_000_000 * scale);
  // Ten times as many holdings. Each would need 200 bytes at least.
  expect(large - small).toBeLessThan(900_000 * scale * 20);
});
