import { presentLifecycle } from '../../../lifecycle/presentation.ts';
import { equal } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn, noonText } from './people.ts';

const fresh = {
  workspaceId: 'w-1',
  tenantId: 't-new',
  name: 'New',
  externalTenantId: null,
  lifecycle: 'draft',
  presentation: presentLifecycle('draft'),
  createdAt: noonText,
  updatedAt: noonText,
  version: 1,
};

/** Managed tenants. */
export const tenantCases: readonly ClientCase[] = [
  {
    name: 'tenants: one is created and read with its whole shape',
    run: async (context) => {
      const { owner, system } = await callersIn(await context.newWorld());
      const id = { workspaceId: 'w-1', tenantId: 't-new' };
      equal(await value(owner.tenants.create({ ...id, name: 'New' })), fresh, 'A draft of an owner.');
      equal(await value(owner.tenants.get(id)), fresh, 'The person who adds it may see it.');
      const adopted = { workspaceId: 'w-1', tenantId: 't-live', name: 'Live', externalTenantId: 'ext-1.example' };
      equal(
        await value(system.tenants.create({ ...adopted, lifecycle: 'active' })),
        { ...fresh, ...adopted, lifecycle: 'active', presentation: presentLifecycle('active') },
        'Adopted as active.',
      );
    },
  },
  {
    name: 'tenants: a taken id is a conflict, and names the existing tenant where the caller may see it',
    run: async (context) => {
      const { system } = await callersIn(await context.newWorld());
      const active = { name: 'Live', externalTenantId: 'ext-1.example', lifecycle: 'active' } as const;
      await value(system.tenants.create({ workspaceId: 'w-1', tenantId: 't-live', ...active }));
      const id = await failure(system.tenants.create({ workspaceId: 'w-1', tenantId: 't-live', name: 'Again' }));
      equal([id.reason, id.winner], ['exists', { type: 'tenant', id: 't-live' }], 'The id.');
      const external = await failure(system.tenants.create({ workspaceId: 'w-2', tenantId: 't-live', ...active }));
      equal([external.reason, external.winner], ['exists', null], 'The external id. Its tenant is not named.');
    },
  },
  {
    name: 'tenants: a lifecycle changes step by step, and a wrong step or an old version is a conflict',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const id = { workspaceId: 'w-1', tenantId: 't-1' };
      const archived = await value(owner.tenants.changeLifecycle({ ...id, to: 'archived', expectedVersion: 1 }));
      equal([archived.lifecycle, archived.version], ['archived', 2], 'Archived.');
      const old = await failure(owner.tenants.changeLifecycle({ ...id, to: 'active', expectedVersion: 1 }));
      equal([old.code, old.reason], ['conflict', 'version'], 'Changed in the meantime.');
      const wrong = await failure(owner.tenants.changeLifecycle({ ...id, to: 'onboarding' }));
      equal([wrong.code, wrong.reason], ['conflict', 'lifecycle'], 'No such step.');
      const grant = await failure(owner.workspaces.grantTenant({ ...id, userId: 'u-spare' }));
      equal([grant.code, grant.state], ['immutable', 'archived'], 'It is read-only.');
    },
  },
];
