import type { lostRace, UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import type { Conflict, Immutable, InvalidInput, NotFound } from '../kernel/errors.ts';
import type { OnboardingSessionId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { ProviderSetup } from '../verification/operation.ts';
import { noCheckpoint, reached, recordCheckpoints } from './checkpoints.ts';
import type { SelectedConnection } from './facts.ts';
import { foundOf } from './find.ts';
import { judge, type FoundOnboarding } from './readiness.ts';
import type { startInput } from './schema.ts';
import { holdWorkspace, judgeTenant, takeTenant } from './tenant.ts';
import { existsAlready, judgeConnection, targetOf, writerOf } from './write.ts';

type Context = UseCaseContext<InputOf<typeof startInput>>;

/** Starts an onboarding. With a tenant, it is identified in the same unit. */
export async function start(
  context: Context,
  setup: ProviderSetup,
): Promise<Result<FoundOnboarding, NotFound | InvalidInput | Conflict | Immutable | typeof lostRace>> {
  const { unit, input, now: at } = context;
  const { workspaceId } = input;
  const held = await holdWorkspace(context, workspaceId);
  if (held.isErr()) return err(held.error);
  const tenantId = input.tenantId ?? null;
  const tenant = tenantId && (await judgeTenant(context, { workspaceId, tenantId }));
  if (tenant?.isErr()) return err(tenant.error);
  const selected = await selectionOf(context, setup);
  if (selected.isErr()) return err(selected.error);
  const draft = draftOf(context);
  const taken = tenant?.isOk() ? await takeTenant(context, tenant.value, 'onboarding') : ok(null);
  if (taken.isErr()) return err(taken.error);
  const { state } = judge(foundOf(draft, selected.value, context));
  const session = { ...draft, checkpoints: reached(noCheckpoint, state, at) };
  const outcome = await unit.onboarding.create({ workspaceId }, session);
  if (outcome !== 'created') return err(existsAlready(outcome === 'exists' ? session : outcome.openSession));
  const found = foundOf(session, selected.value, context);
  const target = targetOf(session, found.tenantName);
  await record(context, {
    action: 'onboarding.started',
    workspaceId,
    tenantId,
    target,
    summary: { name: target.label },
    metadata: { connection_id: session.connectionId },
  });
  await recordCheckpoints(context, noCheckpoint, session, state.lifecycleState);
  return ok(found);
}

async function selectionOf(
  context: Context,
  setup: ProviderSetup,
): Promise<Result<SelectedConnection | null, InvalidInput>> {
  const { workspaceId, tenantId = null, connectionId = null } = context.input;
  return connectionId ? judgeConnection(context, { workspaceId, tenantId }, connectionId, setup) : ok(null);
}

function draftOf(context: Context): OnboardingSession {
  const { input, now: at, environment } = context;
  const by = writerOf(context);
  return {
    workspaceId: input.workspaceId,
    id: input.onboardingId ?? (environment.ids.next() as OnboardingSessionId),
    tenantId: input.tenantId ?? null,
    draftName: input.draftName ?? null,
    connectionId: input.connectionId ?? null,
    status: 'open',
    checkpoints: noCheckpoint,
    startedBy: by,
    startedAt: at,
    updatedBy: by,
    updatedAt: at,
    endedBy: null,
    endedAt: null,
    version: 1,
  };
}
