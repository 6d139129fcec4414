import { holdScope } from '../access/order-of-refusal.ts';
import { refuseArchived } from '../access/rules.ts';
import { now } from '../kernel/clock.ts';
import type { Immutable, NotFound } from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { HeldScope } from '../ports/access-facts-store.ts';
import { refuseBlocked, type BlockedStart } from './blocked.ts';
import { passGate } from './gate.ts';
import type { ControlPaused, LabelledControl } from './paused-error.ts';

/** The work to start, and its control. */
export interface ControlledWork {
  /** The scope; null for work over all workspaces. */
  readonly scope: { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId | null } | null;
  /** The control that can pause it; null when none can. */
  readonly control: LabelledControl | null;
  /** What the audit entry of a refusal says of it. */
  readonly blocked: Pick<BlockedStart, 'requestedScope' | 'source' | 'metadata'>;
  /** Called when a pause applies, before the one entry is written that the refusal keeps. */
  keepEntry(): void | Promise<void>;
}

/**
 * The last steps of the order of refusal, the same for a start and a guard: hold the scope, pass the gate, refuse what is paused, refuse what is archived.
 * Answers with the scope as it is held until the unit ends.
 *
 * The scope is held before the gate is entered, although it is judged after the control: a pause must not wait for a start that waits for the scope.
 *
 * @see docs/errors/README.md#the-order-of-refusal
 */
export async function holdUnderControl(
  context: Parameters<typeof refuseBlocked>[0],
  { scope, control, blocked, keepEntry }: ControlledWork,
): Promise<Result<HeldScope | null, NotFound | ControlPaused | Immutable>> {
  const { unit, environment } = context;
  if (control) await unit.gate.requireReadCommitted();
  const found = scope ? await holdScope(unit, scope) : ok(null);
  if (found.isErr()) return err(found.error);
  const held = found.value;
  const { workspaceId = null, tenantId = null } = scope ?? {};
  const activation = control && (await passGate(unit, environment.clock, control.key, workspaceId));
  if (control && activation) {
    await keepEntry();
    const start = { ...blocked, label: control.label, activation, workspaceId, tenantId };
    return err(await refuseBlocked({ ...context, now: now(environment.clock) }, start));
  }
  const archived = refuseArchived(held);
  return archived ? err(archived) : ok(held);
}
