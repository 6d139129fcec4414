import type { RawRequest } from '../access/raw-request.ts';
import type { Located, UseCaseContext } from '../access/use-case.ts';
import { notFound, type NotFound } from '../kernel/errors.ts';
import { isIdToken, type OnboardingSessionId, type TenantId, type WorkspaceId } from '../kernel/ids.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { manifestOf, type ProviderSetup } from '../verification/operation.ts';
import type { SelectedConnection } from './facts.ts';
import type { FoundOnboarding } from './readiness.ts';

/** Where a session belongs: its tenant is what the caller must be entitled to. One without a tenant belongs to the workspace. */
export async function locateSession(
  unit: StorageUnit,
  workspaceId: WorkspaceId,
  { onboardingId }: RawRequest,
): Promise<Located | null> {
  // A malformed id names nothing; the input step reports it after the workspace is settled.
  if (typeof onboardingId !== 'string' || !isIdToken(onboardingId)) return { tenantId: null, definition: null };
  const session = await unit.onboarding.get({ workspaceId }, onboardingId as OnboardingSessionId);
  return session && { tenantId: session.tenantId, definition: null };
}

/** The same, where the request may identify the tenant: then the caller must be entitled to that one. */
export async function locateIdentified(
  unit: StorageUnit,
  workspaceId: WorkspaceId,
  request: RawRequest,
): Promise<Located | null> {
  const located = await locateSession(unit, workspaceId, request);
  const { tenantId } = request;
  if (!located || located.tenantId !== null || typeof tenantId !== 'string' || !isIdToken(tenantId)) return located;
  return { ...located, tenantId: tenantId as TenantId };
}

/** Whether access was decided for the tenant of the session. Not so when the tenant was identified in between. */
export function isDecided({ tenantId }: OnboardingSession, { scope }: Pick<UseCaseContext<unknown>, 'scope'>): boolean {
  return tenantId === null || tenantId === scope?.tenantId;
}

/** The selected connection as it is now; null without one, and when it is gone. */
export async function selectedOf(
  unit: StorageUnit,
  { workspaceId, connectionId }: Pick<OnboardingSession, 'workspaceId' | 'connectionId'>,
  setup: ProviderSetup,
): Promise<SelectedConnection | null> {
  const connection = connectionId && (await unit.connections.get({ workspaceId }, connectionId));
  return connection ? withManifest(connection, setup) : null;
}

/** A connection with what its provider needs. */
export function withManifest(connection: StoredConnection, setup: ProviderSetup): SelectedConnection {
  return { connection, manifest: manifestOf(setup, connection.provider) };
}

/** One session with what was read for it, in a fixed number of statements. */
export async function findOnboarding(
  context: UseCaseContext<{ readonly workspaceId: WorkspaceId; readonly onboardingId: OnboardingSessionId }>,
  setup: ProviderSetup,
): Promise<Result<FoundOnboarding, NotFound>> {
  const { unit, input } = context;
  const session = await unit.onboarding.get({ workspaceId: input.workspaceId }, input.onboardingId);
  if (!session || !isDecided(session, context)) return err(notFound());
  return ok(foundOf(session, await selectedOf(unit, session, setup), context));
}

/** A session with what was read for it. The name of its tenant is known from the access check. */
export function foundOf(
  session: OnboardingSession,
  selected: SelectedConnection | null,
  { scope, now: at }: Pick<UseCaseContext<unknown>, 'scope' | 'now'>,
): FoundOnboarding {
  const tenantName = session.tenantId === null ? null : (scope?.facts.tenant?.name ?? null);
  return { session, tenantName, selected, at };
}
