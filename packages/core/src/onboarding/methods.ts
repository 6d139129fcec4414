import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { InvalidInput } from '../kernel/errors.ts';
import type { ConnectionId, OnboardingSessionId, TenantId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { OnboardingClient } from './client.ts';
import { cancel, complete } from './end.ts';
import { findOnboarding, locateIdentified, locateSession, withManifest } from './find.ts';
import type { FoundOnboarding } from './readiness.ts';
import { onboardingReadinessAnswer } from './readiness-view.ts';
import * as schema from './schema.ts';
import type { OnboardingSetup } from './setup.ts';
import { show, showAll, showAsWritten, showReadiness } from './show.ts';
import { start } from './start.ts';
import { update } from './update.ts';
import { onboardingAnswer, onboardingPageAnswer } from './view.ts';

/** The methods of `onboarding` over the providers of one atlas. */
export function onboardingMethods(setup: OnboardingSetup) {
  return methodGroup<OnboardingClient>()([
    method({
      name: 'onboarding.start',
      summary: 'Starts the onboarding of a tenant, which may be identified later.',
      input: schema.startInput,
      answer: onboardingAnswer,
      refusals: ['conflict', 'immutable'],
      decidesArchivedItself: true,
      run: (context) => start(context, setup),
      finish: showAsWritten,
    }),
    method({
      name: 'onboarding.get',
      summary: 'Reads one onboarding with its state as of now.',
      input: schema.oneInput,
      answer: onboardingAnswer,
      refusals: [],
      locate: locateSession,
      run: (context) => findOnboarding(context, setup),
      finish: async (found, finishing) => ok(await show(found, finishing)),
    }),
    method({
      name: 'onboarding.list',
      summary: 'Lists onboardings, newest first.',
      input: schema.listInput,
      answer: onboardingPageAnswer,
      refusals: [],
      listsTenants: true,
      run: (context) => list(context, setup),
      finish: async ({ items, nextCursor }, finishing) => ok({ items: await showAll(items, finishing), nextCursor }),
    }),
    method({
      name: 'onboarding.update',
      summary: 'Identifies the tenant of an open onboarding, selects its connection, or changes its name.',
      input: schema.updateInput,
      answer: onboardingAnswer,
      refusals: ['conflict', 'immutable'],
      locate: locateIdentified,
      decidesArchivedItself: true,
      run: (context) => update(context, setup),
      finish: showAsWritten,
    }),
    method({
      name: 'onboarding.readiness',
      summary: 'Says where one onboarding stands, what holds it up, and what to do next.',
      input: schema.oneInput,
      answer: onboardingReadinessAnswer,
      refusals: [],
      locate: locateSession,
      run: (context) => findOnboarding(context, setup),
      finish: async (found, finishing) => ok(await showReadiness(found, setup, finishing)),
    }),
    method({
      name: 'onboarding.complete',
      summary: 'Completes an onboarding that is ready, and makes its tenant active.',
      input: schema.endInput,
      answer: onboardingAnswer,
      refusals: ['conflict', 'immutable'],
      locate: locateSession,
      decidesArchivedItself: true,
      run: (context) => complete(context, setup),
      finish: showAsWritten,
    }),
    method({
      name: 'onboarding.cancel',
      summary: 'Cancels an onboarding. A tenant that is still in it becomes a draft again.',
      input: schema.endInput,
      answer: onboardingAnswer,
      refusals: ['conflict', 'immutable'],
      locate: locateSession,
      decidesArchivedItself: true,
      run: (context) => cancel(context, setup),
      finish: showAsWritten,
    }),
  ]);
}

type ListContext = UseCaseContext<InputOf<typeof schema.listInput>>;

/** A page of sessions. Their tenants and connections are read with one statement each, however many there are. */
async function list(
  context: ListContext,
  setup: OnboardingSetup,
): Promise<Result<Page<FoundOnboarding>, InvalidInput>> {
  const { unit, input, visibleTenantIds, now: at } = context;
  const request = readKeyset('onboarding', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const { workspaceId, tenantId = null, statuses = null } = input;
  const position = after ? { startedAt: after[0] as Instant, id: after[1] as OnboardingSessionId } : null;
  const filter = { tenantId, statuses, visibleTenantIds };
  const rows = await unit.onboarding.list({ workspaceId }, filter, { after: position, limit: limit + 1 });
  const [nameOf, connectionOf] = [await namesOf(unit, rows), await connectionsOf(unit, rows)];
  return ok(
    toPage(
      rows,
      request.value,
      ({ startedAt, id }) => [startedAt, id],
      (session): FoundOnboarding => {
        const connection = session.connectionId && connectionOf.get(session.connectionId);
        return {
          session,
          tenantName: (session.tenantId && nameOf.get(session.tenantId)) ?? null,
          selected: connection ? withManifest(connection, setup) : null,
          at,
        };
      },
    ),
  );
}

async function namesOf({ tenants }: StorageUnit, rows: readonly OnboardingSession[]) {
  const among = distinct<TenantId>(rows.map(({ tenantId }) => tenantId));
  const [row] = rows;
  if (!row || among.length === 0) return new Map<TenantId, string>();
  const found = await tenants.list(row, { lifecycles: null, among }, { after: null, limit: among.length });
  return new Map(found.map(({ tenantId, name }) => [tenantId, name]));
}

async function connectionsOf({ connections }: StorageUnit, rows: readonly OnboardingSession[]) {
  const ids = distinct<ConnectionId>(rows.map(({ connectionId }) => connectionId));
  const [row] = rows;
  const found = row && ids.length > 0 ? await connections.find(row, ids) : [];
  return new Map(found.map((connection) => [connection.id, connection]));
}

function distinct<Id>(ids: readonly (Id | null)[]): readonly Id[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
