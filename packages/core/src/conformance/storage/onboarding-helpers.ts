import type { ConnectionId, OnboardingSessionId } from '../../kernel/ids.ts';
import type {
  OnboardingChange,
  OnboardingEnding,
  OnboardingFilter,
  OnboardingSession,
  OnboardingStore,
} from '../../ports/onboarding-store.ts';
import { equal } from '../check.ts';
import { at, firstPage, newConnection, newSession, noCheckpoints, sessionChange, userA } from '../fixtures.ts';
import type { World } from '../world.ts';

/** The n-th session of a workspace. */
export const sessionId = (n: number): OnboardingSessionId =>
  `onboarding-${String(n).padStart(2, '0')}` as OnboardingSessionId;

/** The n-th connection of a workspace. */
export const connectionId = (n: number): ConnectionId => `connection-${String(n)}` as ConnectionId;

/** How the session of version 1 ends. */
export const ending = (change: Partial<OnboardingEnding> = {}): OnboardingEnding => ({
  version: 1,
  status: 'completed',
  endedBy: { kind: 'user', personId: userA },
  endedAt: at(90),
  checkpoints: { ...noCheckpoints, complete: at(90) },
  ...change,
});

/** The sessions of one world, each call in a unit of its own. */
export function sessionsOf(world: World) {
  const { workspaceId, scope } = world;
  const onStore = <T>(work: (store: OnboardingStore) => Promise<T>): Promise<T> =>
    world.unit(({ onboarding }) => work(onboarding));
  const create = (n: number, change: Partial<OnboardingSession> = {}) =>
    onStore((store) => store.create(scope, newSession(workspaceId, sessionId(n), change)));
  return {
    create,
    /** Creates one that nothing may refuse. */
    async add(n: number, change: Partial<OnboardingSession> = {}): Promise<OnboardingSession> {
      equal(await create(n, change), 'created', 'It is created.');
      return newSession(workspaceId, sessionId(n), change);
    },
    /** Adds a connection of the tenant. */
    addConnection: (n: number, tenantId: Parameters<World['tenant']>[0]) =>
      world.unit(({ connections }) =>
        connections.create(world.tenant(tenantId), newConnection(workspaceId, connectionId(n), { tenantId })),
      ),
    get: (n: number) => onStore((store) => store.get(scope, sessionId(n))),
    openOf: (tenantId: Parameters<World['tenant']>[0]) => onStore((store) => store.openOf(world.tenant(tenantId))),
    list: (filter: Partial<OnboardingFilter> = {}) =>
      onStore((store) =>
        store.list(scope, { tenantId: null, statuses: null, visibleTenantIds: null, ...filter }, firstPage),
      ),
    change: (session: OnboardingSession, change: Partial<OnboardingChange> = {}) =>
      onStore((store) => store.change(scope, session.id, sessionChange(session, change))),
    end: (n: number, change: Partial<OnboardingEnding> = {}) =>
      onStore((store) => store.end(scope, sessionId(n), ending(change))),
  };
}
