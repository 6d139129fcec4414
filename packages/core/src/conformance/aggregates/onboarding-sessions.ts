import type { OnboardingSessionId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { OnboardingSession } from '../../ports/onboarding-store.ts';
import type { PersonRef } from '../../ports/people-store.ts';
import { at, newSession, noon, sessionChange, tenantA, tenantB, userB } from '../fixtures.ts';
import { defineStorageEntry } from './aggregate.ts';

/** A session with the instant by which all rows of aggregates are ordered. */
interface ListedSession extends OnboardingSession {
  readonly createdAt: Instant;
}

/** Onboardings of tenants. The rows of the cases were cancelled: a tenant has one open session at most, and they must not block each other. */
export const onboardingSessions = defineStorageEntry<ListedSession>({
  name: 'onboarding',
  storage: {
    store: 'onboarding',
    record: ({ workspaceId, tenantId, id, createdAt }) =>
      listed(cancelled(newSession(workspaceId, id as OnboardingSessionId, { tenantId, startedAt: createdAt }))),
    insert: ({ onboarding }, scope, { createdAt: _, ...session }) =>
      onboarding.create({ workspaceId: scope.workspaceId }, session),
    async get({ onboarding }, scope, id) {
      const session = await onboarding.get(scope, id);
      return session && listed(session);
    },
    async list({ onboarding }, scope, filter, { after, limit }) {
      const position = after && { startedAt: after.createdAt, id: after.id };
      const page = await onboarding.list(scope, { statuses: null, ...filter }, { after: position, limit });
      return page.map(listed);
    },
    /** The first ones are the open ones of both tenants, the third one has no tenant. */
    async seed({ onboarding }, scope, n, word) {
      const tenantId = [null, tenantA, tenantB, null][n] ?? tenantA;
      const session = newSession(scope.workspaceId, `onboarding-${String(n)}` as OnboardingSessionId, {
        tenantId,
        draftName: word,
      });
      await onboarding.create(scope, n <= 3 ? session : cancelled(session));
    },
    writes({ theirs, mine }) {
      const scope = { workspaceId: theirs };
      const id = 'onboarding-1' as OnboardingSessionId;
      const session = newSession(theirs, 'onboarding-50' as OnboardingSessionId, { tenantId: null, startedAt: at(60) });
      const { checkpoints } = session;
      return [
        ['onboarding.create', ({ onboarding }) => onboarding.create(scope, session)],
        [
          'onboarding.create under another scope',
          ({ onboarding }) =>
            onboarding.create({ workspaceId: mine }, { ...session, id: 'onboarding-51' as OnboardingSessionId }),
        ],
        [
          'onboarding.change',
          ({ onboarding }) =>
            onboarding.change(scope, id, sessionChange(newSession(theirs, id), { draftName: 'forged' })),
        ],
        [
          'onboarding.end',
          ({ onboarding }) =>
            onboarding.end(scope, id, { version: 1, status: 'cancelled', endedBy: ender, endedAt: noon, checkpoints }),
        ],
      ];
    },
    platformCalls: {},
  },
});

const ender: PersonRef = { kind: 'user', personId: userB };

function listed(session: OnboardingSession): ListedSession {
  return { ...session, createdAt: session.startedAt };
}

function cancelled(session: OnboardingSession): OnboardingSession {
  return { ...session, status: 'cancelled', endedBy: ender, endedAt: at(80), version: 2 };
}
