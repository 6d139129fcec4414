import { describe, expect, it } from 'vitest';
import { paths, placeOf } from './paths.ts';
import { pagesOf } from './shell/pages-of.ts';

describe('addresses', () => {
  it.each([
    [paths.home, placeOf('/')],
    [paths.system, { workspaceId: null, page: 'overview', subject: null, part: null }],
    [paths.controls, { workspaceId: null, page: 'controls', subject: null, part: null }],
    [paths.telemetry, { workspaceId: null, page: 'telemetry', subject: null, part: null }],
    [paths.workspace('w-1'), { workspaceId: 'w-1', page: 'overview', subject: null, part: null }],
    [paths.tenants('w-1'), { workspaceId: 'w-1', page: 'tenants', subject: null, part: null }],
    [paths.tenant('w/1', 't:1+2'), { workspaceId: 'w/1', page: 'tenants', subject: 't:1+2', part: null }],
    [paths.tenant('..', '.'), { workspaceId: '..', page: 'tenants', subject: '.', part: null }],
    [paths.connection('w-1', 't/1', '..'), { workspaceId: 'w-1', page: 'tenants', subject: 't/1', part: '..' }],
    [paths.mainConnection('w-1', 't/1'), { workspaceId: 'w-1', page: 'tenants', subject: 't/1', part: null }],
    [paths.simulation('w-1'), { workspaceId: 'w-1', page: 'simulation', subject: null, part: null }],
    [paths.onboardings('w-1'), { workspaceId: 'w-1', page: 'onboarding', subject: null, part: null }],
    [paths.onboarding('w-1', 'o/1'), { workspaceId: 'w-1', page: 'onboarding', subject: 'o/1', part: null }],
    [paths.operation('w-1', 'r-1'), { workspaceId: 'w-1', page: 'operations', subject: 'r-1', part: null }],
    ['/nowhere', { workspaceId: null, page: '', subject: null, part: null }],
    ['/system/nowhere', { workspaceId: null, page: 'nowhere', subject: null, part: null }],
    ['/w/%E0%A4%A', { workspaceId: '%E0%A4%A', page: 'overview', subject: null, part: null }],
  ])('%s survives a round trip', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it('lead workspace users to no page of the system console', () => {
    expect(pagesOf(null, { plane: 'workspace', capabilities: [] })).toEqual([]);
    const operator = { plane: 'platform', capabilities: ['platform.console.view'] } as const;
    expect(pagesOf(null, operator).map(({ id }) => id)).toEqual([
      'overview',
      'controls',
      'workspaces',
      'operations',
      'telemetry',
      'audit',
    ]);
    for (const { id, href } of pagesOf('w-1', { plane: 'workspace', capabilities: [] }))
      expect(placeOf(href).page).toBe(id);
  });

  it('lead an operator to the figures of product usage only with a capability that opens them', () => {
    const pagesWith = (...capabilities: readonly string[]) =>
      pagesOf(null, { plane: 'platform', capabilities }).map(({ id }) => id);
    expect(pagesWith('platform.ops.view')).toContain('telemetry');
    expect(pagesWith('platform.ops.controls.manage')).not.toContain('telemetry');
  });
});
