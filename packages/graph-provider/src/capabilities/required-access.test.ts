import type { RequiredPermission } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { forbidden, guid, noConsent, scriptedGraph } from '../../test/support/scripted-graph.ts';
import { microsoftGraphAppId } from './grants.ts';
import { readRequiredAccess } from './required-access.ts';

const needed = (key: string, type: RequiredPermission['type'] = 'application'): RequiredPermission => ({
  key,
  type,
  features: ['Feature'],
  since: 1,
});
const role = (id: number, value: string | null, more: object = {}) => ({
  id: guid(id),
  value,
  isEnabled: true,
  allowedMemberTypes: ['Application'],
  ...more,
});
const graphWith = (appRoles: readonly object[], oauth2PermissionScopes: readonly object[] = []) => ({
  appId: microsoftGraphAppId,
  appRoles,
  oauth2PermissionScopes,
});
const answering = (...value: readonly unknown[]) => scriptedGraph({ servicePrincipals: { body: { value } } });

it('ids are those of the tenant, in the order of what is required, with names in either case', async () => {
  const graph = graphWith([role(1, 'A.Read'), role(2, 'B.Read')], [{ id: guid(3), value: 'a.read', isEnabled: true }]);
  const required = [needed('b.READ'), needed('A.Read'), needed('A.Read', 'delegated')];
  const access = await readRequiredAccess(answering(graph), required);
  expect(access._unsafeUnwrap()).toEqual({
    resource: {
      resourceAppId: microsoftGraphAppId,
      resourceAccess: [
        { id: guid(2), type: 'Role' },
        { id: guid(1), type: 'Role' },
        { id: guid(3), type: 'Scope' },
      ],
    },
    notOffered: [],
  });
});

describe('a permission is not offered', () => {
  it.each([
    ['that the tenant does not know', role(1, 'Other.Read')],
    ['that is disabled', role(1, 'A.Read', { isEnabled: false })],
    ['that people have and apps cannot', role(1, 'A.Read', { allowedMemberTypes: ['User'] })],
    ['whose role has no name', role(1, null)],
  ])('%s', async (_, offered) => {
    const access = await readRequiredAccess(answering(graphWith([offered])), [needed('A.Read')]);
    expect(access._unsafeUnwrap()).toMatchObject({
      resource: { resourceAccess: [] },
      notOffered: [{ key: 'A.Read', type: 'application' }],
    });
  });

  it('of one type because the other has its name', async () => {
    const graph = graphWith([role(1, 'A.Read')]);
    const access = await readRequiredAccess(answering(graph), [needed('A.Read', 'delegated')]);
    expect(access._unsafeUnwrap().notOffered).toHaveLength(1);
  });
});

describe('another answer is a failure and never a list', () => {
  it.each([
    ['none', [], 'no_graph_service_principal'],
    ['another app', [{ ...graphWith([]), appId: guid(9) }], 'no_graph_service_principal'],
    ['no roles', [{ appId: microsoftGraphAppId, oauth2PermissionScopes: [] }], 'invalid_response'],
    ['an id that ends a text', [graphWith([role(1, 'A.Read', { id: "1' or '1" })])], 'invalid_response'],
  ])('%s', async (_, value, providerCode) => {
    const access = await readRequiredAccess(answering(...value), [needed('A.Read')]);
    expect(access._unsafeUnwrapErr()).toMatchObject({ collection: 'failed', reason: { providerCode } });
  });

  it.each([forbidden, noConsent])('a refusal: $reason.code', async (failure) => {
    const access = await readRequiredAccess(scriptedGraph({ servicePrincipals: { failure } }), [needed('A.Read')]);
    expect(access._unsafeUnwrapErr()).toEqual(failure);
  });
});
