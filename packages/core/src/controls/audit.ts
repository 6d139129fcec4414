import type { UseCaseContext } from '../access/use-case.ts';
import type { AuditAction } from '../audit/catalog.ts';
import { summarize } from '../audit/messages.ts';
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
  return note(context, definition, activation, 'operational_control.paused', 'audit.summary.control_paused');
}

/** The entry of a pause whose fields were replaced. */
export function noteUpdated(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
): Promise<void> {
  return note(context, definition, activation, 'operational_control.updated', 'audit.summary.control_updated');
}

/** The entry of a pause that was ended. */
export function noteResumed(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
): Promise<void> {
  return note(context, definition, activation, 'operational_control.resumed', 'audit.summary.control_resumed');
}

/** The entries of a pause that changed its scope: one in each ledger that it touches. */
export async function noteMoved(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
  from: ControlScope,
): Promise<void> {
  const previous = { previous_scope_type: from.type, previous_workspace_id: workspaceOf(from) };
  const ledgers = new Set([workspaceOf(from), workspaceOf(activation.scope)]);
  for (const workspaceId of ledgers) {
    await note(context, definition, activation, 'operational_control.updated', 'audit.summary.control_updated', {
      workspaceId,
      metadata: previous,
    });
  }
}

async function note(
  context: Context,
  definition: ControlDefinition,
  activation: ControlActivation,
  action: AuditAction,
  summary: 'audit.summary.control_paused' | 'audit.summary.control_updated' | 'audit.summary.control_resumed',
  extra: {
    readonly workspaceId: ReturnType<typeof workspaceOf>;
    readonly metadata: Record<string, string | null>;
  } | null = null,
): Promise<void> {
  const { controlKey, scope } = activation;
  const workspaceId = extra ? extra.workspaceId : workspaceOf(scope);
  await record(context, {
    action,
    workspaceId,
    target: { type: 'operational_control', id: activation.id, label: definition.label },
    summary: summarize(summary, { label: definition.label }),
    metadata: {
      control_key: controlKey,
      scope_type: scope.type,
      workspace_id: workspaceOf(scope),
      reason_text: activation.reasonText,
      public_message: activation.publicMessage,
      expires_at: activation.expiresAt,
      actor_id: context.caller.actor.id,
      ...extra?.metadata,
    },
  });
  const event = { name: 'control.changed', controlKey, workspaceId, tenantId: null } as const;
  context.afterCommit(() => context.environment.instrumentation.control(event));
}

function workspaceOf(scope: ControlScope) {
  return scope.type === 'workspace' ? scope.workspaceId : null;
}
