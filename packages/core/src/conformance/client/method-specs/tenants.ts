import { inTenant, ofTenant, ofWorkspace, sample, type MethodSpec } from '../sample.ts';

const write = 'directory.manage | tenants.manage | yes | writes';
const read = 'console.view ops.view | tenant.view | yes | reads';

/** Tenants. */
export const tenantSpecs = {
  'tenants.create': {
    access: write,
    samples: [
      sample(
        'new',
        inTenant,
        ({ workspaceId, tenantId }) => ({
          workspaceId,
          tenantId: tenantId === 't-1' ? 't-new' : tenantId, // any but the one that is there
          name: 'New',
        }),
        { worksInArchivedTenant: true },
      ),
    ],
    full: ({ workspaceId }) => ({
      workspaceId,
      tenantId: 't-new',
      name: 'New',
      externalTenantId: 'ext-1.example',
      lifecycle: 'draft',
    }),
  },
  'tenants.changeLifecycle': {
    access: write,
    samples: [
      sample(
        'archive or back',
        inTenant,
        ({ workspaceId, tenantId, isTenantArchived }) => ({
          workspaceId,
          tenantId,
          to: isTenantArchived ? 'active' : 'archived',
        }),
        { worksInArchivedTenant: true },
      ),
    ],
    full: ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, to: 'archived', expectedVersion: 1 }),
  },
  'tenants.get': { access: read, samples: [ofTenant('it')] },
  'tenants.list': {
    access: read,
    samples: [ofWorkspace('all')],
    full: ({ workspaceId }) => ({ workspaceId, lifecycles: ['active'], limit: 10 }),
  },
} as const satisfies { readonly [method: string]: MethodSpec };
