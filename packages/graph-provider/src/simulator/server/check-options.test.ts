import { InvariantError } from '@tenantatlas/core/ports';
import { expect, it } from 'vitest';
import { createGraphSimulator } from '../create-simulator.ts';

const clientId = '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab';
const make = (change: object) =>
  createGraphSimulator({ seed: 'options', tenants: [{ name: 'contoso' }], apps: [], ...change });
const app = (change: object) => ({ apps: [{ clientId, displayName: 'Atlas', ...change }] });
const tenant = (change: object) => ({ tenants: [{ name: 'contoso', ...change }] });

it.each<[string, object]>([
  ['tenant', { tenant: [] }],
  ['tenants', { tenants: [] }],
  ['name', { tenants: [null] }],
  ['user', tenant({ user: 3 })],
  ['tenants[0].users', tenant({ users: '3' })],
  ['tenants[0].displayName', tenant({ displayName: 7 })],
  ['tenants[0].licences', tenant({ licences: ['P3'] })],
  ['tenants[].name', { tenants: [{ name: 'a' }, { name: 'a' }] }],
  ['clientId', { apps: [null] }],
  ['secret', app({ secret: 'x' })],
  ['apps[0].secrets', app({ secrets: 'abc' })],
  ['value', app({ secrets: [1] })],
  ['apps[0].secrets', app({ secrets: [{ value: '' }] })],
  ['apps[0].secrets.expiresAt', app({ secrets: [{ value: 'abc', expiresAt: 1.5 }] })],
  ['apps[0].certificates', app({ certificates: 'abc' })],
  ['apps[0].certificates', app({ certificates: ['abc'] })],
  ['apps[0].redirectUris', app({ redirectUris: [1] })],
  ['apps[0].permissions', app({ permissions: 'User.Read.All' })],
  ['apps[0].delegatedPermissions', app({ delegatedPermissions: [null] })],
  ['apps[0].consentedBy', app({ consentedBy: ['fabrikam'] })],
  ['graph', { origins: null }],
  ['Graph', { origins: { graph: 'https://a.example', login: 'https://b.example', Graph: 'x' } }],
  ['origins.login', { origins: { graph: 'https://a.example' } }],
  ['perTenant', { throttle: null }],
  ['perUser', { throttle: { perUser: { limit: 1, perSeconds: 1 } } }],
  ['limit', { throttle: { perApp: 7 } }],
  ['throttle.perTenant.limit', { throttle: { perTenant: { perSeconds: 1 } } }],
  ['throttle.perApp.perSeconds', { throttle: { perApp: { limit: 1, perSeconds: '1' } } }],
  ['controlToken', { controlToken: 'short' }],
  ['clock', { clock: 7 }],
])('names %s in what is wrong with %j', (name, change) => {
  expect(() => make(change)).toThrow(InvariantError);
  expect(() => make(change)).toThrow(/^createGraphSimulator: /);
  expect(() => make(change)).toThrow(name);
});

it('takes what its types allow, and nothing where a member is undefined', () => {
  const full = {
    ...tenant({ displayName: 'Contoso', users: 0, licences: ['P2'] }),
    ...app({
      secrets: [{ value: 'a secret', expiresAt: 1 }],
      consentedBy: ['contoso'],
      permissions: ['User.Read.All'],
    }),
    throttle: { perTenant: { limit: 1, perSeconds: 0.5 }, perApp: undefined },
    origins: undefined,
  };
  expect(() => make(full)).not.toThrow();
});
