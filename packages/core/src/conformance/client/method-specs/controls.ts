import { inWorkspace, sample, type MethodSpec, type Place } from '../sample.ts';

const read = 'ops.view ops.controls.manage | - | yes | reads';
const write = 'ops.controls.manage | - | - | writes';

const atScope = { workspaceId: 'scope.workspaceId' } as const;
const scopeOf = ({ workspaceId }: Place) => ({ type: 'workspace', workspaceId });
const everywhere = { type: 'global' } as const;
const reason = 'A good reason';
const pauseOf = (place: Place) => ({
  scope: scopeOf(place),
  reason,
  publicMessage: 'We are looking into it',
  expiresAt: '2026-12-01T00:00:00Z',
  expectedVersion: 1,
});

/** Operational controls. */
export const controlSpecs = {
  'controls.list': { access: read, samples: [sample('all', {}, () => undefined)] },
  'controls.summary': { access: read, samples: [sample('it', {}, () => ({ control: 'restore.execute' }))] },
  'controls.history': { access: read, samples: [sample('it', {}, () => ({ control: 'restore.execute' }))] },
  'controls.changes': {
    access: read,
    samples: [sample('all', {}, () => undefined), sample('of one', {}, () => ({ control: 'restore.execute' }))],
    full: (place) => ({
      control: 'restore.execute',
      activationId: place.activationId,
      actions: ['operational_control.execution_blocked'],
      limit: 10,
    }),
  },
  'controls.evaluate': {
    access: read,
    samples: [
      sample('in a workspace', inWorkspace, ({ workspaceId }) => ({ control: 'restore.execute', workspaceId })),
      sample('everywhere', {}, () => ({ control: 'restore.execute' })),
    ],
  },
  'controls.previewImpact': {
    access: 'ops.controls.manage | - | - | reads',
    samples: [
      sample('of a workspace', atScope, (place) => ({ control: 'restore.execute', scope: scopeOf(place) })),
      sample('everywhere', {}, () => ({ control: 'restore.execute', scope: everywhere, intent: 'resume' })),
    ],
  },
  'controls.pause': {
    access: write,
    samples: [
      sample('in a workspace', atScope, (place) => ({ control: 'acme.notice', scope: scopeOf(place), reason })),
      sample('everywhere', {}, () => ({ control: 'acme.notice', scope: everywhere, reason })),
    ],
    full: (place) => ({ control: 'acme.notice', ...pauseOf(place) }),
  },
  'controls.rescope': {
    access: write,
    samples: [
      sample('to a workspace', atScope, (place) => ({
        activationId: place.activationId,
        scope: scopeOf(place),
        reason,
      })),
    ],
    full: (place) => ({ activationId: place.activationId, ...pauseOf(place) }),
  },
  'controls.resume': {
    access: write,
    samples: [
      sample('in a workspace', atScope, (place) => ({ control: 'acme.notice', scope: scopeOf(place) })),
      sample('everywhere', {}, () => ({ control: 'restore.execute', scope: everywhere })),
    ],
  },
} as const satisfies { readonly [method: string]: MethodSpec };
