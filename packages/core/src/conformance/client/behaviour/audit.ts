import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn, noonText } from './people.ts';

/** The audit trail. */
export const auditCases: readonly ClientCase[] = [
  {
    name: 'audit: an entry has its whole shape, and the platform has a separate ledger',
    run: async (context) => {
      const { system, operator } = await callersIn(await context.newWorld());
      await value(system.workspaces.create({ workspaceId: 'w-3', name: 'Größe "Ω" \\ 🗝' }));
      const { items } = await value(operator.audit.list({ workspaceId: 'w-3' }));
      equal(items.length, 1, 'One entry.');
      const name = 'Größe "Ω" \\ 🗝';
      equal(
        items[0],
        {
          id: items[0]?.id,
          recordedAt: noonText,
          action: 'workspace.created',
          actionLabel: { id: 'audit.action.workspace.created', params: {}, text: 'Workspace created' },
          outcome: 'success',
          actor: {
            kind: 'system',
            id: 'test',
            label: { id: 'people.system', params: { name: 'test' }, text: 'System (test)' },
          },
          target: { type: 'workspace', id: 'w-3', label: name },
          workspaceId: 'w-3',
          tenantId: null,
          operationRunId: null,
          summary: { id: 'audit.summary.workspace_created', params: { name }, text: `Workspace ${name} created` },
          metadata: {},
        },
        'The entry.',
      );
      await value(operator.controls.pause({ control: 'acme.sweep', scope: { type: 'global' }, reason: 'An incident' }));
      const platform = await value(operator.audit.list());
      equal(
        platform.items.map(({ action }) => action),
        ['operational_control.paused'],
        'The platform ledger.',
      );
      equal(await value(operator.audit.list({ workspaceId: null })), platform, 'Null is absent.');
    },
  },
  {
    name: 'audit: filters narrow the list, and several actions widen it',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const count = async (filter: object): Promise<number> =>
        (await value(owner.audit.list({ workspaceId: 'w-1', limit: 200, ...filter }))).items.length;
      const [all, members, tenants] = [
        await count({}),
        await count({ actions: ['membership.granted'] }),
        await count({ actions: ['tenant.created'] }),
      ];
      holds(members > 0 && tenants > 0 && all > members + tenants, 'There is something of each kind.');
      equal(await count({ actions: ['membership.granted', 'tenant.created'] }), members + tenants, 'Either.');
      equal(await count({ actions: null }), all, 'Null is absent.');
      holds((await count({ tenantId: 't-1' })) > 0, 'Of a tenant.');
      equal(await count({ targetType: 'tenant', targetId: 't-1' }), 1, 'About a target.');
      equal(await count({ actorId: 'unknown' }), 0, 'By an unknown actor.');
    },
  },
  {
    name: 'audit: windows and instants, both ends included, and not both kinds at once',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner } = await callersIn(world);
      world.advance(60_000);
      const count = async (range: object): Promise<number> =>
        (await value(owner.audit.list({ workspaceId: 'w-1', limit: 200, ...range }))).items.length;
      const all = await count({});
      equal(await count({ window: '24h' }), all, 'Within a day.');
      equal(await count({ from: '2026-11-21T13:00:00+01:00', to: '2026-11-21t12:00:00.000999z' }), all, 'Any zone.');
      equal(await count({ from: '2026-11-21T12:00:00.001Z' }), 0, 'Later.');
      const both = await failure(owner.audit.list({ workspaceId: 'w-1', window: '7d', from: '2026-11-21T12:00:00Z' }));
      equal(
        both.issues?.map(({ path }) => path),
        ['window'],
        'Not both.',
      );
      const alone = await failure(owner.audit.list({ workspaceId: 'w-1', targetId: 't-1' }));
      equal(
        alone.issues?.map(({ path }) => path),
        ['targetType'],
        'An id names a target only with its type.',
      );
    },
  },
  {
    name: 'audit: an export is the same entries as pages of a file, in every format and of both ledgers',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld({ paused: true }));
      for (const ledger of [{}, { workspaceId: 'w-1' }]) {
        for (const format of ['ndjson', 'csv', 'ocsf'] as const) {
          const whole = await value(operator.audit.export({ ...ledger, format, limit: 200 }));
          const texts: string[] = [];
          let cursor: string | null = null;
          do {
            const request = { ...ledger, format, limit: 3, cursor };
            const page: typeof whole = await value(operator.audit.export(request));
            equal(page.contentType, whole.contentType, 'Every page is of the same type.');
            texts.push(page.text);
            cursor = page.nextCursor;
          } while (cursor !== null);
          equal(texts.join(''), whole.text, `The pages are the file: ${format}.`);
        }
      }
    },
  },
];
