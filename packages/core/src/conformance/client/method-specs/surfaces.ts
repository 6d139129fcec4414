import { ofTenant, type MethodSpec } from '../sample.ts';

/** What surfaces show. */
export const surfaceSpecs = {
  'surfaces.actions': {
    access: '- | tenant.view | - | reads',
    samples: [ofTenant('all'), ofTenant('one', { types: ['restore.execute'] })],
  },
} as const satisfies { readonly [method: string]: MethodSpec };
