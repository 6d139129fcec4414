import type { UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import type { ControlDefinition } from './catalog.ts';

type Context = UseCaseContext<unknown>;

/** The entry of a new pause. */
export function notePaused(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
): Promise<void> {
  return note(context, definition, activation, 'operational_control.paused');
}

/** The entry of a pause whose fields were replaced. */
export function noteUpdated(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
): Promise<void> {
  return note(context, definition, activation, 'operational_control.updated');
}

/** The entry of a pause that was ended. */
export function noteResumed(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
): Promise<void> {
  return note(context, definition, activation, 'operational_control.resumed');
}

/** The entries of a pause that changed its scope: one in each ledger that it touches. */
export async function noteMoved(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
  from: ControlScope,
): Promise<void> {
  const ledgers = new Set([workspaceOf(from), workspaceOf(activation.scope)]);
  for (const workspaceId of ledgers) {
    await note(context, definition, activation, 'operational_control.updated', { workspaceId, from });
  }
}

async function note(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
  action: 'operational_control.paused' | 'operational_control.updated' | 'operational_control.resumed',
  move: { readonly workspaceId: ReturnType<typeof workspaceOf>; readonly from: ControlScope } | null = null,
): Promise<void> {
  const { controlKey, scope } = activation;
  const workspaceId = move ? move.workspaceId : workspaceOf(scope);
  await record(context, {
    action,
    workspaceId,
    target: { type: 'operational_control', id: activation.id, label: definition.label },
    summary: { label: definition.label },
    metadata: {
      control_key: controlKey,
      scope_type: scope.type,
      workspace_id: workspaceOf(scope),
      reason_text: activation.reasonText,
      public_message: activation.publicMessage,
      expires_at: activation.expiresAt,
      actor_id: context.caller.actor.id,
      previous_scope_type: move && move.from.type,
      previous_workspace_id: move && workspaceOf(move.from),
    },
  });
  const event = { name: 'control.changed', controlKey, workspaceId, tenantId: null } as const;
  context.afterCommit(() => context.environment.instrumentation.control(event));
}

function workspaceOf(scope: ControlScope) {
  return scope.type === 'workspace' ? scope.workspaceId : null;
}
