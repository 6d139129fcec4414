import { canonicalHash } from '../../kernel/hash.ts';
import type { ConnectionId } from '../../kernel/ids.ts';
import type { ProviderConnection, StoredConnection } from '../../ports/connection-store.ts';
import type { VerificationReport } from '../../ports/verification-report.ts';
import { value } from '../client/answers.ts';
import { byId, inTenant, inWorkspace, ofTenant, ofWorkspace, sample, type Place } from '../client/sample.ts';
import {
  acknowledgementOf,
  at,
  checkReport,
  connectionChange,
  newConnection,
  noon,
  runId,
  tenantA,
} from '../fixtures.ts';
import { defineAggregate } from './aggregate.ts';

const read = '- | tenant.view | yes | reads';
const manage = '- | connections.manage | yes | writes';
const place = ({ workspaceId, ids }: Place) => ({ workspaceId, connectionId: ids['connectionId'] });
const at_ = { ...inWorkspace, connectionId: 'connectionId' } as const;

/** Connections to providers. */
export const connections = defineAggregate({
  name: 'connection',
  idMember: 'connectionId',
  client: {
    create: async ({ system: client }, scope, displayName) =>
      (
        await value(
          client.connections.create({
            ...scope,
            provider: 'scripted',
            connectionType: 'platform',
            displayName,
            externalTenantId: 'contoso.example',
          }),
        )
      ).id,
    show: 'connections.get',
    idOf: (answer) => (answer as { readonly id: string }).id,
    lists: [{ method: 'connections.list', filters: { provider: 'scripted' } }],
    prepare: async ({ connections: store }, scope, id) => {
      const connection = await store.get(scope, id as ConnectionId);
      if (connection) await store.keepCheck(scope, connection.id, { ...connection, report: failedReport(connection) });
    },
    methods: {
      'connections.create': {
        access: manage,
        samples: [
          sample('one', inTenant, ({ workspaceId, tenantId }) => ({
            workspaceId,
            tenantId,
            provider: 'scripted',
            connectionType: 'platform',
            displayName: 'Main connection',
          })),
        ],
        full: ({ workspaceId, tenantId }) => ({
          workspaceId,
          tenantId,
          provider: 'scripted',
          connectionType: 'dedicated',
          displayName: 'Main connection',
          externalTenantId: 'Contoso.example',
          credentialReference: 'vault/contoso',
          isDefault: true,
        }),
      },
      'connections.get': { access: read, samples: [byId('connectionId')] },
      'connections.list': {
        access: read,
        samples: [ofWorkspace('of a workspace'), ofTenant('of a tenant')],
        full: ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, provider: 'scripted', limit: 10 }),
      },
      'connections.consentUrl': { access: '- | connections.manage | - | writes', samples: [byId('connectionId')] },
      'connections.permissions': { access: read, samples: [byId('connectionId')] },
      'connections.acknowledge': {
        access: '- | onboarding.manage | - | writes',
        samples: [
          sample('a failed check', at_, (where) => ({
            ...place(where),
            check: 'permissions',
            fingerprint: failedFingerprint,
            reason: 'Not needed by this customer',
          })),
        ],
      },
      'connections.update': {
        access: manage,
        samples: [sample('its name', at_, (where) => ({ ...place(where), displayName: 'Another name' }))],
        full: (where) => ({
          ...place(where),
          displayName: 'Another name',
          connectionType: 'dedicated',
          externalTenantId: 'contoso.example',
          credentialReference: 'vault/contoso',
          isEnabled: false,
          isDefault: true,
          expectedVersion: 1,
        }),
      },
      'connections.verify': {
        access: '- | onboarding.manage operations.start | yes | writes',
        samples: [byId('connectionId')],
      },
    },
  },
  storage: {
    store: 'connections',
    record: ({ workspaceId, tenantId, id, createdAt }): StoredConnection => ({
      ...newConnection(workspaceId, id as ConnectionId, { tenantId: tenantId ?? tenantA, createdAt }),
      isDefault: false,
      checkRun: null,
      acknowledgements: [],
    }),
    insert: ({ connections: store }, scope, row) => store.create({ ...scope, tenantId: row.tenantId }, plain(row)),
    get: ({ connections: store }, scope, id) => store.get(scope, id),
    list: ({ connections: store }, scope, filter, page) => store.list(scope, { provider: null, ...filter }, page),
    async seed({ connections: store }, scope, n, word) {
      const connection = newConnection(scope.workspaceId, `connection-${String(n)}` as ConnectionId, {
        displayName: word,
      });
      const tenant = { ...scope, tenantId: tenantA };
      await store.create(tenant, connection);
      await store.makeDefault(tenant, connection, false);
      if (n !== 1) return;
      await store.keepCheck(scope, connection.id, { ...connection, report: failedReport(connection) });
      await store.acknowledge(scope, connection.id, acknowledgementOf(failedReport(connection)));
    },
    writes({ theirs, mine }) {
      const scope = { workspaceId: theirs };
      const id = 'connection-1' as ConnectionId;
      const draft = acknowledgementOf(failedReport({ id, changedAt: noon }));
      const connection = newConnection(theirs, 'connection-50' as ConnectionId, { createdAt: at(60) });
      const report = checkReport(id, runId(1), { createdAt: at(90) });
      return [
        ['connections.create', ({ connections: store }) => store.create({ ...scope, tenantId: tenantA }, connection)],
        [
          'connections.create under another scope',
          ({ connections: store }) =>
            store.create(
              { workspaceId: mine, tenantId: tenantA },
              { ...connection, id: 'connection-51' as ConnectionId },
            ),
        ],
        [
          'connections.change',
          ({ connections: store }) => store.change(scope, id, connectionChange(connection, { displayName: 'forged' })),
        ],
        [
          'connections.makeDefault',
          ({ connections: store }) =>
            store.makeDefault(
              { ...scope, tenantId: tenantA },
              { provider: 'scripted', id: 'connection-2' as ConnectionId },
              false,
            ),
        ],
        ['connections.noteCheckRun', ({ connections: store }) => store.noteCheckRun(scope, id, runId(9))],
        [
          'connections.acknowledge',
          ({ connections: store }) =>
            store.acknowledge(scope, id, { ...draft, before: { ...draft, runId: runId(1) }, reason: 'forged' }),
        ],
        ['connections.keepCheck', ({ connections: store }) => store.keepCheck(scope, id, { ...connection, report })],
      ];
    },
    platformCalls: {},
  },
});

/** The fingerprint of {@link failedReport}: its one check by key, status, reason code and blocking flag. */
const failedFingerprint = canonicalHash([['permissions', 'fail', 'provider_permission_missing', 'false']]);

/** The report of a first check that found something to acknowledge. */
function failedReport({ id, changedAt }: Pick<ProviderConnection, 'id' | 'changedAt'>): VerificationReport {
  return checkReport(id, runId(1), { checked: changedAt });
}

function plain({
  isDefault: _,
  checkRun: _run,
  acknowledgements: _said,
  ...connection
}: StoredConnection): ProviderConnection {
  return connection;
}
