import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../kernel/ids.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { at } from './fixtures.ts';
import { withForeignRows } from './foreign-rows.ts';
import { createStorageContext, type StorageCase, type StorageContext } from './storage-context.ts';
import { onPlatform } from './world.ts';

/** A case that draws so many words, and tells them. */
const drawing = (count: number, tell: (words: readonly string[], context: StorageContext) => unknown): StorageCase => ({
  name: `draws ${String(count)}`,
  run: async (context) => {
    await tell(
      Array.from({ length: count }, () => context.nextWord()),
      context,
    );
  },
});

/** A context, and how many workspaces were made in it. */
function countingContext(): { readonly context: StorageContext; made(): number } {
  const plain = createStorageContext({ storage: createMemoryStorage() });
  let count = 0;
  const nextWorkspaceId = () => {
    count += 1;
    return plain.nextWorkspaceId();
  };
  return { context: { ...plain, nextWorkspaceId }, made: () => count };
}

describe('cases beside a foreign workspace', () => {
  it('have the first six words of each case in its rows, and draw none twice', async () => {
    const drawn: string[] = [];
    const findPauses = async (words: readonly string[], { storage }: StorageContext): Promise<void> => {
      drawn.push(...words);
      for (const word of words.slice(0, 6)) {
        const found = await onPlatform(storage, ({ activations }) =>
          activations.findById(`foreign.${word}` as ActivationId, at(7)),
        );
        expect(found).toMatchObject({ controlKey: word });
      }
    };
    const { context } = countingContext();
    for (const guarantee of withForeignRows([0, 6, 1, 0, 7, 2, 5].map((count) => drawing(count, findPauses))))
      await guarantee.run(context);
    expect(drawn).toHaveLength(21);
    expect(new Set(drawn).size).toBe(21);
  });

  it('share it until a word was drawn or eight have shared it, and not with another context', async () => {
    const [idle = drawing(0, () => {}), one = drawing(1, () => {})] = withForeignRows([
      drawing(0, () => {}),
      drawing(1, () => {}),
    ]);
    const { context, made } = countingContext();
    const other = countingContext();
    const after = async (guarantee: StorageCase, times: number): Promise<number> => {
      for (let n = 0; n < times; n += 1) await guarantee.run(context);
      return made();
    };
    expect([await after(idle, 8), await after(idle, 1), await after(one, 1), await after(one, 1)]).toEqual([
      1, 2, 2, 3,
    ]);
    await idle.run(other.context);
    expect(other.made()).toBe(1);
  });
});
