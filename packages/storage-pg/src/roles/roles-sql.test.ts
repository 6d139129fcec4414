import { describe, expect, it } from 'vitest';
import { rolesSql } from './roles-sql.ts';

describe('the SQL of the roles', () => {
  it('creates all four and grants nothing without a login', () => {
    const sql = rolesSql();
    for (const role of ['ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance'])
      expect(sql).toContain(`create role ${role} nologin;`);
    expect(sql).not.toContain('grant');
  });

  it('grants the application every role except the one that deletes', () => {
    expect(rolesSql({ login: 'app' })).toContain('grant ta_workspace, ta_member, ta_platform to %I with inherit false');
    expect(rolesSql({ login: 'app' })).not.toMatch(/grant[^;]*ta_maintenance/);
    expect(rolesSql({ maintenanceLogin: 'cleaner' })).toContain('grant ta_maintenance to %I with inherit false');
  });

  it.each(["app'; drop", 'a$roles$', 'a\\', '', 'a'.repeat(64)])('rejects the login name "%s"', (login) => {
    expect(() => rolesSql({ login })).toThrow('name of a login');
  });
});
