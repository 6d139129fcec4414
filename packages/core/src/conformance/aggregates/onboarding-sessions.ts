import type { ConnectionId, OnboardingSessionId, TenantId, WorkspaceId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { OnboardingSession } from '../../ports/onboarding-store.ts';
import type { PersonRef } from '../../ports/people-store.ts';
import type { TenantScope } from '../../kernel/scope.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import { byId, inWorkspace, ofTenant, ofWorkspace, sample, type Place } from '../client/sample.ts';
import {
  at,
  checkReport,
  newConnection,
  newSession,
  noon,
  runId,
  sentence,
  sessionChange,
  tenantA,
  tenantB,
  userB,
} from '../fixtures.ts';
import { defineAggregate } from './aggregate.ts';

const read = '- | onboarding.view | yes | reads';
const manage = '- | onboarding.manage | - | writes';
const named = { ...inWorkspace, onboardingId: 'onboardingId' } as const;
const seen = ({ workspaceId, ids }: Place) => ({
  workspaceId,
  onboardingId: ids['onboardingId'],
  expectedVersion: 1,
});

/** A session with the instant by which all rows of aggregates are ordered. */
export interface ListedSession extends OnboardingSession {
  readonly createdAt: Instant;
}

/** Onboardings of tenants. The rows of the cases were cancelled: a tenant has one open session at most, and they must not block each other. */
export const onboardingSessions = defineAggregate({
  name: 'onboarding',
  idMember: 'onboardingId',
  client: {
    async create({ inUnit }, { workspaceId, tenantId }, word) {
      const scope = { workspaceId: workspaceId as WorkspaceId, tenantId: tenantId as TenantId };
      const id = `onboarding-${workspaceId}-${tenantId}-${word}` as OnboardingSessionId;
      await inUnit(scope.workspaceId, (unit) => beginReady(unit, scope, id, word));
      return id;
    },
    show: 'onboarding.get',
    idOf: (answer) => (answer as { readonly id: string }).id,
    lists: [{ method: 'onboarding.list', filters: { statuses: ['open', 'cancelled'] } }],
    methods: {
      'onboarding.start': {
        access: manage,
        samples: [ofWorkspace('without a tenant', { draftName: 'Fabrikam' })],
        full: ({ workspaceId }) => ({
          workspaceId,
          onboardingId: 'onboarding-new',
          tenantId: null,
          draftName: 'Fabrikam',
          connectionId: null,
        }),
      },
      'onboarding.get': { access: read, samples: [byId('onboardingId')] },
      'onboarding.list': {
        access: read,
        samples: [ofWorkspace('of a workspace'), ofTenant('of a tenant')],
        full: ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, statuses: ['open'], limit: 10 }),
      },
      'onboarding.readiness': { access: read, samples: [byId('onboardingId')] },
      'surfaces.onboardingVerification': {
        access: '- | tenant.view | - | reads',
        samples: [byId('onboardingId')],
      },
      'onboarding.update': {
        access: manage,
        isForNew: true,
        samples: [
          sample('its name', named, (place) => ({ ...seen(place), draftName: 'Another name' })),
          sample('its connection', named, (place) => ({ ...seen(place), connectionId: null })),
        ],
        full: (place) => ({ ...seen(place), tenantId: place.tenantId, draftName: 'Another name', connectionId: null }),
      },
      'onboarding.complete': { access: manage, isForNew: true, samples: [sample('it', named, seen)] },
      'onboarding.cancel': {
        access: manage,
        isForNew: true,
        samples: [sample('it', named, seen, { worksInArchivedTenant: true })],
      },
    },
  },
  storage: {
    store: 'onboarding',
    record: ({ workspaceId, tenantId, id, createdAt }) =>
      listed(cancelled(newSession(workspaceId, id as OnboardingSessionId, { tenantId, startedAt: createdAt }))),
    insert: ({ onboarding }, scope, { createdAt: _, ...session }: ListedSession) =>
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

/**
 * Begins an onboarding of the tenant that is ready for activation. The one that is open is cancelled before: a tenant has one at most. It is put into the store, because the
 * system begins none, and the tenants of the suite are active.
 */
async function beginReady(
  { connections, onboarding }: StorageUnit,
  scope: TenantScope,
  id: OnboardingSessionId,
  draftName: string,
): Promise<void> {
  if (await onboarding.get(scope, id)) return;
  const open = await onboarding.openOf(scope);
  if (open) await onboarding.end(scope, open.id, { ...open, status: 'cancelled', endedBy: ender, endedAt: noon });
  const connectionId = `${id}-connection` as ConnectionId;
  const checks = [{ ...passed, title: sentence, message: sentence }];
  const connection = newConnection(scope.workspaceId, connectionId, {
    tenantId: scope.tenantId,
    verificationStatus: 'healthy',
    lastErrorReasonCode: null,
    report: checkReport(connectionId, runId(1), { checks }),
  });
  await connections.create(scope, connection);
  const session = newSession(scope.workspaceId, id, { ...scope, draftName, connectionId, version: 1 });
  await onboarding.create(scope, session);
}

const passed = {
  key: 'permissions',
  status: 'pass',
  severity: 'info',
  blocking: true,
  reasonCode: 'ok',
  evidence: [],
} as const;

const ender: PersonRef = { kind: 'user', personId: userB };

function listed(session: OnboardingSession): ListedSession {
  return { ...session, createdAt: session.startedAt };
}

function cancelled(session: OnboardingSession): OnboardingSession {
  return { ...session, status: 'cancelled', endedBy: ender, endedAt: at(80), version: 2 };
}
