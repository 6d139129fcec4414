import { describe, expect, it } from 'vitest';
import { decodeQuery } from './decode-query.ts';
import { encodeQuery } from './encode-query.ts';
import { integer, list, scope, text } from './query.ts';

const fields = [text('tenantId', 'tenant_id'), list('actions', 'action'), integer('limit'), scope()];
const there = (request: { readonly [member: string]: unknown }) =>
  decodeQuery(fields, encodeQuery(fields, request, ['workspaceId']));

describe('a request survives the query', () => {
  it.each([
    [{}],
    [{ tenantId: 't-1', actions: ['a', 'b'], limit: 5, scope: { type: 'workspace', workspaceId: 'w-1' } }],
    [{ tenantId: '' }],
    [{ tenantId: 'a+b c&d=e%2F#ä' }],
    [{ actions: [] }],
    [{ actions: ['one'] }],
    [{ limit: 0 }],
    [{ limit: -1 }],
    [{ limit: 1.5 }],
    [{ scope: { type: 'global' } }],
  ])('%j unchanged', (request) => {
    expect(there(request)).toEqual(request);
  });

  it('without absent members and members in the path', () => {
    expect(there({ tenantId: null, actions: undefined, workspaceId: 'w-1' })).toEqual({});
  });
});

describe('an undeclared member never arrives as a declared one', () => {
  it.each([
    [{ tenant_id: 't-1' }, ['tenant_id']],
    [{ action: ['a'] }, ['action']],
    [{ workspace_id: 'w-1' }, ['workspace_id']],
    [{ unknown: 1, __proto__: null }, ['unknown']],
  ])('%j of a request', (request, members) => {
    expect(Object.keys(there(request))).toEqual(members);
  });

  it.each([
    ['tenantId=t-1', { 'query.tenantId': ['t-1'] }],
    ['actions=a&actions=b', { 'query.actions': ['a', 'b'] }],
    ['actions=a&action=b', { 'query.actions': ['a'], actions: ['b'] }],
    ['x=1&x=2', { x: ['1', '2'] }],
    ['tenant_id=a&tenant_id=b', { tenantId: ['a', 'b'] }],
    ['limit=', { limit: '' }],
    ['limit=5&limit=5', { limit: ['5', '5'] }],
  ])('%s of a query', (query, members) => {
    expect(decodeQuery(fields, new URLSearchParams(query))).toEqual(members);
  });

  it('by a name that objects inherit', () => {
    const read = decodeQuery(fields, new URLSearchParams('__proto__=1&constructor=2'));
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  });
});
