import type { AuditEntryView, Sentence } from '@tenantatlas/core/browser';

const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });

/** An entry of the trail of `w-1`: a pause that Ada made for it, unless told. */
export function auditEntry(change: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    id: 'e-1',
    recordedAt: '2026-11-21T12:00:00.000Z' as AuditEntryView['recordedAt'],
    action: 'operational_control.paused',
    actionLabel: say('Operational control paused'),
    outcome: 'success',
    actor: { kind: 'platform', id: 'op-ada', label: say('Ada') },
    target: { type: 'operational_control', id: 'a-1', label: 'Mass mail' },
    workspaceId: 'w-1',
    tenantId: null,
    operationRunId: null,
    summary: say('Mass mail paused'),
    metadata: { control_key: 'acme.mail', scope_type: 'workspace', workspace_id: 'w-1', reason_text: 'Spam alarm' },
    ...change,
  };
}
