import type { UsageEvent } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { makeWorkspace, onPlatform, today, usageEvent } from '../../test/usage/usage-world.ts';

type Change = Partial<Omit<UsageEvent, 'workspaceId' | 'id' | 'occurredAt'>>;

const refusal = 'NUL or half a surrogate pair';

describe('the text of a usage event', () => {
  let open: OpenBackend;

  beforeAll(async () => {
    open = await openBackend('pglite');
    await makeWorkspace(open.storage, 'w-1');
  });
  afterAll(() => open.close());

  const add = (...events: readonly UsageEvent[]) => onPlatform(open.storage, ({ usage }) => usage.add(events));
  const stored = () =>
    open.admin<{ names: string; metadata: object }>(
      `select kind as names, metadata from tenantatlas.usage_events order by id`,
    );

  const wrong = (text: string): readonly Change[] => [
    { eventName: text },
    { featureArea: text },
    { subjectType: text },
    { subjectId: text },
    { metadata: { key: text } },
    { metadata: { [text]: 'value' } },
    { metadata: { key: 'value', other: text } },
  ];
  it.each(['a\u0000b', 'a\ud83d', '\ude00b'].flatMap(wrong))(
    'is misuse in %j, and nothing is added',
    async (change) => {
      const right = usageEvent('w-1', 'right', today());
      const given = usageEvent('w-1', 'wrong', today(), change);
      await expect(add(right, given)).rejects.toThrow(refusal);
      await expect(add(right, { ...right, id: 'a\u0000b' as UsageEvent['id'] })).rejects.toThrow(refusal);
      expect(await stored()).toEqual([]);
    },
  );

  it('stays as it is, with what looks like an escape, and kinds whose words together are the same text stay apart', async () => {
    const metadata = { path: 'a\\u0000b', quote: 'say "hi"', face: '\ud83d\ude00' };
    const one = { eventName: 'a', featureArea: 'b c', subjectType: 'd', metadata };
    const other = { eventName: 'a b', featureArea: 'c', subjectType: 'd', metadata: {} };
    await add(usageEvent('w-1', 'e-1', today(), one), usageEvent('w-1', 'e-2', today(), other));
    expect(await stored()).toEqual([
      { names: '["a","b c","d"]', metadata },
      { names: '["a b","c","d"]', metadata: {} },
    ]);
  });
});
