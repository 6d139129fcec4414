import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { microsoftPermissions } from './manifest.ts';

it('asks for application permissions that read, and nothing else', () => {
  expect(microsoftPermissions.provider).toBe('microsoft');
  expect(microsoftPermissions.version).toBe(2);
  expect(microsoftPermissions.permissions.map(({ key, type, since }) => [key, type, since])).toEqual([
    ['Directory.Read.All', 'application', 1],
    ['RoleManagement.Read.Directory', 'application', 1],
    ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'application', 1],
    ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 'application', 2],
    ['Policy.Read.All', 'application', 1],
    ['DeviceManagementConfiguration.Read.All', 'application', 1],
  ]);
  for (const { key } of microsoftPermissions.permissions) expect(key).not.toMatch(/write/i);
});

it('is the table of the guide', () => {
  const guide = readFileSync(new URL('../../../../docs/guide/microsoft-graph.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `([A-Za-z.]+)`\s+\| ([^|]+?)\s*\|$/gm)].map(([, key, features]) => [
    key,
    features,
  ]);
  expect(rows).toEqual(microsoftPermissions.permissions.map(({ key, features }) => [key, features.join(', ')]));
});
