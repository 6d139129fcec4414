import type { AuditAction, AuditEntryView, OperationRunView } from '@tenantatlas/core/browser';
import { useTenantName, useWorkspaceName } from '../base/names.ts';
import type { StateLook } from '../base/status.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { lifecycleLabel } from '../lifecycle/lifecycle-label.ts';
import { isRunOutcome, runState } from '../operations/run-state.ts';
import { operationsMessages } from '../operations/messages.ts';
import { auditMessages } from './messages.ts';

/** The words of a story: how a run ended is said as in the list of runs. */
export const storyMessages = /* @__PURE__ */ Object.assign({}, auditMessages, operationsMessages);

/** An audit entry as sentences. It holds what the entry carries and no more. */
export interface AuditStory {
  /** Who did it. */
  readonly actor: string;
  /** What was done, without to what. */
  readonly action: string;
  /** What it was done to. */
  readonly object: string;
  /** The tenant or the workspace where the object is, where that is not the object itself. */
  readonly place: string | null;
  /** All that the sentence and the details say beyond actor, action, object and place. */
  readonly facts: readonly string[];
  /** Who did what to what, and where. */
  readonly sentence: string;
  /** Its details, such as reason and end, each as a separate text. */
  readonly details: readonly string[];
  /** How it ended. */
  readonly outcome: StateLook<keyof typeof storyMessages>;
  /** A name that belongs here is still being read; until then, the words have its id. */
  readonly isNaming: boolean;
}

/**
 * Describes an audit entry in the reader's language, for your own `entry` slot. Workspaces and tenants go by their names where the viewer
 * may read them, else by their ids; people who were acted upon by their ids, because the trail keeps no names. To call a control or an operation
 * otherwise, tell the entry with another `target.label`.
 *
 * @example
 * function Entry({ entry }: { readonly entry: AuditEntryView }) {
 *   const { sentence } = useAuditStory(entry);
 *   return <a href={`/audit/${entry.id}`}>{sentence}</a>;
 * }
 */
export function useAuditStory(entry: AuditEntryView): AuditStory {
  const { t, say, called } = useWords(auditMessages);
  const { zoned } = useTimes();
  const { action, target, tenantId, metadata } = entry;
  const text = (name: string): string | null => textOf(metadata[name]);
  const everyone = t('ui.scope.everyone');
  const isOfControl = action.startsWith('operational_control.');
  const placeId = isOfControl ? text('workspace_id') : entry.workspaceId;
  const placeName = useWorkspaceName(placeId);
  const place = placeName ?? placeId ?? everyone;
  const fromId = text('previous_workspace_id');
  const fromName = useWorkspaceName(fromId);
  const from = fromName ?? fromId ?? everyone;
  const tenantName = useTenantName(entry.workspaceId, tenantId);
  const tenant = tenantName ?? tenantId;

  const word = (name: string): string => {
    const value = text(name) ?? '';
    const lifecycle = action === 'tenant.lifecycle_changed' ? lifecycleLabel(value) : null;
    if (lifecycle) return say(lifecycle);
    return Object.hasOwn(words, value) ? t(words[value as keyof typeof words]) : value;
  };
  const kind = kindOf(entry);
  const params = {
    actor: say(entry.actor.label),
    label: target.label,
    target: target.label,
    where: isOfControl ? place : (tenant ?? place),
    from,
    role: word('role'),
    stage: word('to'),
    previous: word(action === 'tenant.lifecycle_changed' ? 'from' : 'previous_role'),
    summary: say(entry.summary),
  };

  const reason = text('reason_text');
  const until = text('expires_at');
  const isOfPause = pauses.has(kind);
  const detailsOf = [
    kind === 'entitlement_granted' && text('role') !== null && t('ui.history.role', { role: params.role }),
    isOfPause && reason !== null && t('ui.history.reason', { reason }),
    isOfPause && until !== null && t('ui.history.until', { time: zoned(until) }),
    metadata['is_break_glass'] === true && t('ui.history.break_glass'),
  ];
  const isOfPerson = target.type === 'person';
  const where = isOfControl ? place : isOfPerson || target.type === 'operation_run' ? (tenant ?? null) : null;
  return {
    actor: params.actor,
    action: Object.hasOwn(actionWords, action)
      ? t(actionWords[action as keyof typeof actionWords])
      : say(entry.actionLabel),
    object: isOfPerson ? target.label : called(target.label),
    place: where,
    facts: [
      kind === 'moved' && t('ui.audit.move', { from, to: place }),
      kind === 'moved_away' && t('ui.audit.move', { from, to: '…' }),
      kind === 'tenant_moved' && t('ui.audit.move', { from: params.previous, to: params.stage }),
      kind === 'membership_granted' && t('ui.history.role', { role: params.role }),
      kind === 'membership_changed' && t('ui.audit.move', { from: params.previous, to: params.role }),
      kind === 'blocked' && tenant !== null && t('ui.history.tenant', { tenant }),
      kind === 'other' && params.summary,
      ...detailsOf,
    ].filter((fact) => fact !== false),
    sentence: t(`ui.history.${kind}`, params),
    details: [
      tenant !== null && (kind === 'blocked' || kind === 'other') && t('ui.history.tenant', { tenant }),
      ...detailsOf,
    ].filter((detail) => detail !== false),
    outcome: outcomeOf(entry),
    isNaming: [placeName, fromName, tenantName].includes(undefined),
  };
}

function textOf(value: AuditEntryView['metadata'][string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Roles; one of a host's own is shown as it is. */
const words = {
  owner: 'ui.role.owner',
  manager: 'ui.role.manager',
  operator: 'ui.role.operator',
  readonly: 'ui.role.readonly',
} as const satisfies { readonly [role: string]: MessageId };

type MessageId = keyof typeof auditMessages;
type HistoryId = Extract<MessageId, `ui.history.${string}`>;
type Kind = HistoryId extends `ui.history.${infer Name}` ? Name : never;

/** Actions with a sentence of their own; any other is told by its summary. */
const kinds = {
  'operational_control.paused': 'paused',
  'operational_control.resumed': 'resumed',
  'operational_control.execution_blocked': 'blocked',
  'workspace.created': 'workspace_created',
  'workspace.archived': 'workspace_archived',
  'workspace.restored': 'workspace_restored',
  'workspace.erased': 'workspace_erased',
  'membership.granted': 'membership_granted',
  'membership.changed': 'membership_changed',
  'membership.revoked': 'membership_revoked',
  'entitlement.granted': 'entitlement_granted',
  'entitlement.revoked': 'entitlement_revoked',
  'tenant.created': 'tenant_created',
  'tenant.lifecycle_changed': 'tenant_moved',
  'tenant.erased': 'tenant_erased',
  'person.erased': 'person_erased',
  'operation_run.started': 'run_started',
  'operation_run.cancelled': 'run_cancelled',
} as const satisfies { readonly [action in AuditAction]?: Kind };

/** What an action is called beside its object; other actions have their label. */
export const actionWords = {
  'operation_run.started': 'ui.audit.do.run_started',
  'operation_run.completed': 'ui.audit.do.run_completed',
  'operation_run.cancelled': 'ui.audit.do.run_cancelled',
  'operational_control.paused': 'ui.audit.do.paused',
  'operational_control.updated': 'ui.audit.do.updated',
  'operational_control.resumed': 'ui.audit.do.resumed',
  'operational_control.execution_blocked': 'ui.audit.do.blocked',
  'tenant.created': 'ui.audit.do.tenant_created',
  'tenant.lifecycle_changed': 'ui.audit.do.tenant_moved',
  'tenant.erased': 'ui.audit.do.tenant_erased',
  'membership.granted': 'ui.audit.do.membership_granted',
  'membership.changed': 'ui.audit.do.membership_changed',
  'membership.revoked': 'ui.audit.do.membership_revoked',
  'entitlement.granted': 'ui.audit.do.entitlement_granted',
  'entitlement.revoked': 'ui.audit.do.entitlement_revoked',
  'workspace.created': 'ui.audit.do.workspace_created',
  'workspace.archived': 'ui.audit.do.workspace_archived',
  'workspace.restored': 'ui.audit.do.workspace_restored',
  'workspace.erased': 'ui.audit.do.workspace_erased',
  'person.erased': 'ui.audit.do.person_erased',
} as const satisfies { readonly [action in AuditAction]?: MessageId };

const runEnds = {
  succeeded: 'run_succeeded',
  partially_succeeded: 'run_partially_succeeded',
  failed: 'run_failed',
  blocked: 'run_blocked',
} as const satisfies { readonly [outcome in OperationRunView['outcome']]?: Kind };

/** Kinds with which the reason and the end of a pause belong. The reason of a pause is not the reason of its end. */
const pauses: ReadonlySet<Kind> = new Set<Kind>(['paused', 'updated', 'moved', 'blocked']);

function kindOf({ action, metadata }: AuditEntryView): Kind {
  if (action === 'operational_control.updated') {
    if (metadata['previous_scope_type'] === undefined) return 'updated';
    // A viewer who may not know where a pause went does not see its new scope.
    return metadata['scope_type'] === undefined ? 'moved_away' : 'moved';
  }
  if (action === 'operation_run.completed') {
    const outcome = textOf(metadata['outcome']) ?? '';
    return Object.hasOwn(runEnds, outcome) ? runEnds[outcome as keyof typeof runEnds] : 'run_ended';
  }
  return Object.hasOwn(kinds, action) ? kinds[action as keyof typeof kinds] : 'other';
}

const outcomes = {
  success: { tone: 'success', icon: 'check', word: 'ui.audit.success' },
  blocked: { tone: 'warning', icon: 'pause', word: 'ui.audit.blocked' },
  failed: { tone: 'danger', icon: 'cross', word: 'ui.audit.failed' },
} as const satisfies { readonly [outcome in AuditEntryView['outcome']]: StateLook<MessageId> };

/** The outcome of the run counts, and not that the entry about its end was written. */
function outcomeOf({ action, outcome, metadata: { outcome: ended } }: AuditEntryView): AuditStory['outcome'] {
  if (action === 'operation_run.completed' && isRunOutcome(ended))
    return runState({ status: 'completed', outcome: ended });
  return outcomes[outcome];
}
