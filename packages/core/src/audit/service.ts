import * as z from 'zod';
import type { Caller, Environment } from '../access/environment.ts';
import { guardAgainstBugs, perform } from '../access/perform.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import {
  invalidInput,
  type Forbidden,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { AuditEntryId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema, instantSchema, pageFields } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue, issues } from '../kernel/issues.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { platformScope } from '../kernel/scope.ts';
import { windowRange, windows, type WindowKey } from '../kernel/windows.ts';
import type { AuditEntry, AuditFilter } from '../ports/audit-store.ts';
import { lookUpPeople } from '../access/look-up-people.ts';
import { summarize } from './messages.ts';
import { auditEntryView, personIn, type AuditEntryView } from './view.ts';

const windowKeys = Object.keys(windows) as [WindowKey, ...WindowKey[]];

const listSchema = z.strictObject({
  ...pageFields,
  workspaceId: idSchema<WorkspaceId>().nullish(),
  tenantId: idSchema<TenantId>().nullish(),
  actions: z.array(idSchema<string>()).max(50).nullish(),
  actorId: idSchema<string>().nullish(),
  targetType: idSchema<string>().nullish(),
  targetId: idSchema<string>().nullish(),
  window: z.enum(windowKeys).nullish(),
  from: instantSchema.nullish(),
  to: instantSchema.nullish(),
});

/** What `audit.list` can be asked; without `workspaceId` it reads the platform ledger. */
export type AuditListRequest = z.input<typeof listSchema>;

/** Errors of `audit.list`. */
export type AuditListError = NotFound | Forbidden | InvalidInput | StorageFailure;

/** The audit trail of one caller. */
export interface AuditClient<Transport = never> {
  /**
   * Entries of one ledger, newest first: of a workspace, or of the platform when no workspace is named. A workspace user sees entries of the
   * tenants they are entitled to, and those of no tenant.
   *
   * @see spec: audit trail
   */
  list(request?: AuditListRequest): ResultAsync<Page<AuditEntryView>, AuditListError | Transport>;
}

/** The audit methods for one caller. */
export function createAuditService(environment: Environment, caller: Caller): AuditClient {
  return {
    list: (request) =>
      perform(
        environment,
        caller,
        { method: 'audit.list', input: listSchema, listsTenants: true, run: list },
        request,
      ).andThen((page) => withNames(environment, page, caller.actor.kind === 'user' ? 'workspace' : 'platform')),
  };
}

type ListInput = z.output<typeof listSchema>;

async function list(context: UseCaseContext<ListInput>): Promise<Result<Page<AuditEntry>, InvalidInput>> {
  const { input, unit, scope, now, visibleTenantIds } = context;
  // An id names a target only together with its type; ignoring it would answer more than was asked for.
  if (input.targetId && !input.targetType) return err(invalidInput([issues.required('targetType')]));
  if (input.window && (input.from || input.to))
    return err(invalidInput([issue('window', 'window_or_range', summarize('audit.input.window_or_range'))]));
  const request = readKeyset('audit', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const range = input.window ? windowRange(input.window, now) : { from: input.from ?? null, to: input.to ?? null };
  const filter: AuditFilter = {
    actions: input.actions ?? null,
    actorId: input.actorId ?? null,
    target: input.targetType ? { type: input.targetType, id: input.targetId ?? null } : null,
    tenantId: input.tenantId ?? null,
    visibleTenantIds,
    ...range,
  };
  const position = after ? { recordedAt: after[0] as Instant, id: after[1] as AuditEntryId } : null;
  const entries = await unit.audit.list(scope ?? platformScope, filter, { after: position, limit: limit + 1 });
  return ok(
    toPage(
      entries,
      request.value,
      ({ recordedAt, id }) => [recordedAt, id],
      (entry) => entry,
    ),
  );
}

/** Names are read in a second step: a workspace unit cannot see the directory. */
function withNames(
  environment: Environment,
  page: Page<AuditEntry>,
  audience: 'platform' | 'workspace',
): ResultAsync<Page<AuditEntryView>, StorageFailure> {
  return guardAgainstBugs(
    environment,
    'audit.list',
    lookUpPeople(environment, page.items.map(personIn)).then((people) =>
      ok({ items: page.items.map((entry) => auditEntryView(entry, people, audience)), nextCursor: page.nextCursor }),
    ),
  );
}
