import { describe, expect, it } from 'vitest';
import { paths, placeOf } from './paths.ts';
import { pagesOf } from './shell/pages-of.ts';

describe('addresses', () => {
  it.each([
    [paths.home, placeOf('/')],
    [paths.system, { workspaceId: null, page: 'overview', subject: null, part: null }],
    [paths.controls, { workspaceId: null, page: 'controls', subject: null, part: null }],
    [paths.workspace('w-1'), { workspaceId: 'w-1', page: 'overview', subject: null, part: null }],
    [paths.tenants('w-1'), { workspaceId: 'w-1', page: 'tenants', subject: null, part: null }],
    [paths.tenant('w/1', 't:1+2'), { workspaceId: 'w/1', page: 'tenants', subject: 't:1+2', part: null }],
    [paths.tenant('..', '.'), { workspaceId: '..', page: 'tenants', subject: '.', part: null }],
    [paths.connection('w-1', 't/1', '..'), { workspaceId: 'w-1', page: 'tenants', subject: 't/1', part: '..' }],
    [paths.simulation('w-1'), { workspaceId: 'w-1', page: 'simulation', subject: null, part: null }],
    [paths.operation('w-1', 'r-1'), { workspaceId: 'w-1', page: 'operations', subject: 'r-1', part: null }],
    ['/nowhere', { workspaceId: null, page: '', subject: null, part: null }],
    ['/system/nowhere', { workspaceId: null, page: 'nowhere', subject: null, part: null }],
    ['/w/%E0%A4%A', { workspaceId: '%E0%A4%A', page: 'overview', subject: null, part: null }],
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
