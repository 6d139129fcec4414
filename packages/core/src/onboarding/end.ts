import { lostRace, type UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { conflict, immutable, type Conflict, type Immutable, type NotFound } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { OnboardingEnding, OnboardingSession } from '../ports/onboarding-store.ts';
import type { ProviderSetup } from '../verification/operation.ts';
import { reached, recordCheckpoints } from './checkpoints.ts';
import type { SelectedConnection } from './facts.ts';
import { foundOf, selectedOf, withManifest } from './find.ts';
import { judge, type FoundOnboarding } from './readiness.ts';
import type { endInput } from './schema.ts';
import type { OnboardingState } from './state.ts';
import { holdWorkspace, releaseTenant, takeTenant } from './tenant.ts';
import { holdSession, readSession, targetOf, writerOf } from './write.ts';

type Context = UseCaseContext<InputOf<typeof endInput>>;
type Ended = Result<FoundOnboarding, NotFound | Conflict | Immutable | typeof lostRace>;

/**
 * Completes a session: its tenant becomes active in the same unit, or stays so where an owner has made it active already. The connection is held while it is judged, so
 * that no report and no change of it comes in between. It is judged before as well: a session that is not ready takes no lock of its tenant, and does not ask whether the
 * tenant is active elsewhere, because nothing proves that the tenant is the caller's.
 */
export async function complete(context: Context, setup: ProviderSetup): Promise<Ended> {
  const { unit, now: at } = context;
  const read = await readOpen(context);
  if (read.isErr()) return err(read.error);
  const { workspaceId, tenantId } = read.value;
  const tenant = tenantId && (await unit.tenants.get({ workspaceId, tenantId }));
  if (!tenant) return err(conflict('not_ready'));
  if (tenant.lifecycle === 'archived') return err(immutable('archived'));
  const seen = judge(foundOf(read.value, await selectedOf(unit, read.value, setup), context));
  if (seen.state.lifecycleState !== 'ready_for_activation') return err(conflict('not_ready'));
  const taken = await takeTenant(context, tenant, tenant.lifecycle === 'onboarding' ? 'active' : tenant.lifecycle);
  if (taken.isErr() && taken.error === lostRace) return err(lostRace);
  const before = await holdSession(context);
  if (before.isErr()) return err(before.error);
  const session = before.value;
  const selected = await holdSelected(context, session, setup);
  const { state } = judge(foundOf(session, selected, context));
  if (state.lifecycleState !== 'ready_for_activation') return err(conflict('not_ready'));
  if (tenant.lifecycle === 'draft') return err(conflict('lifecycle'));
  if (taken.isErr()) return err(taken.error);
  const checkpoints = reached(session.checkpoints, { lastCompletedCheckpoint: 'complete' }, at);
  const ended = await end(context, session, { status: 'completed', checkpoints }, selected, state);
  if (ended.isErr()) return err(ended.error);
  const target = targetOf(session, tenant.name);
  await record(context, {
    action: 'onboarding.completed',
    workspaceId,
    tenantId,
    target,
    summary: { name: target.label },
    metadata: { connection_id: session.connectionId },
  });
  return ok(ended.value);
}

/** Cancels a session. A tenant that is still in its onboarding becomes a draft again. One that was archived in it stays archived, and becomes a draft when it is restored. */
export async function cancel(context: Context, setup: ProviderSetup): Promise<Ended> {
  const { unit, now: at } = context;
  const read = await readOpen(context);
  if (read.isErr()) return err(read.error);
  const { workspaceId, tenantId } = read.value;
  const tenant = tenantId && (await unit.tenants.get({ workspaceId, tenantId }));
  const released = tenant ? await releaseTenant(context, tenant) : ok({ restoresTo: null });
  if (released.isErr()) return err(released.error);
  const before = await holdSession(context);
  if (before.isErr()) return err(before.error);
  const session = before.value;
  const selected = await selectedOf(unit, session, setup);
  const { state } = judge(foundOf(session, selected, context));
  const checkpoints = reached(session.checkpoints, state, at);
  const ended = await end(context, session, { status: 'cancelled', checkpoints }, selected, state);
  if (ended.isErr()) return err(ended.error);
  const target = targetOf(session, tenant ? tenant.name : null);
  await record(context, {
    action: 'onboarding.cancelled',
    workspaceId,
    tenantId,
    target,
    summary: { name: target.label },
    metadata: { lifecycle_state: state.lifecycleState, tenant_restores_to: released.value.restoresTo },
  });
  return ok(ended.value);
}

/** Holds the workspace and reads the session. Its tenant is taken next, then the session: the order of every writer. */
async function readOpen(
  context: Context,
): Promise<Result<OnboardingSession, NotFound | Conflict | Immutable | typeof lostRace>> {
  const held = await holdWorkspace(context, context.input.workspaceId);
  return held.isErr() ? err(held.error) : readSession(context);
}

async function holdSelected(
  { unit }: Context,
  { workspaceId, connectionId }: OnboardingSession,
  setup: ProviderSetup,
): Promise<SelectedConnection | null> {
  const connection = connectionId && (await unit.connections.hold({ workspaceId }, connectionId));
  return connection ? withManifest(connection, setup) : null;
}

async function end(
  context: Context,
  session: OnboardingSession,
  ending: Pick<OnboardingEnding, 'status' | 'checkpoints'>,
  selected: SelectedConnection | null,
  { lifecycleState }: OnboardingState,
): Promise<Result<FoundOnboarding, typeof lostRace>> {
  const { unit, now: endedAt } = context;
  const { workspaceId, id, version } = session;
  const by = { endedBy: writerOf(context), endedAt, version };
  const ended = await unit.onboarding.end({ workspaceId }, id, { ...ending, ...by });
  if (ended === 'changed_meanwhile') return err(lostRace);
  await recordCheckpoints(context, session.checkpoints, ended, lifecycleState);
  return ok(foundOf(ended, selected, context));
}
