import { compareText } from '../../kernel/text.ts';
import type { RunId } from '../../kernel/ids.ts';
import type { Storage } from '../../ports/storage.ts';
import { anyRun, firstPage, queuedRun, runDraft, runId } from '../fixtures.ts';
import { inWorkspace, type World } from '../world.ts';

/** Storage, bound or not, or something that runs work on a unit that is already open. */
type Units = Pick<Storage, 'unit'>;

/** Makes the n-th run of the workspace through the given storage. */
export async function addRun(storage: Units, { workspaceId, scope }: World, n: number): Promise<void> {
  await inWorkspace(storage, workspaceId, ({ runs }) => runs.ensure(scope, runDraft(queuedRun(workspaceId, runId(n)))));
}

/** The ids of the workspace's runs, as the given storage sees them. */
export async function runsIn(storage: Units, { workspaceId, scope }: World): Promise<readonly RunId[]> {
  const found = await inWorkspace(storage, workspaceId, ({ runs }) => runs.list(scope, anyRun, firstPage));
  return found.map(({ id }) => id).sort(compareText);
}
