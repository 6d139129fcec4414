import { ofTenant, ofWorkspace, sample, type MethodSpec, type Place, type Sample } from '../sample.ts';

const access = 'ops.view | audit.view | yes | reads';
const reads = (more: object): readonly Sample[] => [
  sample('of the platform', {}, () => ({ ...more })),
  ofWorkspace('of a workspace', more),
  ofTenant('of a tenant', more),
];
const filters = ({ workspaceId, tenantId }: Place) => ({
  workspaceId,
  tenantId,
  actions: ['tenant.created'],
  actorId: 'seed',
  targetType: 'tenant',
  targetId: 't-1',
  from: '2026-11-20T12:00:00Z',
  to: '2026-11-21T12:00:00Z',
  limit: 10,
});

/** The audit trail. */
export const auditSpecs = {
  'audit.list': { access, samples: reads({}), full: filters },
  'audit.export': {
    access,
    samples: reads({ format: 'ndjson' }),
    full: (place) => ({ ...filters(place), format: 'csv' }),
  },
} as const satisfies { readonly [method: string]: MethodSpec };
