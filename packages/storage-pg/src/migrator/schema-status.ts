import { StorageFault } from '@tenantatlas/core/ports';
import type { Migration } from '../migrations/migration.ts';
import { checksumOf } from './checksum.ts';
import type { AppliedMigration } from './version-table.ts';

/** How the schema of a database compares with this version of the SDK. */
export interface SchemaStatus {
  readonly schema: string;
  /**
   * - `absent`: nothing was installed yet;
   * - `outdated`: migrations are pending;
   * - `current`: nothing to do;
   * - `compatible`: a later version of the SDK has migrated it, and declares that this version works with the result;
   * - `newer`: a later version of the SDK has migrated it, and this version does not work with the result;
   * - `altered`: a migration was applied with another text than this version's.
   */
  readonly state: 'absent' | 'outdated' | 'current' | 'compatible' | 'newer' | 'altered';
  /** The last migration that was applied, 0 for none. */
  readonly version: number;
  /** The last migration that this version knows. */
  readonly latest: number;
  readonly applied: readonly AppliedMigration[];
  readonly pending: readonly { readonly number: number; readonly name: string }[];
}

/** Compares what was applied with what there is. An altered text is reported before everything else, because it makes the numbers meaningless. */
export function statusOf(
  schema: string,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[] | null,
): SchemaStatus {
  const latest = migrations.at(-1)?.number ?? 0;
  const version = applied?.at(-1)?.number ?? 0;
  const pending = pendingOf(migrations, applied ?? []).map(({ number, name }) => ({ number, name }));
  const facts = { schema, version, latest, applied: applied ?? [], pending };
  if (isAltered(migrations, applied ?? [])) return { ...facts, state: 'altered' };
  if (applied === null) return { ...facts, state: 'absent' };
  if (pending.length > 0 && version <= latest) return { ...facts, state: 'outdated' };
  if (version <= latest) return { ...facts, state: 'current' };
  return { ...facts, state: pending.length === 0 && isCompatible(applied, latest) ? 'compatible' : 'newer' };
}

/** The migrations that are still to be applied, in order. */
export function pendingOf(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const known = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !known.has(number));
}

/** Rejects what must not be migrated: a newer schema that this version does not work with, and one whose migrations had another text. */
export function refuseUnknown(status: SchemaStatus): void {
  if (status.state === 'newer')
    throw new StorageFault(
      'schema_newer',
      `The schema is at version ${status.version}; this version of the SDK knows ${status.latest}, and a later migration does not work with it. Upgrade the SDK.`,
    );
  if (status.state === 'altered')
    throw new StorageFault(
      'schema_altered',
      'A migration was applied with another text than the one of this version of the SDK. Use the released package that the database was migrated with, or a later one.',
    );
}

function isAltered(migrations: readonly Migration[], applied: readonly AppliedMigration[]): boolean {
  const checksums = new Map(migrations.map((migration) => [migration.number, checksumOf(migration)]));
  return applied.some(({ number, checksum }) => checksums.has(number) && checksums.get(number) !== checksum);
}

/** Every migration that this version does not know declares that code of this version works with it. */
function isCompatible(applied: readonly AppliedMigration[], latest: number): boolean {
  return applied.every(({ number, worksWith }) => number <= latest || (worksWith !== null && worksWith <= latest));
}
