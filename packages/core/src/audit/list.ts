import { audienceOf } from '../access/actor.ts';
import { lookUpPeople } from '../access/look-up-people.ts';
import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import type { AuditEntryId } from '../kernel/ids.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { InputOf } from '../kernel/input.ts';
import { issue, issues } from '../kernel/issues.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { platformScope } from '../kernel/scope.ts';
import { windowRange } from '../kernel/window-range.ts';
import type { AuditEntry, AuditFilter } from '../ports/audit-store.ts';
import { sayAudit } from './messages.ts';
import type { listInput } from './schema.ts';
import { auditEntryView, peopleIn, type AuditEntryView } from './view.ts';

type ListInput = InputOf<typeof listInput>;

/** A page of the entries that the caller may see. The cursor is bound to every member of the input, an export's format included. */
export async function selectEntries(
  context: UseCaseContext<ListInput>,
): Promise<Result<Page<AuditEntry>, InvalidInput>> {
  const { input, unit, scope } = context;
  const refusal = contradiction(input);
  if (refusal) return err(refusal);
  const request = readKeyset('audit', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const position = after ? { recordedAt: after[0] as Instant, id: after[1] as AuditEntryId } : null;
  const entries = await unit.audit.list(scope ?? platformScope, toFilter(context), {
    after: position,
    limit: limit + 1,
  });
  return ok(
    toPage(
      entries,
      request.value,
      ({ recordedAt, id }) => [recordedAt, id],
      (entry) => entry,
    ),
  );
}

function contradiction({
  workspaceId,
  tenantId,
  targetId,
  targetType,
  window,
  from,
  to,
}: ListInput): InvalidInput | null {
  // No entry of the platform is about a tenant, and a tenant's id names one only together with its workspace.
  if (tenantId && !workspaceId) return invalidInput([issues.required('workspaceId')]);
  // An id names a target only together with its type; ignoring it would answer more than was asked for.
  if (targetId && !targetType) return invalidInput([issues.required('targetType')]);
  if (window && (from || to))
    return invalidInput([issue('window', 'window_or_range', sayAudit('audit.input.window_or_range'))]);
  // Nothing is in a range that ends before it begins.
  if (from && to && epochMillis(from) > epochMillis(to))
    return invalidInput([issue('to', 'before_from', sayAudit('audit.input.before_from', { from }))]);
  return null;
}

function toFilter({ input, now, visibleTenantIds }: UseCaseContext<ListInput>): AuditFilter {
  // A window only looks back: an entry of a process whose clock runs ahead of this one is in it as well.
  const range = input.window
    ? { from: windowRange(input.window, now).from, to: null }
    : { from: input.from ?? null, to: input.to ?? null };
  return {
    actions: input.actions ?? null,
    actorId: input.actorId ?? null,
    target: input.targetType ? { type: input.targetType, id: input.targetId ?? null } : null,
    tenantId: input.tenantId ?? null,
    visibleTenantIds,
    ...range,
  };
}

/** The entries as this caller reads them. Names are read in a second step: a workspace unit cannot see the directory. */
export async function viewEntries(
  entries: readonly AuditEntry[],
  { environment, caller: { actor } }: Finishing,
): Promise<readonly AuditEntryView[]> {
  const people = await lookUpPeople(environment, entries.flatMap(peopleIn));
  return entries.map((entry) => auditEntryView(entry, people, audienceOf(actor), environment.auditActions));
}
