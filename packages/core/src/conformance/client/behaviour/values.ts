import { platformOperator, workspaceUser } from '../../../access/actor.ts';
import { platformCapabilities } from '../../../access/capabilities.ts';
import { equal } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { awkwardIds, shortened } from '../awkward-ids.ts';
import { callersIn } from './people.ts';

/** Values on their way there and back. */
export const valueCases: readonly ClientCase[] = [
  ...awkwardIds.map((id): ClientCase => ({
    name: `values: the id "${shortened(id)}" works for workspace, tenant, person and key`,
    run: async (context) => {
      const { system } = await callersIn(await context.newWorld());
      const scope = { workspaceId: id, tenantId: id };
      equal((await value(system.workspaces.create({ workspaceId: id, name: id }))).workspaceId, id, 'A workspace.');
      equal((await value(system.workspaces.get({ workspaceId: id }))).workspaceId, id, 'Read.');
      await value(system.tenants.create({ ...scope, name: id, lifecycle: 'active' }));
      equal((await value(system.tenants.get(scope))).tenantId, id, 'A tenant.');
      await value(system.workspaces.addMember({ workspaceId: id, userId: id, role: 'owner' }));
      await value(system.workspaces.grantTenant({ ...scope, userId: id }));
      const start = { type: 'acme.sweep', ...scope, idempotencyKey: id, inputs: { list: id.slice(0, 50) } } as const;
      const { run } = await value(system.operations.start(start));
      equal((await value(system.operations.list(scope))).items, [run], 'A tenant as a filter.');
      equal(
        (await value(system.audit.list({ ...scope, targetType: 'tenant', targetId: id }))).items.length,
        1,
        'A target.',
      );
      equal(
        (await value(system.controls.evaluate({ control: 'acme.sweep', workspaceId: id }))).effectiveState,
        'enabled',
        'In a query.',
      );
      equal((await failure(system.operations.get({ workspaceId: id, runId: id }))).code, 'not_found', 'No such run.');
      equal(
        await value(system.workspaces.revokeTenant({ ...scope, userId: id })),
        { disposition: 'removed' },
        'Revoked.',
      );
      equal(
        await value(system.workspaces.removeMember({ workspaceId: id, userId: id })),
        { disposition: 'removed' },
        'Removed.',
      );
      equal((await value(system.workspaces.archive({ workspaceId: id }))).status, 'archived', 'Archived.');
    },
  })),
  {
    name: 'values: an unusual id of an activation arrives whole, and is answered as unknown',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld());
      for (const activationId of ['.', '..', 'a/b', 'a+b:c']) {
        const request = { activationId, scope: { type: 'global' }, reason: 'A good reason' } as const;
        equal((await failure(operator.controls.rescope(request))).issues?.[0]?.path, 'activationId', activationId);
      }
    },
  },
  {
    name: 'values: text keeps every character, composed and trimmed as in process',
    run: async (context) => {
      const { system } = await callersIn(await context.newWorld());
      const texts = [
        'Zoë "Ω" \\ 🗝 </script> & % + = ; #',
        'e\u0301tude',
        '  outer white space\t',
        '\u200fשם\u200e, اسم',
        '日本語のテナント',
        '👩‍👩‍👧‍👦'.repeat(10),
        '🗝'.repeat(200),
        `${'x'.repeat(199)}é`,
      ];
      for (const [index, name] of texts.entries()) {
        const tenantId = `t-text-${String(index)}`;
        const created = await value(system.tenants.create({ workspaceId: 'w-1', tenantId, name }));
        equal((await value(system.tenants.get({ workspaceId: 'w-1', tenantId }))).name, created.name, 'Read back.');
      }
      for (const name of [
        '',
        '   ',
        'x'.repeat(201),
        '🗝'.repeat(201),
        'a\u0000b',
        'a\ud800b',
        'line\nbreak',
        '\u202eright to left\u202c',
      ]) {
        const refused = await failure(system.tenants.create({ workspaceId: 'w-1', tenantId: 't-refused', name }));
        equal(
          refused.issues?.map(({ path }) => path),
          ['name'],
          'The text is named.',
        );
      }
    },
  },
  {
    name: 'values: a reason of 500 characters and its public message arrive whole',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld());
      const reason = '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 '.repeat(62).trim();
      const scope = { type: 'global' } as const;
      const { activation } = await value(
        operator.controls.pause({ control: 'acme.sweep', scope, reason, publicMessage: reason }),
      );
      equal([activation.reasonText, activation.publicMessage], [reason, reason], 'Whole.');
    },
  },
  {
    name: 'values: any RFC 3339 instant is taken and answered in UTC with milliseconds',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld());
      const instants = [
        ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00.000Z'],
        ['2026-12-01t00:00:00.1z', '2026-12-01T00:00:00.100Z'],
        ['2026-12-01T05:30:00.123456+05:30', '2026-12-01T00:00:00.123Z'],
        ['2026-11-30T12:00:00-12:00', '2026-12-01T00:00:00.000Z'],
        ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
      ] as const;
      const scope = { type: 'global' } as const;
      for (const [expiresAt, expected] of instants) {
        const pause = { control: 'acme.sweep', scope, reason: 'A good reason', expiresAt } as const;
        const { activation } = await value(operator.controls.pause(pause));
        equal(activation.expiresAt, expected, expiresAt);
      }
      for (const expiresAt of ['2026-12-01', '2026-02-30T00:00:00Z', 'tomorrow', '2026-11-21T12:00:00Z', '']) {
        const refused = await failure(
          operator.controls.pause({ control: 'acme.sweep', scope, reason: 'A good reason', expiresAt }),
        );
        equal(
          refused.issues?.map(({ path }) => path),
          ['expiresAt'],
          expiresAt,
        );
      }
    },
  },
  {
    name: 'values: absent, null and undefined are the same in a request',
    run: async (context) => {
      const { system, operator } = await callersIn(await context.newWorld());
      const nothing = [
        {},
        { externalTenantId: null, lifecycle: null },
        { externalTenantId: undefined, lifecycle: undefined },
      ];
      for (const [index, optional] of nothing.entries()) {
        const request = { workspaceId: 'w-1', tenantId: `t-nil-${String(index)}`, name: 'Nil', ...optional };
        const { externalTenantId, lifecycle } = await value(system.tenants.create(request));
        equal([externalTenantId, lifecycle], [null, 'draft'], 'Absent.');
      }
      const scope = { type: 'global' } as const;
      for (const none of [null, undefined]) {
        const pause = { publicMessage: none, expiresAt: none, expectedVersion: none };
        const { activation } = await value(
          operator.controls.pause({ control: 'acme.sweep', scope, reason: 'A good reason', ...pause }),
        );
        equal([activation.publicMessage, activation.expiresAt], [null, null], 'Null in the answer.');
        const filters = { tenantId: none, types: none, statuses: none, outcomes: none, cursor: none, limit: none };
        equal((await value(system.operations.list({ workspaceId: 'w-1', ...filters }))).items.length, 1, 'No filter.');
        equal((await value(system.workspaces.list(none as undefined))).items.length, 2, 'No request at all.');
      }
      const unknown = { workspaceId: 'w-1', unheardOf: undefined };
      equal((await value(system.workspaces.get(unknown))).workspaceId, 'w-1', 'Also where no such member is known.');
    },
  },
  {
    name: 'values: an allowed set and an emergency session are those of the caller, whatever the transport',
    run: async (context) => {
      const world = await context.newWorld();
      const limited = await world.as(
        platformOperator({
          id: 'op-case',
          label: 'Cléo “Case” 🗝',
          capabilities: platformCapabilities,
          allowedTenants: [{ workspaceId: 'w-1', tenantId: 't-2' }],
          breakGlass: { reason: 'Incident 12' },
        }),
      );
      const { items } = await value(limited.tenants.list({ workspaceId: 'w-1' }));
      equal(
        items.map(({ tenantId }) => tenantId),
        ['t-2'],
        'The person sees the allowed tenant.',
      );
      const scope = { type: 'global' } as const;
      await value(limited.controls.pause({ control: 'acme.sweep', scope, reason: 'A good reason' }));
      const [entry] = (await value(limited.audit.list())).items;
      equal([entry?.metadata['is_break_glass'], entry?.actor.label.text], [true, 'Cléo “Case” 🗝'], 'It is recorded.');
      const other = await world.as(workspaceUser({ id: 'u-owner', label: 'Olga Owner' }));
      equal((await failure(other.controls.list())).code, 'not_found', 'Another caller is another client.');
    },
  },
];
