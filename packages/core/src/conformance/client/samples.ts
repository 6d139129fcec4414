import type { MethodName } from '../../access/matrix.ts';

/** Where a request points to. */
export interface Place {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly runId: string;
  readonly activationId: string;
  /** Whether the tenant is archived, so that the way leads back. */
  readonly isTenantArchived: boolean;
}

/** The rules of the definition of a started or cancelled operation, repeated here. */
export interface SampleOperation {
  readonly planes: readonly ('workspace' | 'platform' | 'system')[];
  readonly anyOf: readonly string[];
}

/** A valid request of one method. */
export interface Sample {
  readonly name: string;
  request(place: Place): { readonly [key: string]: unknown } | undefined;
  /** Where the request carries the parts of its place; absent parts are not in it. */
  readonly at: { readonly workspaceId?: string; readonly tenantId?: string; readonly runId?: string };
  readonly operation?: SampleOperation;
  /** Whether the pauses of the test world stand in the way. */
  readonly pausable?: true;
}

const sweep: SampleOperation = {
  planes: ['workspace', 'platform', 'system'],
  anyOf: ['operations.start', 'platform.runbooks.run'],
};
const restore: SampleOperation = { planes: ['workspace'], anyOf: ['restore.execute'] };

const workspace = { workspaceId: 'workspaceId' } as const;
const tenant = { ...workspace, tenantId: 'tenantId' } as const;
const run = { ...workspace, runId: 'runId' } as const;
const pauseScope = { workspaceId: 'scope.workspaceId' } as const;

const one = (name: string, at: Sample['at'], request: Sample['request'], more: Partial<Sample> = {}): Sample => ({
  name,
  at,
  request,
  ...more,
});

const isToken = (text: string): boolean => /^[A-Za-z0-9._:+/-]{1,120}$/.test(text);
/** A fresh id, unless the place asks for a malformed one. */
const fresh = (id: string, asked: string): string => (isToken(asked) ? id : asked);
const workspaceScope = ({ workspaceId }: Place) => ({ type: 'workspace', workspaceId });
const auditReads = (more: object): readonly Sample[] => [
  one('of the platform', {}, () => ({ ...more })),
  one('of a workspace', workspace, ({ workspaceId }) => ({ workspaceId, ...more })),
  one('of a tenant', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, ...more })),
];

/** Valid requests of every method. A method without one does not compile. */
export const samples: { readonly [method in MethodName]: readonly Sample[] } = {
  'workspaces.create': [
    one('new', workspace, ({ workspaceId }) => ({ workspaceId: fresh('w-new', workspaceId), name: 'New' })),
  ],
  'workspaces.archive': [one('it', workspace, ({ workspaceId }) => ({ workspaceId }))],
  'workspaces.restore': [one('it', workspace, ({ workspaceId }) => ({ workspaceId }))],
  'workspaces.get': [one('it', workspace, ({ workspaceId }) => ({ workspaceId }))],
  'workspaces.list': [one('all', {}, () => ({ limit: 10 })), one('nothing asked', {}, () => undefined)],
  'workspaces.members': [one('all', workspace, ({ workspaceId }) => ({ workspaceId }))],
  'workspaces.addMember': [
    one('new', workspace, ({ workspaceId }) => ({ workspaceId, userId: 'u-new', role: 'operator' })),
  ],
  'workspaces.removeMember': [one('spare', workspace, ({ workspaceId }) => ({ workspaceId, userId: 'u-spare' }))],
  'workspaces.grantTenant': [
    one('spare', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, userId: 'u-spare' })),
  ],
  'workspaces.revokeTenant': [
    one('readonly', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, userId: 'u-readonly' })),
  ],
  'tenants.create': [
    one('new', tenant, ({ workspaceId, tenantId }) => ({
      workspaceId,
      tenantId: tenantId === 't-1' ? 't-new' : tenantId, // any but the one that is there
      name: 'New',
    })),
  ],
  'tenants.changeLifecycle': [
    one('archive or back', tenant, ({ workspaceId, tenantId, isTenantArchived }) => ({
      workspaceId,
      tenantId,
      to: isTenantArchived ? 'active' : 'archived',
    })),
  ],
  'tenants.get': [one('it', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId }))],
  'tenants.list': [one('all', workspace, ({ workspaceId }) => ({ workspaceId }))],
  'controls.list': [one('all', {}, () => undefined)],
  'controls.summary': [one('it', {}, () => ({ control: 'restore.execute' }))],
  'controls.history': [one('it', {}, () => ({ control: 'restore.execute' }))],
  'controls.evaluate': [
    one('in a workspace', workspace, ({ workspaceId }) => ({ control: 'restore.execute', workspaceId })),
    one('everywhere', {}, () => ({ control: 'restore.execute' })),
  ],
  'controls.previewImpact': [
    one('of a workspace', pauseScope, (place) => ({ control: 'restore.execute', scope: workspaceScope(place) })),
    one('everywhere', {}, () => ({ control: 'restore.execute', scope: { type: 'global' } })),
  ],
  'controls.pause': [
    one('in a workspace', pauseScope, (place) => ({
      control: 'acme.notice',
      scope: workspaceScope(place),
      reason: 'A good reason',
    })),
    one('everywhere', {}, () => ({ control: 'acme.notice', scope: { type: 'global' }, reason: 'A good reason' })),
  ],
  'controls.rescope': [
    one('to a workspace', pauseScope, (place) => ({
      activationId: place.activationId,
      scope: workspaceScope(place),
      reason: 'A good reason',
    })),
  ],
  'controls.resume': [
    one('in a workspace', pauseScope, (place) => ({ control: 'acme.notice', scope: workspaceScope(place) })),
    one('everywhere', {}, () => ({ control: 'restore.execute', scope: { type: 'global' } })),
  ],
  'operations.start': [
    one(
      'restore',
      tenant,
      ({ workspaceId, tenantId }) => ({
        type: 'restore.execute',
        workspaceId,
        tenantId,
        idempotencyKey: 'click-1',
        inputs: { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' },
      }),
      { operation: restore, pausable: true },
    ),
    one(
      'sweep',
      tenant,
      ({ workspaceId, tenantId }) => ({ type: 'acme.sweep', workspaceId, tenantId, inputs: { list: 'l-1' } }),
      { operation: sweep, pausable: true },
    ),
  ],
  'operations.get': [one('it', run, ({ workspaceId, runId }) => ({ workspaceId, runId }))],
  'operations.list': [
    one('of a workspace', workspace, ({ workspaceId }) => ({ workspaceId })),
    one('of a tenant', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId })),
  ],
  'operations.cancel': [one('it', run, ({ workspaceId, runId }) => ({ workspaceId, runId }), { operation: sweep })],
  'surfaces.actions': [
    one('all', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId })),
    one('one', tenant, ({ workspaceId, tenantId }) => ({ workspaceId, tenantId, types: ['restore.execute'] })),
  ],
  'audit.list': auditReads({}),
  'audit.export': auditReads({ format: 'ndjson' }),
};
