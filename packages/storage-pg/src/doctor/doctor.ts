import type { SqlDatabase } from '../executor/sql-database.ts';
import type { SchemaStatus } from '../migrator/index.ts';
import { checkDurability } from './durability-checks.ts';
import type { Finding } from './finding.ts';
import { checkRoles } from './role-checks.ts';
import { readRoles } from '../roles/index.ts';
import { inOrderOfRepair, repairOf, type RepairContext } from './repair.ts';
import { compareFacts, inspectSchema, type SchemaDifference } from './schema-facts.ts';
import { schemaManifest } from './schema-manifest.ts';

/** What the doctor found. */
export interface DoctorReport {
  readonly schema: string;
  /** True if no finding has the level `problem`. */
  readonly healthy: boolean;
  readonly version: number;
  /** Milliseconds that the database's clock is ahead of this process's; expiry is judged by the process's. */
  readonly clockSkewMillis: number;
  readonly findings: readonly Finding[];
}

/** From this skew on the doctor warns: the order of the audit trail becomes unclear. */
const maxSkewMillis = 5000;

/** Compares a database with what the migrations make, and judges its roles, login, durability and clock. Changes nothing. */
export async function examine(database: SqlDatabase, status: SchemaStatus): Promise<DoctorReport> {
  const clockSkewMillis = await measureSkew(database);
  const findings = [
    ...checkVersion(status),
    ...(status.state === 'current'
      ? describeDifferences(compareFacts(schemaManifest, await inspectSchema(database, status.schema)), {
          schema: status.schema,
          units: (await readRoles(database, status.schema)).units,
        })
      : []),
    ...(await checkRoles(database, database.backend, status.schema)),
    ...(await checkDurability(database, database.backend)),
    ...checkSkew(clockSkewMillis),
  ];
  return {
    schema: status.schema,
    healthy: findings.every(({ level }) => level !== 'problem'),
    version: status.version,
    clockSkewMillis,
    findings,
  };
}

function checkVersion({ state, version, latest }: SchemaStatus): readonly Finding[] {
  const finding = (text: string): readonly Finding[] => [
    { level: 'problem', code: 'schema_version', subject: `version ${version}`, text, sql: null },
  ];
  switch (state) {
    case 'current':
    case 'compatible':
      return [];
    case 'absent':
      return finding('Nothing is installed yet. Run `tenantatlas migrate`.');
    case 'outdated':
      return finding(`The schema is at version ${version} of ${latest}. Run \`tenantatlas migrate\`.`);
    case 'newer':
      return finding(
        `The schema is at version ${version}; this version of the SDK knows ${latest}, and a later migration does not work with it. Upgrade the SDK.`,
      );
    case 'altered':
      return finding(
        'A migration was applied with another text than the one of this version of the SDK. Use the released package.',
      );
  }
}

/** The differences of a schema as findings, in an order in which their statements can be run. */
export function describeDifferences(
  differences: readonly SchemaDifference[],
  place: Omit<RepairContext, 'differences'>,
): readonly Finding[] {
  const context = { ...place, differences };
  return inOrderOfRepair(differences).map((difference) => {
    const sql = repairOf(difference, context);
    return { level: 'problem', ...findingOf(difference, sql), subject: difference.fact, sql };
  });
}

function findingOf({ fact, expected, found }: SchemaDifference, sql: string | null): Pick<Finding, 'code' | 'text'> {
  const remedy = sql === null ? '' : ` Run ${sql}`;
  if (found === null) return { code: 'missing', text: `Missing: ${fact}. It should be: ${expected ?? ''}.${remedy}` };
  if (expected === null) return { code: 'unexpected', text: `Not ours: ${fact} (${found}).${remedy}` };
  return { code: 'changed', text: `Changed: ${fact}. It is: ${found}. It should be: ${expected}.${remedy}` };
}

async function measureSkew(database: SqlDatabase): Promise<number> {
  const before = Date.now();
  const { rows } = await database.query<{ readonly millis: number }>(
    'SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint AS millis',
  );
  return Math.round((rows[0]?.millis ?? before) - (before + Date.now()) / 2);
}

function checkSkew(millis: number): readonly Finding[] {
  if (Math.abs(millis) < maxSkewMillis) return [];
  return [
    {
      level: 'warning',
      code: 'clock_skew',
      subject: 'clock',
      sql: null,
      text: `The clock of the database differs by ${millis} ms from this process's. Synchronise both.`,
    },
  ];
}
