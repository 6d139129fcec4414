import { sample, type MethodSpec } from '../sample.ts';

const access = 'console.view ops.view | - | yes | reads';
const samples = [
  sample('of the last day', {}, () => undefined),
  sample('of a window', {}, () => ({ window: '7d' })),
  sample('of a range', {}, () => ({ from: '2026-11-20T12:34:56Z', to: '2026-11-21T12:00:00Z' })),
];
const full = () => ({ from: '2026-10-01T00:00:00Z', to: '2026-11-21T12:00:00Z' });

/** Product usage. */
export const telemetrySpecs = {
  'telemetry.summary': { access, samples, full },
  'telemetry.trend': { access, samples, full },
} as const satisfies { readonly [method: string]: MethodSpec };
