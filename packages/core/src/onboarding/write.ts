import { personOf } from '../access/actor.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { sayOnboarding as say } from './messages.ts';
import {
  immutable,
  invalidInput,
  notFound,
  conflict,
  type Conflict,
  type Immutable,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import type { ConnectionId, OnboardingSessionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { lostRace } from '../access/use-case.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { PersonRef } from '../ports/people-store.ts';
import type { ProviderSetup } from '../verification/operation.ts';
import type { SelectedConnection } from './facts.ts';
import { isDecided, withManifest } from './find.ts';

/** What a write names: the session, and the version that its caller saw. */
export interface NamedSession {
  readonly workspaceId: WorkspaceId;
  readonly onboardingId: OnboardingSessionId;
  readonly expectedVersion: number;
}

/** Who writes. Only people do: the access matrix lets no system in. */
export function writerOf({ caller }: Pick<UseCaseContext<unknown>, 'caller'>): PersonRef {
  const person = personOf(caller.actor);
  invariant(person !== null, 'The writes of onboarding are for people.');
  return { kind: person.kind, personId: person.personId };
}

/** The session of a write, not held yet: its tenant is taken first, and what is refused here takes nothing. */
export async function readSession(context: UseCaseContext<NamedSession>) {
  const { unit, input } = context;
  return judgeSession(context, await unit.onboarding.get({ workspaceId: input.workspaceId }, input.onboardingId));
}

/** Holds the session of a write. It is what {@link readSession} found, or the write is refused: every change moves the version. */
export async function holdSession(context: UseCaseContext<NamedSession>) {
  const { unit, input } = context;
  return judgeSession(context, await unit.onboarding.hold({ workspaceId: input.workspaceId }, input.onboardingId));
}

/** The session, if it is still what its caller saw. How it ended comes before its version: that tells more. */
function judgeSession(
  context: UseCaseContext<NamedSession>,
  session: OnboardingSession | null,
): Result<OnboardingSession, NotFound | Immutable | Conflict | typeof lostRace> {
  if (!session) return err(notFound());
  if (!isDecided(session, context)) return err(lostRace);
  if (session.status !== 'open') return err(immutable(session.status));
  return session.version === context.input.expectedVersion ? ok(session) : err(conflict('version'));
}

/** The connection that a session selects: one of its tenant. One of another tenant is answered as one that does not exist. */
export async function judgeConnection(
  { unit }: Pick<UseCaseContext<unknown>, 'unit'>,
  { workspaceId, tenantId }: { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId | null },
  connectionId: ConnectionId,
  setup: ProviderSetup,
): Promise<Result<SelectedConnection, InvalidInput>> {
  if (tenantId === null) return refused('connectionId', 'tenant_identified', 'onboarding.input.tenant_first');
  const connection = await unit.connections.get({ workspaceId }, connectionId);
  return connection?.tenantId === tenantId
    ? ok(withManifest(connection, setup))
    : refused('connectionId', 'connection_of_tenant', 'onboarding.input.connection_of_tenant');
}

/** One thing wrong with a request. */
export function refused(path: string, rule: string, fix: Parameters<typeof say>[0]): Result<never, InvalidInput> {
  return err(invalidInput([issue(path, rule, say(fix))]));
}

/** How the trail names a session: by its tenant, else by what a person called it. */
export function targetOf({ id, draftName }: Pick<OnboardingSession, 'id' | 'draftName'>, tenantName: string | null) {
  return { type: 'tenant_onboarding_session', id, label: tenantName ?? draftName ?? id } as const;
}

/** Names the open session of a tenant that has one already. */
export function existsAlready({ id }: Pick<OnboardingSession, 'id'>): Conflict {
  return conflict('exists', { type: 'tenant_onboarding_session', id });
}
