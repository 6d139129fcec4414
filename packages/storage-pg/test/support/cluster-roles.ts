import { migrations } from '../../src/schema.ts';
import { createVersionTableSql, recordSql } from '../../src/migrator/version-table.ts';
import { clusterRoles, unitRoles } from '../../src/roles/index.ts';

/** SQL that grants the roles of earlier versions as they granted them. */
export function clusterRolesSql(login: string): string {
  const create = unitRoles.map(
    (role) =>
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`,
  );
  return `${create.join('\n')}\nGRANT ta_workspace, ta_member, ta_platform TO ${login} WITH INHERIT FALSE, SET TRUE;`;
}

/** SQL that installs a schema as earlier versions did: roles of the whole cluster, and a version table without `works_with`. */
export function earlierInstallSql(schema: string, owner: string): string {
  return [
    `SET ROLE ${owner};`,
    createVersionTableSql(schema, clusterRoles),
    ...migrations.map((migration) => `${migration.up(schema, clusterRoles)}\n${recordSql(schema, migration, 'now()')}`),
    `ALTER TABLE ${schema}.schema_migrations DROP COLUMN works_with;`,
    'RESET ROLE;',
  ].join('\n');
}
