import { workspaceRoles } from '@tenantatlas/core';
import type { MembershipRecord } from '@tenantatlas/core/ports';
import { id, instant, word, type SqlRow } from './column.ts';

/** A row of `memberships`. */
export function toMembership(row: SqlRow): MembershipRecord {
  return {
    workspaceId: id(row, 'workspace_id'),
    userId: id(row, 'user_id'),
    role: word(row, 'role', workspaceRoles),
    grantedAt: instant(row, 'granted_at'),
  };
}
