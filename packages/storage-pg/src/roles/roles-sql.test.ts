import { describe, expect, it } from 'vitest';
import { allRoles, installationRoles, unitRoleOf, unitRoles } from './role-names.ts';
import { rolesSql } from './roles-sql.ts';

describe('the names of the roles', () => {
  it('are those of one database and schema, and readable', () => {
    const { units, application } = installationRoles({ database: 'app', schema: 'tenantatlas' });
    expect(units.ta_platform).toMatch(/^ta_app_[0-9a-f]{10}_platform$/);
    expect(application).toBe(units.ta_platform.replace('_platform', '_app'));
    // Stable: a name that changed would leave an installation without its roles.
    expect(units.ta_workspace).toBe('ta_app_c1fcbc59d3_workspace');
  });

  it('differ for two schemas, two databases, and a division of the same letters', () => {
    const places = [
      { database: 'app', schema: 'tenantatlas' },
      { database: 'app', schema: 'stage' },
      { database: 'app_stage', schema: 'tenantatlas' },
      { database: 'App', schema: 'tenantatlas' },
      { database: 'a', schema: 'pp' },
      { database: 'ap', schema: 'p' },
    ];
    const names = places.flatMap((place) => allRoles(installationRoles(place)));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    { database: 'd'.repeat(63), schema: 's'.repeat(63) },
    { database: 'Kunden-Daten "€" 日本', schema: 'tenantatlas' },
    { database: '"; drop role x', schema: '_' },
  ])('need no quotes and fit into 63 bytes for $database', (place) => {
    for (const name of allRoles(installationRoles(place))) expect(name).toMatch(/^ta_[a-z0-9_]{1,60}$/);
    for (const role of unitRoles) expect(unitRoleOf(installationRoles(place).units[role])).toBe(role);
  });

  it.each(['ta_app', 'eraser', 'app_workspace', 'ta_x_eraser'])('do not count %s among the roles of units', (name) => {
    expect(unitRoleOf(name)).toBeNull();
  });
});

describe('the SQL of the roles', () => {
  const roles = installationRoles({ database: 'app', schema: 'tenantatlas' });

  it('creates all six, grants none to a login without one, and alters no role', () => {
    const sql = rolesSql({ database: 'app' });
    for (const role of unitRoles) expect(sql).toContain(`create role ${roles.units[role]} nologin;`);
    for (const role of [roles.application, roles.eraser])
      expect(sql).toContain(`create role ${role} nologin noinherit;`);
    expect(sql).not.toContain(`grant ${roles.application}`);
    expect(rolesSql({ database: 'app', login: 'x', maintenanceLogin: 'y' })).not.toMatch(/alter/i);
  });

  it('grants a login one role, and the application none that deletes', () => {
    const sql = rolesSql({ database: 'app', login: 'server', maintenanceLogin: 'cleaner' });
    expect(sql).toContain(`format('grant ${roles.application} to %I with inherit false, set true', 'server')`);
    expect(sql).toContain(`format('grant ${roles.eraser} to %I with inherit false, set true', 'cleaner')`);
    expect(sql).not.toContain(
      `grant ${roles.units.ta_maintenance} to %I with inherit false, set true', '${roles.application}'`,
    );
  });

  it.each(["app'; drop", 'a$roles$', 'a\\', '', 'a'.repeat(64)])('rejects the login name "%s"', (login) => {
    expect(() => rolesSql({ database: 'app', login })).toThrow('name of a login');
  });

  it('says what is missing without a database', () => {
    expect(() => rolesSql({} as { database: string })).toThrow('"database" is the name of the database');
  });
});
