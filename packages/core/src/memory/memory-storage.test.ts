import { afterEach, describe, expect, it, vi } from 'vitest';
import { auditEntry, entryId, queuedRun, runDraft, runId, workspaceRecord } from '../conformance/fixtures.ts';
import { latch } from '../conformance/timing.ts';
import { inWorkspace, onPlatform } from '../conformance/world.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { InvariantError } from '../kernel/invariant.ts';
import type { Storage, StorageUnit } from '../ports/storage.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import { createMemoryStorage } from './index.ts';

const workspaceId = 'workspace-1' as WorkspaceId;
const scope = { workspaceId };

async function storageWithWorkspace(): Promise<Storage> {
  const storage = createMemoryStorage();
  await onPlatform(storage, ({ workspaces }) => workspaces.create(scope, workspaceRecord(workspaceId)));
  return storage;
}

describe('values', () => {
  it('are copied on input: later changes by the caller are not stored', async () => {
    const storage = await storageWithWorkspace();
    const inputs = { list: [1] };
    await inWorkspace(storage, workspaceId, ({ runs }) =>
      runs.ensure(scope, runDraft(queuedRun(workspaceId, runId(1), { tenantId: null, inputs }))),
    );
    inputs.list.push(2);
    const run = await inWorkspace(storage, workspaceId, ({ runs }) => runs.get(scope, runId(1)));
    expect(run?.inputs).toEqual({ list: [1] });
  });

  it('are deeply frozen on output', async () => {
    const storage = await storageWithWorkspace();
    const created = await inWorkspace(storage, workspaceId, ({ runs }) =>
      runs.ensure(scope, runDraft(queuedRun(workspaceId, runId(1), { tenantId: null }))),
    );
    const read = await inWorkspace(storage, workspaceId, ({ runs }) => runs.get(scope, runId(1)));
    for (const run of [created.run, read]) {
      expect(() => Object.assign(run!, { status: 'completed' })).toThrow(TypeError);
      expect(() => Object.assign(run!.context, { smuggled: true })).toThrow(TypeError);
      expect(() => Object.assign((run!.inputs as { nested: object }).nested, { smuggled: true })).toThrow(TypeError);
    }
  });
});

describe('a unit', () => {
  it('is invalid after its work has ended, and the error explains it', async () => {
    const storage = await storageWithWorkspace();
    const leaked = await onPlatform(storage, async (unit): Promise<StorageUnit> => unit);
    await expect(leaked.workspaces.get(scope)).rejects.toThrow(/unit of work is over/);
    await expect(leaked.audit.append(scope, auditEntry(entryId(1), workspaceId))).rejects.toThrow(InvariantError);
  });

  it('cannot use its own storage, because it would deadlock', async () => {
    const storage = await storageWithWorkspace();
    const misuse = onPlatform(storage, () => onPlatform(storage, async () => 'never'));
    await expect(misuse).rejects.toThrow(/inside unit\(scope, work\) use the unit/);
  });

  it('of a bound storage cannot open another one of it', async () => {
    const storage = await storageWithWorkspace();
    const misuse = storage.transaction((bound) => onPlatform(bound, () => onPlatform(bound, async () => 'never')));
    await expect(misuse).rejects.toThrow(InvariantError);
  });

  it('may use another storage', async () => {
    const [one, other] = [await storageWithWorkspace(), await storageWithWorkspace()];
    const found = await onPlatform(one, () => onPlatform(other, ({ workspaces }) => workspaces.get(scope)));
    expect(found?.workspaceId).toBe(workspaceId);
  });

  it('is not detected in a runtime without async hooks: independent callers still work', async () => {
    vi.stubGlobal('process', undefined);
    const storage = await storageWithWorkspace();
    const found = await Promise.all(
      [1, 2, 3].map(() => onPlatform(storage, ({ workspaces }) => workspaces.get(scope))),
    );
    expect(found.map((workspace) => workspace?.version)).toEqual([1, 1, 1]);
  });
});

describe('a record', () => {
  it('that references a missing row is rejected, as by a foreign key', async () => {
    const storage = await storageWithWorkspace();
    const orphan = runDraft(queuedRun(workspaceId, runId(1)));
    const attempt = inWorkspace(storage, workspaceId, ({ runs }) => runs.ensure(scope, orphan));
    await expect(attempt).rejects.toThrow(/Create the tenant first/);
  });
});

describe('a transaction', () => {
  it('rejects units that continue after it, and commits none of their writes', async () => {
    const storage = await storageWithWorkspace();
    const late = latch();
    let straggler: Promise<unknown> = Promise.resolve();
    await storage.transaction(async (bound) => {
      straggler = inWorkspace(bound, workspaceId, async ({ runs }) => {
        await runs.ensure(scope, runDraft(queuedRun(workspaceId, runId(1), { tenantId: null })));
        await late.opened;
      });
    });
    late.open();
    await expect(straggler).rejects.toThrow(/transaction is over/);
    expect(await inWorkspace(storage, workspaceId, ({ runs }) => runs.get(scope, runId(1)))).toBeNull();
  });

  it('cannot be bound to after its end, nor from another storage', async () => {
    const [storage, other] = [createMemoryStorage(), createMemoryStorage()];
    const handle = await storage.transaction(async (bound) => {
      expect(() => other.bind(bound.handle)).toThrow(InvariantError);
      expect(storage.bind(bound.handle)).toBe(bound);
      return bound.handle;
    });
    expect(() => storage.bind(handle)).toThrow(InvariantError);
  });
});

describe('close', () => {
  it('makes every later call a storage fault, and work in progress ends normally', async () => {
    const storage = await storageWithWorkspace();
    const leave = latch();
    const open = onPlatform(storage, () => leave.opened);
    await storage.close();
    await storage.close();
    await expect(onPlatform(storage, async () => 'never')).rejects.toThrow(StorageFault);
    await expect(storage.transaction(async () => 'never')).rejects.toThrow(StorageFault);
    leave.open();
    await expect(open).resolves.toBeUndefined();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});
