import { isIdToken } from '../../../kernel/ids.ts';
import { inWorkspace, ofTenant, ofWorkspace, sample, type MethodSpec } from '../sample.ts';

const write = 'directory.manage | - | yes | writes';
const read = 'console.view ops.view | workspace.view | yes | reads';
const memberWrite = 'directory.manage | members.manage | yes | writes';

/** Workspaces, and who belongs to them. */
export const workspaceSpecs = {
  'workspaces.create': {
    access: write,
    samples: [
      sample('new', inWorkspace, ({ workspaceId }) => ({
        // A fresh id, unless the place asks for a malformed one.
        workspaceId: isIdToken(workspaceId) ? 'w-new' : workspaceId,
        name: 'New',
      })),
    ],
  },
  'workspaces.archive': { access: write, samples: [ofWorkspace('it')] },
  'workspaces.restore': { access: write, samples: [ofWorkspace('it')] },
  'workspaces.get': { access: read, samples: [ofWorkspace('it')] },
  'workspaces.list': {
    access: read,
    samples: [sample('all', {}, () => ({ limit: 10 })), sample('nothing asked', {}, () => undefined)],
    full: () => ({ status: 'in_service', limit: 10 }),
  },
  'workspaces.addMember': {
    access: memberWrite,
    samples: [ofWorkspace('new', { userId: 'u-new', role: 'operator' })],
  },
  'workspaces.removeMember': { access: memberWrite, samples: [ofWorkspace('spare', { userId: 'u-spare' })] },
  'workspaces.grantTenant': {
    access: memberWrite,
    samples: [ofTenant('spare', { userId: 'u-spare' })],
    full: ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, userId: 'u-spare', role: 'operator' }),
  },
  'workspaces.revokeTenant': {
    access: memberWrite,
    samples: [ofTenant('readonly', { userId: 'u-readonly' })],
  },
} as const satisfies { readonly [method: string]: MethodSpec };
