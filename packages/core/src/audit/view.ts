import * as z from 'zod';
import { described, idAnswer, instantAnswer, pageAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { Audience } from '../access/actor.ts';
import { personAnswer, personView, type PersonView } from '../access/person-view.ts';
import type { AuditEntry, AuditMetadata, AuditOutcome, AuditTarget } from '../ports/audit-store.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { actionLabel } from './messages.ts';
import { workspaceMetadata } from './workspace-metadata.ts';

/** One entry of the trail as shown. */
export interface AuditEntryView {
  readonly id: string;
  readonly recordedAt: Instant;
  readonly action: string;
  readonly actionLabel: Sentence;
  readonly outcome: AuditOutcome;
  readonly actor: PersonView;
  readonly target: AuditTarget;
  readonly workspaceId: string | null;
  readonly tenantId: string | null;
  readonly operationRunId: string | null;
  readonly summary: Sentence;
  readonly metadata: AuditMetadata;
}

/** An {@link AuditEntryView}. */
export const auditEntryAnswer = described<AuditEntryView>()('AuditEntry', () =>
  z.strictObject({
    id: idAnswer(),
    recordedAt: instantAnswer(),
    action: z.string(),
    actionLabel: sentenceAnswer(),
    outcome: z.enum(['success', 'blocked', 'failed']),
    actor: personAnswer(),
    target: z.strictObject({ type: z.string(), id: z.string(), label: z.string() }),
    workspaceId: idAnswer().nullable(),
    tenantId: idAnswer().nullable(),
    operationRunId: idAnswer().nullable(),
    summary: sentenceAnswer(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
);

/** A page of {@link AuditEntryView}. */
export const auditPageAnswer = pageAnswer('Audit', auditEntryAnswer);

/** An entry with its names looked up. A workspace reads the metadata that the record of the action gives it. */
export function auditEntryView(
  entry: AuditEntry,
  people: readonly PersonRecord[],
  audience: Audience,
  hostActions: AuditActionCatalog,
): AuditEntryView {
  return {
    id: entry.id,
    recordedAt: entry.recordedAt,
    action: entry.action,
    actionLabel: actionLabel(entry.action, hostActions),
    outcome: entry.outcome,
    actor: personView(entry.actor, people),
    target: namedTarget(entry, people),
    workspaceId: entry.workspaceId,
    tenantId: entry.tenantId,
    operationRunId: entry.operationRunId,
    summary: entry.summary,
    metadata: audience === 'workspace' ? workspaceMetadata(entry, hostActions) : entry.metadata,
  };
}

/** A target that is a person goes by the name in the directory, where it has one: the entry itself holds the id only, so that an erasure need not change it. */
function namedTarget({ target }: AuditEntry, people: readonly PersonRecord[]): AuditTarget {
  if (target.type !== 'person') return target;
  const named = people.find(({ kind, personId }) => kind === 'user' && personId === target.id);
  return named?.label ? { ...target, label: named.label } : target;
}

/** All people of an entry: who acted, and who was acted upon. */
export function peopleIn(entry: AuditEntry): readonly PersonRef[] {
  const { target } = entry;
  const actor = personIn(entry);
  return [
    ...(actor ? [actor] : []),
    ...(target.type === 'person' ? [{ kind: 'user', personId: target.id as PersonId } as const] : []),
  ];
}

/** The person behind an entry; null for the system. */
export function personIn({ actor }: AuditEntry): PersonRef | null {
  return actor.kind === 'system' ? null : { kind: actor.kind, personId: actor.id as PersonId };
}
