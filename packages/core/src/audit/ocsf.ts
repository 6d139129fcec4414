import { epochMillis } from '../kernel/instant.ts';
import type { AuditOutcome } from '../ports/audit-store.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { ocsfActivity, type OcsfActivity } from './ocsf-activities.ts';
import { ocsfClasses } from './ocsf-classes.ts';
import type { AuditEntryView } from './view.ts';

/** The version of the schema that events are written in. */
const ocsfVersion = '1.3.0';

/** Identity & Access Management, the category of both classes. */
const category = { uid: 3, name: 'Identity & Access Management' };

const product = { name: 'TenantAtlas', vendor_name: 'TenantAtlas' };

/** The OCSF status and severity of an outcome. A blocked attempt is a failure, and both have a raised severity. */
const outcomes: { readonly [outcome in AuditOutcome]: object } = {
  success: { status_id: 1, status: 'Success', severity_id: 1, severity: 'Informational' },
  blocked: { status_id: 2, status: 'Failure', severity_id: 2, severity: 'Low' },
  failed: { status_id: 2, status: 'Failure', severity_id: 2, severity: 'Low' },
};

const userTypes = {
  user: { type_id: 1, type: 'User' },
  platform: { type_id: 2, type: 'Admin' },
  system: { type_id: 3, type: 'System' },
} as const;

/**
 * An entry as an event of the Open Cybersecurity Schema Framework, with all required attributes of its class. Absent attributes are left out, as the
 * schema requires.
 *
 * @see https://schema.ocsf.io/1.3.0
 */
export function ocsfEvent(
  entry: AuditEntryView,
  hostActions: AuditActionCatalog = {},
): { readonly [attribute: string]: unknown } {
  const what = ocsfActivity(entry.action, hostActions);
  return {
    ...classification(entry, what),
    ...outcomes[entry.outcome],
    status_code: entry.outcome,
    time: epochMillis(entry.recordedAt),
    message: entry.summary.text,
    actor: { user: actingUser(entry) },
    ...(what.classUid === ocsfClasses.user_access.uid ? accessAttributes(entry) : entityAttributes(entry)),
    metadata: metadata(entry),
    unmapped: unmapped(entry),
  };
}

function classification({ actionLabel }: AuditEntryView, { classUid, className, id, name }: OcsfActivity): object {
  // For an activity that is not mapped, the schema asks for the source's own word.
  const activityName = name === 'Other' ? actionLabel.text : name;
  return {
    category_uid: category.uid,
    category_name: category.name,
    class_uid: classUid,
    class_name: className,
    activity_id: id,
    activity_name: activityName,
    type_uid: classUid * 100 + id,
    type_name: `${className}: ${name}`,
  };
}

/** A name only if the directory has one: "Unknown person" is not a name. */
function actingUser({ actor: { kind, id, label } }: AuditEntryView): object {
  return { uid: id, ...(label.id === 'people.named' ? { name: label.text } : {}), ...userTypes[kind] };
}

function entityAttributes({ target: { type, id, label }, metadata: { reason_text: reason } }: AuditEntryView): object {
  return { entity: { uid: id, name: label, type }, ...(typeof reason === 'string' ? { comment: reason } : {}) };
}

/** The role, if one is named; else what was granted or revoked: the membership or the entitlement. */
function accessAttributes({ action, target, metadata: { role }, ...where }: AuditEntryView): object {
  const [given = action] = action.split('.');
  const resource = where.tenantId
    ? { uid: where.tenantId, type: 'tenant' }
    : where.workspaceId && { uid: where.workspaceId, type: 'workspace' };
  return {
    user: { uid: target.id },
    privileges: [typeof role === 'string' ? `${given}:${role}` : given],
    ...(resource ? { resource } : {}),
  };
}

/** The profile `host` adds `actor` to both classes. */
function metadata({ id, action, recordedAt, operationRunId }: AuditEntryView): object {
  return {
    version: ocsfVersion,
    product,
    profiles: ['host'],
    uid: id,
    event_code: action,
    log_name: 'audit',
    original_time: recordedAt,
    ...(operationRunId ? { correlation_uid: operationRunId } : {}),
  };
}

/** The SDK's own terms, where OCSF has no attribute or a less exact one. */
function unmapped({ actor, target, workspaceId, tenantId, summary, metadata: details }: AuditEntryView): object {
  return {
    actor_kind: actor.kind,
    target_type: target.type,
    ...(workspaceId ? { workspace_id: workspaceId } : {}),
    ...(tenantId ? { tenant_id: tenantId } : {}),
    summary_id: summary.id,
    metadata: details,
  };
}
