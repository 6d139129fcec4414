import * as z from 'zod';
import { assertActor, type Actor } from '../access/actor.ts';
import { inMethod, type Caller, type Environment } from '../access/environment.ts';
import { govern } from '../access/govern.ts';
import { capabilitySchema, hostAccess } from '../access/host-work.ts';
import { holdScope } from '../access/order-of-refusal.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { now } from '../kernel/clock.ts';
import {
  invalidInput,
  type Forbidden,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issues } from '../kernel/issues.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { appendEntry, checkEntry } from './host-entry.ts';

/** Who did it, and where. */
export interface HostEntryContext {
  readonly actor: Actor;
  /** Null or absent for the ledger of the platform, in which no workspace user writes. */
  readonly workspaceId?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  /** What the actor must hold in the scope. Without it the host has checked that itself. */
  readonly capability?: string | null | undefined;
}

/** The entry that was recorded. */
export interface RecordedEntry {
  readonly entryId: string;
  readonly recordedAt: Instant;
}

/** Why an entry was not recorded. */
export type RecordError = NotFound | Forbidden | InvalidInput | StorageFailure;

/** The audit trail for a host's own actions. */
export interface HostAudit<Entry> {
  /**
   * Records an entry of an action that `catalogs.auditActions` declares, in the ledger of its scope: in a unit of its own, or, on a bound atlas, in the host's
   * transaction, where it is committed or rolled back with the host's own writes. `audit.list` and `audit.export` show it like any other.
   *
   * Refuses in the order of every method: a scope that the actor may not see is `not_found`, a missing `capability` `forbidden`, a wrong entry
   * `invalid_input` with the paths of all mistakes. A refusal writes nothing. An archived scope accepts entries, because an entry changes nothing in it.
   *
   * It is not part of a client: over HTTP each member could write into the trail.
   *
   * @see docs/guide/bring-your-own.md#your-own-audit-entries-auditrecord
   * @example
   * await atlas.audit.record({
   *   action: 'acme.mail_sent', actor: bo, workspaceId: 'w-1', tenantId: 't-1',
   *   target: { type: 'campaign', id: 'c-7', label: 'Autumn' }, summary: { subject: 'Autumn news' }, metadata: { recipients: 420 },
   * });
   */
  record(request: Entry & HostEntryContext): ResultAsync<RecordedEntry, RecordError>;
}

const contextInput = lazy(() =>
  z.looseObject({
    workspaceId: idSchema<WorkspaceId>().nullish(),
    tenantId: idSchema<TenantId>().nullish(),
    capability: capabilitySchema(),
  }),
);

/** Records an entry of a host. See {@link HostAudit.record}. Rejects with an invariant unless the actor is valid. */
export function recordHostEntry(
  environment: Environment,
  request: HostEntryContext,
): ResultAsync<RecordedEntry, RecordError> {
  const inside = inMethod(environment, 'audit.record');
  return guardAgainstBugs<RecordedEntry, RecordError>(inside, 'audit.record', attempt(inside, request));
}

async function attempt(
  environment: Environment,
  { actor: given, ...request }: HostEntryContext,
): Promise<Result<RecordedEntry, RecordError>> {
  const actor = assertActor(given);
  const caller: Caller = { actor, source: 'api' };
  const governed = await govern(environment, caller, { row: hostAccess(request.capability) }, request);
  if (governed.isErr()) return err(governed.error);
  return governed.value.inUnit<ReturnType<typeof contextInput>, RecordedEntry, RecordError>({
    environment,
    input: contextInput,
    async run({ unit, input, scope, notePerson }) {
      const { workspaceId, tenantId, capability: _, ...entry } = input;
      if (tenantId && !workspaceId) return err(invalidInput([issues.required('workspaceId')]));
      const checked = checkEntry(environment.auditActions, entry);
      if (checked.isErr()) return err(checked.error);
      // Entries have no foreign key: one that is written while its scope is erased would outlive it.
      const held = scope ? await holdScope(unit, scope) : ok(null);
      if (held.isErr()) return err(held.error);
      await notePerson();
      return ok(await appendEntry({ unit, environment, actor, now: now(environment.clock) }, scope, checked.value));
    },
  });
}
