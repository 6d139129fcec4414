import { StorageFault } from '@tenantatlas/core/ports';
import type { Migration } from '../migrations/index.ts';
import { checksumOf } from './checksum.ts';
import type { AppliedMigration } from './version-table.ts';

/** How the schema of a database compares with this version of the SDK. */
export interface SchemaStatus {
  readonly schema: string;
  /**
   * - `absent`: nothing was installed yet;
   * - `outdated`: migrations are pending;
   * - `current`: nothing to do;
   * - `newer`: a later version of the SDK has migrated it;
   * - `changed`: a migration was applied with another text than this version's.
   */
  readonly state: 'absent' | 'outdated' | 'current' | 'newer' | 'changed';
  /** The last migration that was applied, 0 for none. */
  readonly version: number;
  /** The last migration that this version knows. */
  readonly latest: number;
  readonly applied: readonly AppliedMigration[];
  readonly pending: readonly { readonly number: number; readonly name: string }[];
}

/** Compares what was applied with what there is. */
export function statusOf(
  schema: string,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[] | null,
): SchemaStatus {
  const latest = migrations.at(-1)?.number ?? 0;
  const version = applied?.at(-1)?.number ?? 0;
  const pending = pendingOf(migrations, applied ?? []).map(({ number, name }) => ({ number, name }));
  const facts = { schema, version, latest, applied: applied ?? [], pending };
  if (version > latest) return { ...facts, state: 'newer' };
  if (hasChanged(migrations, applied ?? [])) return { ...facts, state: 'changed' };
  if (applied === null) return { ...facts, state: 'absent' };
  return { ...facts, state: pending.length > 0 ? 'outdated' : 'current' };
}

/** The migrations that are still to be applied, in order. */
export function pendingOf(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const known = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !known.has(number));
}

/**
 * Rejects what must not be migrated: a newer schema, and one whose migrations had another text. Both are `schema_newer`: the database
 * holds something that this version does not know.
 */
export function refuseUnknown(status: SchemaStatus): void {
  if (status.state === 'newer')
    throw new StorageFault(
      'schema_newer',
      `The schema is at version ${status.version}; this version of the SDK knows ${status.latest}.`,
    );
  if (status.state === 'changed')
    throw new StorageFault(
      'schema_newer',
      'A migration was applied with another text than the one of this version of the SDK.',
    );
}

function hasChanged(migrations: readonly Migration[], applied: readonly AppliedMigration[]): boolean {
  const checksums = new Map(migrations.map((migration) => [migration.number, checksumOf(migration)]));
  return applied.some(({ number, checksum }) => checksums.get(number) !== checksum);
}
