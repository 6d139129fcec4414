import { describe, expect, it } from 'vitest';
import { paths, placeOf } from './paths.ts';
import { pagesOf } from './shell/pages-of.ts';

describe('addresses', () => {
  it.each([
    [paths.home, placeOf('/')],
    [paths.system, { workspaceId: null, page: 'overview', subject: null }],
    [paths.controls, { workspaceId: null, page: 'controls', subject: null }],
    [paths.workspace('w-1'), { workspaceId: 'w-1', page: 'overview', subject: null }],
    [paths.tenants('w-1'), { workspaceId: 'w-1', page: 'tenants', subject: null }],
    [paths.tenant('w/1', 't:1+2'), { workspaceId: 'w/1', page: 'tenants', subject: 't:1+2' }],
    [paths.tenant('..', '.'), { workspaceId: '..', page: 'tenants', subject: '.' }],
    [paths.operation('w-1', 'r-1'), { workspaceId: 'w-1', page: 'operations', subject: 'r-1' }],
    ['/nowhere', { workspaceId: null, page: '', subject: null }],
    ['/system/nowhere', { workspaceId: null, page: 'nowhere', subject: null }],
    ['/w/%E0%A4%A', { workspaceId: '%E0%A4%A', page: 'overview', subject: null }],
  ])('%s survives a round trip', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it('lead workspace users to no page of the system console', () => {
    expect(pagesOf(null, { plane: 'workspace' })).toEqual([]);
    expect(pagesOf(null, { plane: 'platform' }).map(({ id }) => id)).toEqual([
      'overview',
      'controls',
      'workspaces',
      'operations',
      'audit',
    ]);
    for (const { id, href } of pagesOf('w-1', { plane: 'workspace' })) expect(placeOf(href).page).toBe(id);
  });
});
