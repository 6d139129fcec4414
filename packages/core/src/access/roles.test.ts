import { describe, expect, it } from 'vitest';
import { methodSpecs } from '../conformance/client/method-specs/index.ts';
import { specRoles } from '../conformance/client/spec-roles.ts';
import { platformCapabilities, workspaceCapabilities } from './capabilities.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';
import { roleCapabilities } from './roles.ts';

describe('roles', () => {
  it.each(['readonly', 'operator', 'manager', 'owner'] as const)(
    '%s grants what the table says, and no more',
    (role) => {
      expect([...roleCapabilities[role]].sort()).toEqual([...specRoles[role]].sort());
    },
  );

  it('cover every workspace capability', () => {
    expect([...workspaceCapabilities].sort()).toEqual([...specRoles.owner].sort());
  });

  it('cannot be changed at run time', () => {
    expect(() => (roleCapabilities.readonly as string[]).push('restore.execute')).toThrow(TypeError);
  });
});

it('platform capabilities are those of the specification', () => {
  expect([...platformCapabilities].sort()).toEqual([
    'platform.access_system_panel',
    'platform.console.view',
    'platform.directory.manage',
    'platform.ops.controls.manage',
    'platform.ops.view',
    'platform.runbooks.findings.lifecycle_backfill',
    'platform.runbooks.run',
    'platform.runbooks.view',
  ]);
});

/** The table "which method needs what", typed out where the suite specifies the methods. */
const specRows = (Object.keys(methodSpecs) as MethodName[]).map((method) => {
  const [platform, user, system, effect] = methodSpecs[method].access.split('|').map((cell) => cell.trim());
  return { method, platform, user, system, effect };
});

function asCell(requirement: MethodAccess['platform'] | MethodAccess['user']): string {
  if (requirement === null) return '-';
  if (requirement.needs === 'access') return 'access';
  const short = (capabilities: readonly string[]) => capabilities.map((each) => each.replace(/^platform\./, ''));
  if (requirement.needs === 'any_of') return short(requirement.capabilities).join(' ');
  return [...short(requirement.and), 'definition'].join('+');
}

describe('the access matrix', () => {
  it.each(specRows)('$method', ({ method, ...spec }) => {
    const row: MethodAccess = accessMatrix[method];
    expect({
      platform: asCell(row.platform),
      user: asCell(row.user),
      system: row.system === true ? 'yes' : row.system === false ? '-' : row.system,
      effect: row.writes ? 'writes' : 'reads',
    }).toEqual(spec);
  });

  it('has no row beyond the specification', () => {
    expect(Object.keys(accessMatrix).sort()).toEqual(specRows.map(({ method }) => method).sort());
  });
});
