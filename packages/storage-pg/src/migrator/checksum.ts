import { createHash } from 'node:crypto';
import type { Migration } from '../migrations/migration.ts';
import { clusterRoles } from '../roles/index.ts';

/** The name that stands for the schema, so that the checksum is the same whatever a host calls its schema. */
const placeholder = 'schema_placeholder';

/** SHA-256 of a migration's text, in hex, whatever the schema and its roles are called. */
export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.up(placeholder, clusterRoles)).digest('hex');
}
