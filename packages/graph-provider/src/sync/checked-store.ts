import { invariant } from '@tenantatlas/core';
import type { SyncCheckpoint, SyncCheckpointStore } from './checkpoint-store.ts';

/**
 * A store whose answers have the shape of their types. What has another one is an error of the host's code that says what to mend: a version that is a text would be continued as a text, and
 * the answer of a driver counts as true. The error holds no state.
 */
export function checkedStore(store: SyncCheckpointStore): SyncCheckpointStore {
  return Object.freeze<SyncCheckpointStore>({
    load: async (key) => checkedCheckpoint(await store.load(key)),
    async replace(key, next, expected) {
      const isReplaced: unknown = await store.replace(key, next, expected);
      invariant(
        typeof isReplaced === 'boolean',
        `${factory}: "checkpoints.replace" answers true where it replaced the checkpoint and false where it did not, such as rowCount === 1.`,
      );
      return isReplaced;
    },
  });
}

function checkedCheckpoint(found: unknown): SyncCheckpoint | null {
  if (found === null || found === undefined) return null;
  const { version, state }: { readonly version?: unknown; readonly state?: unknown } = Object(found) as object;
  invariant(
    typeof version === 'number' && version >= 1 && Number.isSafeInteger(version + 1),
    `${factory}: "checkpoints.load" answers a "version" that is a whole number from 1. Some drivers answer a bigint as a text: use an integer, or Number(version).`,
  );
  invariant(
    typeof state === 'string',
    `${factory}: "checkpoints.load" answers a "state" that is the text that was stored. Do not parse it, and keep it in a column for text.`,
  );
  return { version, state };
}

const factory = 'createTenantSync';
