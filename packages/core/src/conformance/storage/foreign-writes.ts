import type { PersonId, TenantId } from '../../kernel/ids.ts';
import type { NamedWrite, WriteTargets } from '../aggregates/aggregate.ts';
import { aggregates } from '../aggregates/index.ts';
import {
  at,
  auditEntry,
  entryId,
  inside,
  keyRecord,
  noon,
  pauseDraft,
  runId,
  tenantA,
  tenantRecord,
  userA,
  workspaceRecord,
} from '../fixtures.ts';
import { usageEvent } from './usage-helpers.ts';

/** What the writes would leave behind. */
export const smuggled = {
  userId: 'user-smuggled' as PersonId,
  tenantId: 'tenant-smuggled' as TenantId,
  key: 'key-smuggled',
} as const;

/** Where the writes go to. */
interface AllWriteTargets extends WriteTargets {
  /** A control key that is paused in their workspace. */
  readonly word: string;
}

/** Every way to write a row of a workspace, also by a record of another workspace under the caller's scope. */
export function foreignWrites({ theirs, mine, word }: AllWriteTargets): readonly NamedWrite[] {
  const scope = { workspaceId: theirs };
  const tenant = { workspaceId: theirs, tenantId: tenantA };
  const newTenant = smuggled.tenantId;
  const membership = { workspaceId: theirs, userId: smuggled.userId, role: 'owner', grantedAt: noon } as const;
  const entitlement = { workspaceId: theirs, tenantId: tenantA, userId: userA, role: null, grantedAt: noon };
  const lifecycle = { lifecycle: 'archived', lifecycleBeforeArchive: 'draft', updatedAt: at(1), version: 1 } as const;
  const archive = { archivedAt: at(1), updatedAt: at(1), version: 1 };
  return [
    ['workspaces.create', ({ workspaces }) => workspaces.create(scope, workspaceRecord(theirs, { name: 'Smuggled' }))],
    ['workspaces.setArchived', ({ workspaces }) => workspaces.setArchived(scope, archive)],
    ['members.grant', ({ members }) => members.grant(scope, membership)],
    [
      'members.grant of another role',
      ({ members }) => members.grant(scope, { ...membership, userId: userA, role: 'readonly' }),
    ],
    [
      'members.grant under another scope',
      ({ members }) => members.grant({ workspaceId: mine }, { ...membership, userId: userA, role: 'readonly' }),
    ],
    ['members.revoke', ({ members }) => members.revoke(scope, userA)],
    ['members.entitle', ({ members }) => members.entitle(tenant, entitlement)],
    ['members.disentitle', ({ members }) => members.disentitle(tenant, userA)],
    [
      'tenants.create',
      ({ tenants }) => tenants.create({ ...scope, tenantId: newTenant }, tenantRecord(theirs, newTenant)),
    ],
    [
      'tenants.create under another scope',
      ({ tenants }) =>
        tenants.create({ workspaceId: mine, tenantId: newTenant }, tenantRecord(theirs, newTenant, { version: 7 })),
    ],
    ['tenants.changeLifecycle', ({ tenants }) => tenants.changeLifecycle(tenant, lifecycle)],
    [
      'activations.put',
      ({ activations }) => activations.put(pauseDraft(word, inside(theirs), 'smuggled', { reasonText: 'Smuggled' })),
    ],
    ['activations.remove', ({ activations }) => activations.remove(word, inside(theirs), noon)],
    ['audit.append', ({ audit }) => audit.append(scope, auditEntry(entryId(50), theirs))],
    [
      'audit.append under another scope',
      ({ audit }) => audit.append({ workspaceId: mine }, auditEntry(entryId(51), theirs, { action: 'smuggled' })),
    ],
    ['usage.add', ({ usage }) => usage.add([usageEvent(theirs, 'event-smuggled', noon)])],
    ...aggregates.flatMap(({ storage }) => storage.writes({ theirs, mine })),
    [
      'idempotency.remember',
      ({ idempotency }) => idempotency.remember(scope, keyRecord(smuggled.key, runId(1)), at(-1)),
    ],
  ];
}
