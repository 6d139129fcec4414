import type { SyncCheckpoint, SyncCheckpointStore, SyncKey } from './checkpoint-store.ts';

/** Checkpoints in memory, for tests and for a process that reads everything anew after a start. Claims begin at 1 with each of them: do not keep the highest one for longer. */
export function memoryCheckpoints(): SyncCheckpointStore {
  const kept = new Map<string, SyncCheckpoint>();
  const nameOf = ({ tenantId, collection }: SyncKey): string => JSON.stringify([tenantId, collection]);
  return Object.freeze<SyncCheckpointStore>({
    async load(key) {
      return kept.get(nameOf(key)) ?? null;
    },
    async replace(key, { version, state }, expected) {
      const name = nameOf(key);
      if ((kept.get(name)?.version ?? null) !== expected) return false;
      kept.set(name, Object.freeze({ version, state }));
      return true;
    },
  });
}
