import { describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../kernel/ids.ts';
import { aggregateCountKeys } from '../ports/aggregate-stores.ts';
import type { AuditMetadata } from '../ports/audit-store.ts';
import { actionDefinitions, metadataKeys, type AuditAction } from './catalog.ts';
import { workspaceMetadata } from './workspace-metadata.ts';

const readIn = (workspaceId: string, action: string, metadata: AuditMetadata): AuditMetadata =>
  workspaceMetadata({ workspaceId: workspaceId as WorkspaceId, action, metadata });

const ofPause = ['scope_type', 'workspace_id', 'reason_text', 'public_message', 'expires_at'];
const ofMove = ['previous_scope_type', 'previous_workspace_id'];

/** The keys that a workspace does not read in an entry that names other workspaces. A second copy, so that a key is withheld or shown on purpose. */
const withheld: { readonly [Action in AuditAction]?: readonly string[] } = {
  'operational_control.paused': [...ofPause, ...ofMove],
  'operational_control.updated': [...ofPause, ...ofMove],
  'operational_control.resumed': [...ofPause, ...ofMove],
  'operational_control.execution_blocked': ofPause,
  'workspace.erased': [
    'workspace_id',
    'tenants',
    'memberships',
    'entitlements',
    'activations',
    ...Object.values(aggregateCountKeys),
    'idempotency_keys',
    'usage_events',
    'audit_entries',
  ],
  'person.erased': ['person_kind', 'label_removed'],
  'product_usage.pruned': ['retention_days', 'cutoff', 'removed', 'oldest_kept'],
};

describe('a workspace reads', () => {
  it.each(Object.keys(actionDefinitions) as AuditAction[])('of %s all but the withheld keys', (action) => {
    const keys = metadataKeys(action);
    const read = Object.keys(readIn('w-1', action, Object.fromEntries(keys.map((key) => [key, 'w-2']))));
    expect(keys.filter((key) => !read.includes(key))).toEqual(withheld[action] ?? []);
  });

  it('no key that the record does not name', () => {
    const metadata = { role: 'owner', is_break_glass: true, secret: 'x', constructor: 'x' };
    expect(readIn('w-1', 'membership.granted', metadata)).toEqual({ role: 'owner', is_break_glass: true });
  });

  it('of a blocked start what the host has added', () => {
    const added = { ticket: 4711, constructor: 'x' };
    expect(readIn('w-1', 'operational_control.execution_blocked', added)).toEqual(added);
  });
});

describe('a pause that moved', () => {
  const move = {
    control_key: 'restore.execute',
    scope_type: 'workspace',
    workspace_id: 'w-2',
    reason_text: 'Incident 4711',
    public_message: 'Back soon',
    expires_at: '2026-11-21T13:00:00.000Z',
    actor_id: 'op-ada',
    previous_scope_type: 'workspace',
    previous_workspace_id: 'w-1',
  };

  it('names to the workspace the scope that it left, and no present text', () => {
    expect(readIn('w-1', 'operational_control.updated', move)).toEqual({
      control_key: 'restore.execute',
      actor_id: 'op-ada',
      previous_scope_type: 'workspace',
      previous_workspace_id: 'w-1',
    });
  });

  it('names to the workspace the scope that it reached, with the public message as the reason', () => {
    expect(readIn('w-2', 'operational_control.updated', move)).toEqual({
      control_key: 'restore.execute',
      scope_type: 'workspace',
      workspace_id: 'w-2',
      reason_text: 'Back soon',
      expires_at: '2026-11-21T13:00:00.000Z',
      actor_id: 'op-ada',
    });
  });

  it('from everywhere names no previous workspace to withhold its previous scope for', () => {
    const { previous_workspace_id: _, ...fromEverywhere } = { ...move, previous_scope_type: 'global' };
    expect(readIn('w-2', 'operational_control.updated', fromEverywhere)).toMatchObject({
      previous_scope_type: 'global',
    });
  });

  it.each(['unheard.of', 'constructor', 'finding.triaged'])(
    'is withheld also from the readers of %s, which this release does not write',
    (action) => {
      expect(readIn('w-1', action, { ...move, note: 'x' })).toEqual({
        control_key: 'restore.execute',
        actor_id: 'op-ada',
        previous_scope_type: 'workspace',
        previous_workspace_id: 'w-1',
        note: 'x',
      });
    },
  );
});
