import type { Environment } from '../access/environment.ts';
import type { Clock } from '../kernel/clock.ts';
import { invalidInput, type InputIssue, type InvalidInput } from '../kernel/errors.ts';
import type { UsageEventId } from '../kernel/ids.ts';
import { epochMillis, toInstant, type Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { UsageEvent } from '../ports/usage-store.ts';
import { eventIssues } from './event-issues.ts';
import type { EventReaders } from './event-readers.ts';
import { sayTelemetry } from './messages.ts';
import { readEvent, type EventDraft } from './read-event.ts';

/** How far the instant of an event may be ahead of the clock, in milliseconds: clocks of two machines differ. */
export const eventSkewMillis = 60_000;

/** Why an event was not recorded although it is right: product usage counts people of workspaces. */
export type SkipReason = 'platform_operator' | 'system_actor';

/** The present by a clock. Calls within one millisecond share its text. */
export function presentOf(clock: Clock): () => Instant {
  let [last, text] = [Number.NaN, '' as Instant];
  return () => {
    const millis = clock.epochMillis();
    if (millis !== last) [last, text] = [millis, toInstant(millis)];
    return text;
  };
}

/** The event with an id and an instant, which it keeps however often it is sent; or why it is skipped. */
export function makeEvent(
  { ids }: Environment,
  readers: EventReaders,
  given: unknown,
  recordedAt: Instant,
): Result<UsageEvent | { readonly reason: SkipReason }, InvalidInput> {
  const draft = readEvent(given, readers);
  if (draft === null) return err(invalidInput(eventIssues(given, readers)));
  const { actor, id, occurredAt } = draft;
  const wrong = instantIssue(draft, recordedAt);
  if (wrong) return err(invalidInput([wrong]));
  if (actor.kind !== 'user') return ok({ reason: actor.kind === 'system' ? 'system_actor' : 'platform_operator' });
  // Written out: a spread of the draft takes longer than judging it.
  return ok({
    workspaceId: draft.workspaceId,
    tenantId: draft.tenantId,
    eventName: draft.eventName,
    featureArea: draft.featureArea,
    subjectType: draft.subjectType,
    subjectId: draft.subjectId,
    metadata: draft.metadata,
    id: id ?? (ids.next() as UsageEventId),
    user: { kind: actor.kind, personId: actor.personId },
    occurredAt: occurredAt ?? recordedAt,
    recordedAt,
  });
}

function instantIssue({ id, occurredAt }: EventDraft, recordedAt: Instant): InputIssue | null {
  // Both are the key of the event: with an id alone, a call that is repeated later would make another event.
  if (id !== null && occurredAt === null)
    return issue('occurredAt', 'required', sayTelemetry('telemetry.input.occurred_at_with_id'));
  // In milliseconds: a minute later may be no instant any more.
  if (occurredAt !== null && epochMillis(occurredAt) > epochMillis(recordedAt) + eventSkewMillis)
    return issue('occurredAt', 'not_in_future', sayTelemetry('telemetry.input.not_in_future'));
  return null;
}
