import { lostRace, type UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import {
  conflict,
  immutable,
  notFound,
  type Conflict,
  type Immutable,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { ProviderSetup } from '../verification/operation.ts';
import { newlyReached, reached, recordCheckpoints } from './checkpoints.ts';
import type { SelectedConnection } from './facts.ts';
import { foundOf, selectedOf } from './find.ts';
import { judge, type FoundOnboarding } from './readiness.ts';
import type { updateInput } from './schema.ts';
import { holdWorkspace, judgeTenant, takeTenant } from './tenant.ts';
import { existsAlready, holdSession, judgeConnection, readSession, refused, targetOf, writerOf } from './write.ts';

type Context = UseCaseContext<InputOf<typeof updateInput>>;

/** The members that a person can change. */
const members = ['tenantId', 'draftName', 'connectionId'] as const;

/**
 * Changes an open session. A write without a change is refused unless it finds a checkpoint completed that no earlier one had: then it keeps that, so that a page that goes
 * on to its next step says so.
 */
export async function update(
  context: Context,
  setup: ProviderSetup,
): Promise<Result<FoundOnboarding, NotFound | InvalidInput | Conflict | Immutable | typeof lostRace>> {
  const { unit, input, now: at } = context;
  const { workspaceId } = input;
  const held = await holdWorkspace(context, workspaceId);
  if (held.isErr()) return err(held.error);
  const read = await readSession(context);
  if (read.isErr()) return err(read.error);
  const taken = await takeTenantOf(context, read.value);
  if (taken.isErr()) return err(taken.error);
  const before = await holdSession(context);
  if (before.isErr()) return err(before.error);
  const session = before.value;
  const wanted = wantedOf(session, context);
  const selected = await selectionOf(context, session, wanted, setup);
  if (selected.isErr()) return err(selected.error);
  const { state } = judge(foundOf({ ...session, ...wanted }, selected.value, context));
  const checkpoints = reached(session.checkpoints, state, at);
  const changed = members.filter((member) => wanted[member] !== session[member]);
  const completed = newlyReached(session.checkpoints, checkpoints);
  if (changed.length === 0 && completed.length === 0) return err(conflict('nothing_to_do'));
  const { version } = session;
  const change = { ...wanted, checkpoints, updatedBy: writerOf(context), updatedAt: at, version };
  const written = await unit.onboarding.change({ workspaceId }, session.id, change);
  if (written === 'changed_meanwhile') return err(lostRace);
  if ('openSession' in written) return err(existsAlready(written.openSession));
  const found = foundOf(written, selected.value, context);
  const target = targetOf(written, found.tenantName);
  await record(context, {
    action: 'onboarding.updated',
    workspaceId,
    tenantId: written.tenantId,
    target,
    summary: { name: target.label },
    metadata: {
      changed: changed.join(', '),
      checkpoints: completed.join(', '),
      connection_id: written.connectionId,
    },
  });
  await recordCheckpoints(context, session.checkpoints, written, state.lifecycleState);
  return ok(found);
}

type Wanted = Pick<OnboardingSession, (typeof members)[number]>;

/** What is left out stays; null takes the name or the connection away, and never the tenant. */
function wantedOf(session: OnboardingSession, { input }: Context): Wanted {
  return {
    tenantId: session.tenantId ?? input.tenantId ?? null,
    draftName: input.draftName === undefined ? session.draftName : input.draftName,
    connectionId: input.connectionId === undefined ? session.connectionId : input.connectionId,
  };
}

/** Takes the tenant of the session: the one that it has, or the one that this write identifies. */
async function takeTenantOf(
  context: Context,
  { workspaceId, tenantId }: OnboardingSession,
): Promise<Result<null, NotFound | Immutable | InvalidInput | Conflict | typeof lostRace>> {
  const asked = context.input.tenantId ?? null;
  if (tenantId === null) {
    if (asked === null) return ok(null);
    const tenant = await judgeTenant(context, { workspaceId, tenantId: asked });
    return tenant.isErr() ? err(tenant.error) : takeTenant(context, tenant.value, 'onboarding');
  }
  const tenant = await context.unit.tenants.get({ workspaceId, tenantId });
  if (!tenant) return err(notFound());
  if (tenant.lifecycle === 'archived') return err(immutable('archived'));
  const taken = await takeTenant(context, tenant);
  if (taken.isErr()) return err(taken.error);
  return asked === null || asked === tenantId
    ? ok(null)
    : refused('tenantId', 'identified_once', 'onboarding.input.identified_once');
}

async function selectionOf(
  context: Context,
  session: OnboardingSession,
  { tenantId, connectionId }: Wanted,
  setup: ProviderSetup,
): Promise<Result<SelectedConnection | null, InvalidInput>> {
  if (connectionId === session.connectionId) return ok(await selectedOf(context.unit, session, setup));
  const { workspaceId } = session;
  return connectionId ? judgeConnection(context, { workspaceId, tenantId }, connectionId, setup) : ok(null);
}
