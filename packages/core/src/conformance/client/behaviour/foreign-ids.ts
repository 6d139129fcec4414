import { platformOperator, workspaceUser } from '../../../access/actor.ts';
import { platformCapabilities } from '../../../access/capabilities.ts';
import { equal } from '../../check.ts';
import { misspeltExternalIds } from '../../fixtures.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn } from './people.ts';

/** Ids of identity providers, and such as an address, a query or a statement could misread. */
const ids = [
  'auth0|507f1f77bcf86cd799439011',
  'google-oauth2|1',
  'Zm9vYmFyCg==',
  '~',
  '.',
  '..',
  '~..',
  '(null)',
  '5',
  'a/b?c=d&e#f%2Fg+h;i',
  '$1;--',
  'x'.repeat(255),
];
const inT1 = { workspaceId: 'w-1', tenantId: 't-1' };

/** Ids and names that other systems choose. */
export const foreignIdCases: readonly ClientCase[] = [
  {
    name: 'foreign ids: a person with the id of an identity provider is added, entitled, found and removed',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator, owner } = await callersIn(world);
      for (const userId of ids) {
        const added = await value(owner.workspaces.addMember({ workspaceId: 'w-1', userId, role: 'manager' }));
        equal([added.userId, added.disposition], [userId, 'granted'], 'A member.');
        const entitled = await value(owner.workspaces.grantTenant({ ...inT1, userId }));
        equal([entitled.userId, entitled.disposition], [userId, 'granted'], 'Entitled.');
        const person = await world.as(workspaceUser({ id: userId, label: 'Bo' }));
        equal((await value(person.tenants.get(inT1))).tenantId, 't-1', 'The person sees the tenant.');
        const told = await value(operator.audit.list({ workspaceId: 'w-1', targetType: 'person', targetId: userId }));
        equal(
          told.items.map(({ target }) => target.id),
          [userId, userId],
          'The trail names the person by that id.',
        );
        const by = await value(operator.audit.list({ workspaceId: 'w-1', actorId: userId }));
        equal(by.items, [], 'The person is the actor of no entry.');
        equal((await value(owner.workspaces.revokeTenant({ ...inT1, userId }))).disposition, 'removed', 'Revoked.');
        const removed = await value(owner.workspaces.removeMember({ workspaceId: 'w-1', userId }));
        equal(removed.disposition, 'removed', 'Removed.');
      }
    },
  },
  {
    name: 'foreign ids: a person without a name that can be shown has access, as an unknown person',
    run: async (context) => {
      const world = await context.newWorld();
      const { system } = await callersIn(world);
      const labels = [
        undefined,
        null,
        '',
        '\u200b',
        'x'.repeat(201),
        'Eve \u202enimda',
        'Ada \ud83d',
        'a\u0000b',
        'two\nlines',
      ];
      for (const [index, label] of labels.entries()) {
        const id = `u-named-${String(index)}`;
        await value(system.workspaces.addMember({ workspaceId: 'w-1', userId: id, role: 'owner' }));
        const person = await world.as(workspaceUser({ id, label }));
        await value(person.tenants.create({ workspaceId: 'w-1', tenantId: `t-${id}`, name: 'New' }));
        const [entry] = (await value(person.audit.list({ workspaceId: 'w-1', actorId: id }))).items;
        const shown = ['Unknown person', 'Unknown person', 'Unknown person', 'Unknown person', `${'x'.repeat(199)}…`];
        const name = [...shown, 'Eve nimda', 'Ada', 'ab', 'two lines'][index];
        equal(entry?.actor.label.text, name, 'What can be shown of the name.');
      }
      const operator = await world.as(
        platformOperator({ id: 'op-unnamed', label: null, capabilities: platformCapabilities }),
      );
      await value(operator.workspaces.list());
    },
  },
  {
    name: 'foreign ids: an Entra tenant in capitals, in braces or with the dot of the root is one tenant',
    run: async (context) => {
      const { system, owner } = await callersIn(await context.newWorld());
      const create = (workspaceId: string, tenantId: string, externalTenantId: string) =>
        system.tenants.create({ workspaceId, tenantId, name: 'X', externalTenantId, lifecycle: 'active' });
      const guid = '1B2C3D4E-AAAA-4BBB-8CCC-0123456789AB';
      const first = await value(create('w-1', 't-guid', `{${guid}}`));
      equal(first.externalTenantId, guid.toLowerCase(), 'The one spelling.');
      await value(create('w-1', 't-domain', 'Contoso.onMicrosoft.com'));
      for (const [index, spelling] of [
        guid,
        guid.toLowerCase(),
        `{${guid.toLowerCase()}}`,
        'contoso.ONMICROSOFT.com.',
      ].entries()) {
        const taken = await failure(create('w-2', `t-${String(index)}`, spelling));
        equal([taken.code, taken.reason], ['conflict', 'exists'], `${spelling} is taken.`);
      }
      const draft = { workspaceId: 'w-1', tenantId: 't-draft', name: 'X', externalTenantId: guid } as const;
      equal((await value(owner.tenants.create(draft))).externalTenantId, guid.toLowerCase(), 'A draft has it too.');
      for (const misspelt of misspeltExternalIds) {
        const malformed = await failure(create('w-2', 't-bad', misspelt));
        equal(
          malformed.issues?.map(({ path, rule }) => [path, rule]),
          [['externalTenantId', 'id']],
          `${misspelt} is neither a GUID nor a domain name.`,
        );
      }
    },
  },
];
