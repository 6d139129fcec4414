import { onboardingStatuses } from '@tenantatlas/core';
import type { OnboardingSession } from '@tenantatlas/core/ports';
import { id, idOrNull, instant, instantOrNull, integer, textOrNull, word, type SqlRow } from './column.ts';
import { personRef, personRefOrNull } from './person-ref.ts';

/** A row of `onboarding_sessions`. */
export function toOnboardingSession(row: SqlRow): OnboardingSession {
  return {
    workspaceId: id(row, 'workspace_id'),
    id: id(row, 'id'),
    tenantId: idOrNull(row, 'tenant_id'),
    draftName: textOrNull(row, 'draft_name'),
    connectionId: idOrNull(row, 'connection_id'),
    status: word(row, 'status', onboardingStatuses),
    checkpoints: {
      identify: instantOrNull(row, 'identify_at'),
      connect_provider: instantOrNull(row, 'connect_provider_at'),
      verify_access: instantOrNull(row, 'verify_access_at'),
      complete: instantOrNull(row, 'complete_at'),
    },
    startedBy: personRef(row, 'started_by'),
    startedAt: instant(row, 'started_at'),
    updatedBy: personRef(row, 'updated_by'),
    updatedAt: instant(row, 'updated_at'),
    endedBy: personRefOrNull(row, 'ended_by'),
    endedAt: instantOrNull(row, 'ended_at'),
    version: integer(row, 'version'),
  };
}
