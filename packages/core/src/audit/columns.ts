import { canonicalJson } from '../kernel/canonical-json.ts';
import type { AuditEntryView } from './view.ts';

/** One column of the CSV export. */
interface AuditColumn {
  readonly name: string;
  read(entry: AuditEntryView): string | null;
}

const column = (name: string, read: AuditColumn['read']): AuditColumn => ({ name, read });

/** The columns of the CSV export, in their order. A contract: new ones are added at the end. */
export const auditColumns: readonly AuditColumn[] = [
  column('id', ({ id }) => id),
  column('recorded_at', ({ recordedAt }) => recordedAt),
  column('action', ({ action }) => action),
  column('action_label', ({ actionLabel }) => actionLabel.text),
  column('outcome', ({ outcome }) => outcome),
  column('actor_kind', ({ actor }) => actor.kind),
  column('actor_id', ({ actor }) => actor.id),
  column('actor_label', ({ actor }) => actor.label.text),
  column('target_type', ({ target }) => target.type),
  column('target_id', ({ target }) => target.id),
  column('target_label', ({ target }) => target.label),
  column('workspace_id', ({ workspaceId }) => workspaceId),
  column('tenant_id', ({ tenantId }) => tenantId),
  column('operation_run_id', ({ operationRunId }) => operationRunId),
  column('summary', ({ summary }) => summary.text),
  column('metadata', ({ metadata }) => canonicalJson(metadata)),
];
