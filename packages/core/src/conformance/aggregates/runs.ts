import type { RunId } from '../../kernel/ids.ts';
import { value } from '../client/answers.ts';
import { byId, inTenant, ofTenant, ofWorkspace, sample, type SampleOperation } from '../client/sample.ts';
import { anyRun, at, keyRecord, noon, queuedRun, runDraft, runId } from '../fixtures.ts';
import { ending } from '../storage/run-helpers.ts';
import { defineAggregate } from './aggregate.ts';

const sweep: SampleOperation = {
  planes: ['workspace', 'platform', 'system'],
  anyOf: ['operations.start', 'platform.runbooks.run'],
};
const restore: SampleOperation = { planes: ['workspace'], anyOf: ['restore.execute'] };
const read = 'ops.view | operations.view | yes | reads';

/** Operation runs. */
export const runs = defineAggregate({
  name: 'run',
  idMember: 'runId',
  client: {
    create: async ({ system: client }, scope, list) =>
      (await value(client.operations.start({ type: 'acme.sweep', ...scope, inputs: { list } }))).run.id,
    show: 'operations.get',
    idOf: (answer) => (answer as { readonly id: string }).id,
    lists: [
      {
        method: 'operations.list',
        filters: {
          types: ['acme.sweep', 'restore.execute'],
          statuses: ['queued', 'running'],
          outcomes: ['pending', 'failed'],
        },
      },
    ],
    methods: {
      'operations.start': {
        access: 'definition | definition | definition | writes',
        samples: [
          sample(
            'restore',
            inTenant,
            ({ workspaceId, tenantId }) => ({
              type: 'restore.execute',
              workspaceId,
              tenantId,
              idempotencyKey: 'click-1',
              inputs: { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' },
            }),
            { operation: restore, pausable: true },
          ),
          sample(
            'sweep',
            inTenant,
            ({ workspaceId, tenantId }) => ({ type: 'acme.sweep', workspaceId, tenantId, inputs: { list: 'l-1' } }),
            { operation: sweep, pausable: true },
          ),
        ],
        full: ({ workspaceId, tenantId }) => ({
          type: 'acme.sweep',
          workspaceId,
          tenantId,
          idempotencyKey: 'click-1',
          inputs: { list: 'l-1' },
        }),
      },
      'operations.get': { access: read, samples: [byId('runId')] },
      'operations.list': {
        access: read,
        samples: [ofWorkspace('of a workspace'), ofTenant('of a tenant')],
        full: ({ workspaceId, tenantId }) => ({
          workspaceId,
          tenantId,
          types: ['acme.sweep'],
          statuses: ['queued'],
          outcomes: ['pending'],
          from: '2026-11-20T00:00:00Z',
          to: '2026-11-22T00:00:00Z',
          limit: 10,
        }),
      },
      'operations.attention': {
        access: 'ops.view | - | yes | reads',
        samples: [sample('of all workspaces', {}, () => undefined)],
        full: () => ({ window: '7d' }),
      },
      'operations.attentionRuns': {
        access: 'ops.view | - | yes | reads',
        samples: [
          sample('that failed', {}, () => ({ kind: 'failed', window: '7d' })),
          sample('that are stuck', {}, () => ({ kind: 'stuck' })),
        ],
        full: () => ({ kind: 'failed', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', limit: 10 }),
      },
      'operations.cancel': {
        access: 'ops.view+definition | definition | yes | writes',
        // A run that was accepted before may still be ended.
        samples: [byId('runId', { operation: sweep, worksInArchivedTenant: true })],
      },
    },
  },
  storage: {
    store: 'runs',
    record: ({ workspaceId, tenantId, id, createdAt }) => queuedRun(workspaceId, id as RunId, { tenantId, createdAt }),
    insert: ({ runs: store }, scope, run) => store.ensure(scope, runDraft(run)),
    get: ({ runs: store }, scope, id) => store.get(scope, id),
    list: ({ runs: store }, scope, filter, page) => store.list(scope, { ...anyRun, ...filter }, page),
    async seed({ runs: store, idempotency }, scope, n, word) {
      const run = queuedRun(scope.workspaceId, runId(n), { type: word });
      await store.ensure(scope, runDraft(run, { exclusiveKey: `exclusive-${String(n)}` }));
      await idempotency.remember(scope, keyRecord(`key-${String(n)}`, run.id, { requestHash: 'foreign' }), at(-1));
      if (n === underWay) await store.claim(scope, run.id, noon, noon);
    },
    writes({ theirs, mine }) {
      const scope = { workspaceId: theirs };
      const run = queuedRun(theirs, runId(50), { createdAt: at(60) });
      const done = { done: 1, total: 2, note: null };
      return [
        ['runs.ensure', ({ runs: store }) => store.ensure(scope, runDraft(run))],
        [
          'runs.ensure under another scope',
          ({ runs: store }) => store.ensure({ workspaceId: mine }, runDraft({ ...run, id: runId(51) })),
        ],
        ['runs.claim', ({ runs: store }) => store.claim(scope, runId(1), noon, noon)],
        ['runs.progress', ({ runs: store }) => store.progress(scope, { id: runId(underWay), attempt: 1 }, done, noon)],
        ['runs.complete', ({ runs: store }) => store.complete(scope, { id: runId(1), attempt: null }, ending())],
      ];
    },
    platformCalls: {
      'runs.countInFlight of all': ({ runs: store }) => store.countInFlight(null, ['any']),
      'runs.countInFlight of one workspace': ({ runs: store }, scope) => store.countInFlight(scope, ['any']),
      'runs.failures': ({ runs: store }) => store.failures(noon, { among: null, limit: 1 }),
      'runs.stuck': ({ runs: store }) =>
        store.stuck([{ type: null, queued: noon, running: noon }], { among: null, limit: 1 }),
      'runs.listFailed': ({ runs: store }) =>
        store.listFailed({ from: noon, to: null }, null, { after: null, limit: 1 }),
      'runs.listStuck': ({ runs: store }) =>
        store.listStuck([{ type: null, queued: noon, running: noon }], null, { after: null, limit: 1 }),
      'runs.findClaimable': ({ runs: store }) => store.findClaimable(['any'], noon, 1),
    },
  },
});

/** The run that a worker has taken up. */
const underWay = 2;
