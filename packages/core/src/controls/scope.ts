import { refuseArchived } from '../access/rules.ts';
import { invalidInput, type Immutable, type InputIssue, type InvalidInput } from '../kernel/errors.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { ControlScope } from '../ports/control-activation-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { sayControl } from './messages.ts';

/** A control's scope names a workspace that does not exist. The scope of a pause is input, not access: operators see every workspace. */
export function unknownWorkspace(path: string): InputIssue {
  return issue(path, 'unknown_workspace', sayControl('controls.input.unknown_workspace'));
}

/**
 * Whether a pause of the scope may be written: its workspace exists. An archived workspace stays unchanged, including its pauses. The workspace is held until
 * the unit ends, so that no pause is written, changed or lifted once its archiving was acknowledged.
 */
export async function checkWritable(
  unit: StorageUnit,
  scope: ControlScope,
): Promise<Result<{ readonly archived: Immutable | null }, InvalidInput>> {
  if (scope.type === 'global') return ok({ archived: null });
  const workspace = await unit.workspaces.getHeld({ workspaceId: scope.workspaceId });
  if (!workspace) return err(invalidInput([unknownWorkspace('scope.workspaceId')]));
  return ok({ archived: refuseArchived({ workspace, tenant: null }) });
}
