import { schemaIdentifier } from '../schema/identifier.ts';
import { accessSql } from './0001-foundation/access.ts';
import { platformTablesSql } from './0001-foundation/platform-tables.ts';
import { runTablesSql } from './0001-foundation/run-tables.ts';
import { workspaceTablesSql } from './0001-foundation/workspace-tables.ts';
import type { Migration } from './migration.ts';

/** Workspaces, people, tenants, controls with their gates, the audit trail and operation runs. */
export const foundation: Migration = {
  number: 1,
  name: 'foundation',
  worksWith: 1,
  up: (schema, roles) => {
    const s = schemaIdentifier(schema);
    return [platformTablesSql(s), workspaceTablesSql(s), runTablesSql(s), accessSql(s, roles)].join('\n');
  },
};
