import { describe, expect, it } from 'vitest';
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

/** The table "which method needs what" as far as its methods exist: methods | platform | workspace user | system. */
const specMatrix = `
  workspaces.create workspaces.archive workspaces.restore | directory.manage | - | yes
  workspaces.get workspaces.list | console.view ops.view ops.controls.manage | workspace.view | yes
  workspaces.members workspaces.addMember workspaces.removeMember workspaces.grantTenant workspaces.revokeTenant | directory.manage | members.manage | yes
  tenants.create tenants.changeLifecycle | directory.manage | tenants.manage | yes
  tenants.get tenants.list | console.view ops.view | tenant.view | yes
  controls.list controls.summary controls.history controls.evaluate | ops.view ops.controls.manage | - | yes
  controls.previewImpact controls.pause controls.rescope controls.resume | ops.controls.manage | - | -
  operations.start | definition | definition | definition
  operations.get operations.list | ops.view | operations.view | yes
  operations.cancel | ops.view+definition | definition | yes
  surfaces.actions | - | tenant.view | -
  audit.list audit.export | ops.view | audit.view | yes
`;

const specRows = specMatrix
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [methods, platform, user, system] = line.split('|').map((cell) => cell.trim()) as [
      string,
      string,
      string,
      string,
    ];
    return methods.split(' ').map((method) => ({ method: method as MethodName, platform, user, system }));
  });

function asCell(requirement: MethodAccess['platform'] | MethodAccess['user']): string {
  if (requirement === null) return '-';
  const short = (capabilities: readonly string[]) => capabilities.map((each) => each.replace(/^platform\./, ''));
  if (requirement.needs === 'any_of') return short(requirement.capabilities).join(' ');
  return [...short(requirement.and), 'definition'].join('+');
}

describe('the access matrix', () => {
  it.each(specRows)('$method', ({ method, platform, user, system }) => {
    const row: MethodAccess = accessMatrix[method];
    expect({
      platform: asCell(row.platform),
      user: asCell(row.user),
      system: row.system === true ? 'yes' : row.system === false ? '-' : row.system,
    }).toEqual({ platform, user, system });
  });

  it('has no row beyond the specification', () => {
    expect(Object.keys(accessMatrix).sort()).toEqual(specRows.map(({ method }) => method).sort());
  });

  const reads = ['get', 'list', 'export', 'summary', 'history', 'evaluate', 'previewImpact', 'actions', 'members'];
  it.each(Object.entries(accessMatrix))('declares whether %s writes', (method, { writes }) => {
    expect(writes).toBe(!reads.includes(method.split('.')[1] ?? ''));
  });
});
