import { audienceOf } from '../access/actor.ts';
import type { Caller, Environment, RequestSource } from '../access/environment.ts';
import { record } from '../audit/record.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { controlPaused, type ControlPaused } from './paused-error.ts';

/** A start that a pause refused. */
export interface BlockedStart {
  readonly label: string;
  readonly activation: ControlActivation;
  readonly workspaceId: WorkspaceId | null;
  readonly tenantId: TenantId | null;
  /** `all_tenants`, `single_tenant` or the operation type. */
  readonly requestedScope: string;
  readonly source: RequestSource;
  readonly metadata?: { readonly [key: string]: string | number | boolean };
}

/**
 * Writes the one entry that a blocked start leaves and makes the refusal. It informs the logger and the instrumentation at once: in a host's transaction
 * a rollback removes the entry, and the refusal should still be reported.
 *
 * Call it with the scope held: the entry has no foreign key, and could outlive a scope that is erased meanwhile.
 */
export async function refuseBlocked(
  context: {
    readonly unit: StorageUnit;
    readonly now: Instant;
    readonly caller: Caller;
    readonly environment: Environment;
  },
  blocked: BlockedStart,
): Promise<ControlPaused> {
  const { activation, workspaceId, tenantId } = blocked;
  const { scope, controlKey } = activation;
  const { environment, caller } = context;
  environment.logger.warn('control_blocked', {
    control: controlKey,
    workspace_id: workspaceId,
    tenant_id: tenantId,
    activation_id: activation.id,
  });
  environment.instrumentation.control({ name: 'control.blocked', controlKey, workspaceId, tenantId });
  await record(context, {
    action: 'operational_control.execution_blocked',
    outcome: 'blocked',
    workspaceId,
    tenantId,
    target: { type: 'operational_control', id: activation.id, label: blocked.label },
    summary: { label: blocked.label },
    hostMetadata: blocked.metadata,
    metadata: {
      control_key: controlKey,
      scope_type: scope.type,
      workspace_id: scope.type === 'workspace' ? scope.workspaceId : null,
      reason_text: activation.reasonText,
      public_message: activation.publicMessage,
      expires_at: activation.expiresAt,
      actor_id: caller.actor.id,
      requested_scope: blocked.requestedScope,
      target_tenant_id: tenantId,
      source: blocked.source,
    },
  });
  return controlPaused(blocked.label, activation, audienceOf(caller.actor));
}
