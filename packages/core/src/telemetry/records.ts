import type { ResultAsync } from '../kernel/result.ts';
import type { RecordUsageError, UsageRecording, UsageRecordings } from './record.ts';

/** Records product usage. `Event` is a union, one member for each event of the catalogs. */
export interface UsageRecords<Event> {
  /**
   * Records that a capability was used, after the action itself has succeeded.
   *
   * On a bound atlas the event is written in the host's transaction: it exists exactly when the action was committed. On the atlas itself it is sent together with the
   * events of concurrent callers, and the result comes after the commit; an event that is refused fails alone. Up to 10,000 events wait; further ones are
   * `storage_failure` with the kind `unavailable` at once. `atlas.close()` ends after the events that were accepted.
   *
   * Events count people of workspaces: one of a platform operator or of the system is answered as `skipped`, so that an action records the same way for every actor. A wrong
   * event is `invalid_input` with the path, the rule and the fix of each mistake, and no text repeats a value of it. A tenant that is not one of the workspace is
   * `not_found`. The same event (workspace, `id` and `occurredAt`) is recorded once, however often it is sent.
   *
   * Inside a transaction or a unit of the atlas's own storage, the atlas itself rejects with an invariant, because it would wait for that transaction: use `tx.record`.
   *
   * It is not part of a client: over HTTP each member could make figures up.
   *
   * @see docs/guide/product-telemetry.md
   * @example
   * await atlas.guard('acme.mass_mail', { actor: bo, workspaceId: 'w-1' }, async (tx) => {
   *   await send(tx.transaction);
   *   orThrow(await tx.record({
   *     eventName: 'acme.campaign.sent', actor: bo, workspaceId: 'w-1', tenantId: 't-1',
   *     subjectType: 'campaign', subjectId: 'c-7', metadata: { channel: 'email', recipients: 420 },
   *   }));
   * });
   */
  record(event: Event): ResultAsync<UsageRecording, RecordUsageError>;

  /**
   * Records up to 10,000 events in one statement: all of them or none. Otherwise like {@link record}; the path of an issue begins with the place of the event, such as
   * `events.3.metadata.channel`, and a tenant that is not one of the workspace is `invalid_input` there.
   *
   * @example
   * const { recorded, repeated, skipped } = orThrow(await atlas.recordMany(events));
   */
  recordMany(events: readonly Event[]): ResultAsync<UsageRecordings, RecordUsageError>;
}
