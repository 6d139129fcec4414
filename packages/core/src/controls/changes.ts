import * as z from 'zod';
import { operatorReach } from '../access/rules.ts';
import { distinctPeople } from '../access/person-view.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { auditEntryAnswer, auditEntryView, personIn, type AuditEntryView } from '../audit/view.ts';
import { described, pageAnswer } from '../kernel/answers.ts';
import type { InvalidInput } from '../kernel/errors.ts';
import type { AuditEntryId, WorkspaceId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { controlActions } from '../audit/catalog.ts';
import type { ControlCatalog } from './catalog.ts';
import { mentionedPlaces, placeAnswer, placesOf, type MentionedPlace } from './places.ts';
import type { ControlInputs } from './schema.ts';

/** An entry about a control, in the ledger of the platform or of a workspace. */
export interface ControlChangeView {
  readonly entry: AuditEntryView;
  /** Each workspace and tenant that the entry mentions, so that a page needs no request for their names. */
  readonly places: readonly MentionedPlace[];
}

const controlChangeAnswer = described<ControlChangeView>()('ControlChange', () =>
  z.strictObject({ entry: auditEntryAnswer(), places: z.array(placeAnswer()) }),
);

/** A page of {@link ControlChangeView}. */
export const controlChangesAnswer = pageAnswer('ControlChange', controlChangeAnswer);

/** `controls.changes`: the same number of statements however many entries, workspaces and tenants there are. */
export async function changes(
  context: UseCaseContext<InputOf<ControlInputs['changes']>>,
  catalog: ControlCatalog,
): Promise<Result<Page<ControlChangeView>, InvalidInput>> {
  const { unit, input, caller } = context;
  const request = readKeyset('control_changes', ['instant', 'id', 'id_or_none'], input);
  if (request.isErr()) return err(request.error);
  const { after: key, limit } = request.value;
  const after = key && {
    recordedAt: key[0] as Instant,
    id: key[1] as AuditEntryId,
    workspaceId: key[2] === '' ? null : (key[2] as WorkspaceId),
  };
  const filter = {
    controlKeys: input.control ? [input.control] : Object.keys(catalog),
    actions: input.actions ?? controlActions,
    activationId: input.activationId ?? null,
    among: operatorReach(caller.actor),
  };
  const read = await unit.audit.controlEntries(filter, { after, limit: limit + 1 });
  const { items, nextCursor } = toPage(
    read,
    request.value,
    ({ recordedAt, id, workspaceId }) => [recordedAt, id, workspaceId ?? ''],
    (entry) => entry,
  );
  const people = await unit.people.find(distinctPeople(items.map(personIn)));
  const places = await mentionedPlaces(context, items);
  return ok({
    items: items.map((entry) => ({
      entry: auditEntryView(entry, people, 'platform', {}),
      places: placesOf(entry, places),
    })),
    nextCursor,
  });
}
