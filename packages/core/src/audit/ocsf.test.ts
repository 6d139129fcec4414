import { describe, expect, it } from 'vitest';
import type { Sentence } from '../kernel/sentence.ts';
import { toInstant } from '../kernel/instant.ts';
import { auditActions } from './catalog.ts';
import { actionLabel } from './messages.ts';
import { ocsfActivity } from './ocsf-activities.ts';
import { ocsfEvent } from './ocsf.ts';
import type { AuditEntryView } from './view.ts';

const sentence = (id: string, text: string): Sentence => ({ id, params: {}, text });

const entry = (more: Partial<AuditEntryView> = {}): AuditEntryView => {
  const { action = 'tenant.created' } = more;
  return {
    id: 'a-1',
    recordedAt: toInstant(1_795_262_400_123),
    action,
    actionLabel: actionLabel(action),
    outcome: 'success',
    actor: { kind: 'user', id: 'u-1', label: sentence('people.named', 'Ada') },
    target: { type: 'tenant', id: 't-1', label: 'Contoso' },
    workspaceId: 'w-1',
    tenantId: 't-1',
    operationRunId: null,
    summary: sentence('audit.summary.tenant_created', 'Tenant Contoso created'),
    metadata: {},
    ...more,
  };
};

/**
 * The required attributes of OCSF 1.3.0, copied from https://schema.ocsf.io/1.3.0: base_event, classes/entity_management,
 * classes/user_access (also github.com/ocsf/ocsf-schema, events/iam), and objects/metadata and objects/product for the nested ones.
 */
const requiredOfEvents = [
  'activity_id',
  'category_uid',
  'class_uid',
  'metadata.product.vendor_name',
  'metadata.version',
  'severity_id',
  'time',
  'type_uid',
];
const requiredOfClass: { readonly [classUid: number]: readonly string[] } = {
  3004: [...requiredOfEvents, 'entity'],
  3005: [...requiredOfEvents, 'privileges', 'user'],
};
/** Of these objects at least one attribute has to be there: objects/product, actor, user, managed_entity and resource_details. */
const atLeastOneOf: { readonly [path: string]: readonly string[] } = {
  'metadata.product': ['name', 'uid'],
  actor: ['process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid'],
  'actor.user': ['account', 'name', 'uid'],
  user: ['account', 'name', 'uid'],
  entity: ['name', 'uid'],
  resource: ['name', 'uid'],
};
/** The activities of the two classes as the schema numbers them. */
const activityNames: { readonly [classUid: number]: { readonly [activityId: number]: string } } = {
  3004: {
    1: 'Create',
    2: 'Read',
    3: 'Update',
    4: 'Delete',
    5: 'Move',
    6: 'Enroll',
    7: 'Unenroll',
    8: 'Enable',
    9: 'Disable',
    10: 'Activate',
    11: 'Deactivate',
    12: 'Suspend',
    13: 'Resume',
  },
  3005: { 1: 'Assign Privileges', 2: 'Revoke Privileges' },
};

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as { readonly [key: string]: unknown } | undefined)?.[key], value);

describe.each([...Object.keys(auditActions), 'unheard.of', 'constructor'])('%s', (action) => {
  const event = ocsfEvent(entry({ action })) as { class_uid: number; activity_id: number; type_uid: number };

  it('has the required attributes of its class', () => {
    const required = requiredOfClass[event.class_uid] ?? [`no class ${event.class_uid}`];
    expect(required.filter((path) => (at(event, path) ?? null) === null)).toEqual([]);
    for (const [path, names] of Object.entries(atLeastOneOf)) {
      const object = at(event, path);
      if (object !== undefined) expect(names.some((name) => at(object, name) !== undefined)).toBe(true);
    }
  });

  it('is numbered as the schema numbers it', () => {
    expect(event).toMatchObject({ category_uid: 3, type_uid: event.class_uid * 100 + event.activity_id });
    const name =
      event.activity_id === 99 ? actionLabel(action).text : activityNames[event.class_uid]?.[event.activity_id];
    expect(event).toMatchObject({ activity_name: name });
  });

  it('is plain JSON without nulls', () => {
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    expect(JSON.stringify(event)).not.toContain('null');
  });
});

describe('activities', () => {
  it.each([
    ['operational_control.paused', 300412],
    ['operational_control.resumed', 300413],
    ['workspace.archived', 300409],
    ['tenant.erased', 300404],
    ['membership.granted', 300501],
    ['entitlement.revoked', 300502],
    ['unheard.of', 300499],
  ])('%s is %i', (action, type) => {
    expect(ocsfEvent(entry({ action }))).toMatchObject({ type_uid: type });
  });

  it('of an action that is named like something every object has are those of an unknown one', () => {
    expect(ocsfActivity('constructor')).toEqual(ocsfActivity('unheard.of'));
  });
});

describe('an event', () => {
  it('says when, who, what and to what', () => {
    expect(ocsfEvent(entry({ operationRunId: 'r-1', metadata: { reason_text: 'Incident' } }))).toEqual({
      activity_id: 1,
      activity_name: 'Create',
      actor: { user: { uid: 'u-1', name: 'Ada', type_id: 1, type: 'User' } },
      category_name: 'Identity & Access Management',
      category_uid: 3,
      class_name: 'Entity Management',
      class_uid: 3004,
      comment: 'Incident',
      entity: { uid: 't-1', name: 'Contoso', type: 'tenant' },
      message: 'Tenant Contoso created',
      metadata: {
        correlation_uid: 'r-1',
        event_code: 'tenant.created',
        log_name: 'audit',
        original_time: '2026-11-21T12:00:00.123Z',
        product: { name: 'TenantAtlas', vendor_name: 'TenantAtlas' },
        profiles: ['host'],
        uid: 'a-1',
        version: '1.3.0',
      },
      severity: 'Informational',
      severity_id: 1,
      status: 'Success',
      status_code: 'success',
      status_id: 1,
      time: 1_795_262_400_123,
      type_name: 'Entity Management: Create',
      type_uid: 300401,
      unmapped: {
        actor_kind: 'user',
        target_type: 'tenant',
        workspace_id: 'w-1',
        tenant_id: 't-1',
        summary_id: 'audit.summary.tenant_created',
        metadata: { reason_text: 'Incident' },
      },
    });
  });

  it.each([
    ['success', 1, 1],
    ['blocked', 2, 2],
    ['failed', 2, 2],
  ] as const)('with the outcome %s has status %i and severity %i', (outcome, status, severity) => {
    expect(ocsfEvent(entry({ outcome }))).toMatchObject({
      status_id: status,
      severity_id: severity,
      status_code: outcome,
    });
  });

  it.each([
    ['user', 1],
    ['platform', 2],
    ['system', 3],
  ] as const)('of the %s plane has a user of type %i', (kind, type) => {
    const label = sentence('people.unknown_person', 'Unknown person');
    const { actor } = ocsfEvent(entry({ actor: { kind, id: 'x-1', label } }));
    // An erased person has no name, nor that of another person.
    expect(actor).toEqual({ user: { uid: 'x-1', type_id: type, type: expect.any(String) } });
  });

  it.each([
    { tenantId: 't-1', role: 'owner', privileges: ['entitlement:owner'], resource: { uid: 't-1', type: 'tenant' } },
    { tenantId: null, role: null, privileges: ['entitlement'], resource: { uid: 'w-1', type: 'workspace' } },
  ])('about access names what was given: $privileges', ({ tenantId, role, ...expected }) => {
    const target = { type: 'person', id: 'u-2', label: 'u-2' };
    const metadata = role === null ? {} : { role };
    const event = ocsfEvent(entry({ action: 'entitlement.granted', tenantId, target, metadata }));
    expect(event).toMatchObject({ user: { uid: 'u-2' }, ...expected });
    expect(event).not.toHaveProperty('entity');
  });

  it('of the platform names neither workspace nor tenant', () => {
    const event = ocsfEvent(entry({ workspaceId: null, tenantId: null }));
    expect(event['unmapped']).not.toHaveProperty('workspace_id');
    expect(event['unmapped']).not.toHaveProperty('tenant_id');
  });
});
