import { expect, it } from 'vitest';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { limitedTo } from '../../test/support/directory.ts';
import { value } from '../conformance/client/answers.ts';
import { toInstant, type Instant } from '../kernel/instant.ts';

const day = 86_400_000;

/** Two failed runs of noon, and one that failed a day before it was read. */
async function threeFailed() {
  const world = await runsWorld({ operations: { 'acme.mail': operation({ completed: 'allow' }) } });
  const ids: string[] = [];
  for (const [tenantId, list] of [
    ['t-1', 'a'],
    ['t-2', 'b'],
    ['t-1', 'c'],
  ] as const) {
    const { run } = await value(world.start({ tenantId, inputs: { list } }));
    await world.finish(run.id, list === 'b' ? 'blocked' : 'failed');
    ids.push(run.id);
  }
  const kept = async (client: typeof world.operator, request: object) => {
    const { items } = await value(client.operations.attentionRuns({ kind: 'failed', ...request }));
    return items.map(({ run }) => run.id).sort();
  };
  return { ...world, ids, kept };
}

it('lists failed and blocked runs with their places, page by page', async () => {
  const { operator, ids } = await threeFailed();
  const first = await value(operator.operations.attentionRuns({ kind: 'failed', limit: 2 }));
  const rest = await value(operator.operations.attentionRuns({ kind: 'failed', limit: 2, cursor: first.nextCursor }));
  expect([...first.items, ...rest.items].map(({ run }) => run.id).sort()).toEqual([...ids].sort());
  expect(rest.nextCursor).toBeNull();
  expect(first.items.map(({ workspaceName }) => workspaceName)).toEqual(['Acme', 'Acme']);
});

it('keeps a window to its beginning, and a range to its beginning and not its end', async () => {
  const { operator, clock, kept, ids } = await threeFailed();
  const noon = toInstant(clock.epochMillis());
  const later = (millis: number): Instant => toInstant(clock.epochMillis() + millis);
  expect(await kept(operator, { from: noon, to: later(1) })).toEqual([...ids].sort());
  expect(await kept(operator, { to: noon })).toEqual([]);
  clock.advance(day);
  expect(await kept(operator, { window: '24h' })).toHaveLength(3);
  clock.advance(1);
  expect(await kept(operator, { window: '24h' })).toEqual([]);
});

it('shows an operator with an allowed set only runs of those tenants', async () => {
  const { atlas, kept, ids } = await threeFailed();
  expect(await kept(atlas.as(limitedTo('t-2')), {})).toEqual([ids[1]]);
});
