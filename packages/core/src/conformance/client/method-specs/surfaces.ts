import { inWorkspace, ofTenant, sample, type MethodSpec } from '../sample.ts';

/** What surfaces show. */
export const surfaceSpecs = {
  'surfaces.actions': {
    access: '- | tenant.view | - | reads',
    samples: [ofTenant('all'), ofTenant('one', { types: ['restore.execute'] })],
  },
  'surfaces.tenantVerification': {
    access: '- | tenant.view | - | reads',
    samples: [ofTenant('of a tenant'), ofTenant('of a provider', { provider: 'scripted' })],
  },
  'surfaces.recentOperations': {
    access: '- | tenant.view | - | reads',
    samples: [ofTenant('of a tenant'), ofTenant('as many as there can be', { limit: 25 })],
  },
  'surfaces.pauses': {
    access: '- | tenant.view | - | reads',
    samples: [sample('of a workspace', inWorkspace, ({ workspaceId }) => ({ workspaceId }))],
  },
} as const satisfies { readonly [method: string]: MethodSpec };
