import { ownUnitLockTimeoutMillis } from '../../src/unit/preamble.ts';

/** How long the storages of tests wait for a connection or a lock. A busy machine reaches the ten seconds of the product; a test that is about such a limit sets its own. */
export const patientMillis = 100_000;

/** The text with {@link patientMillis} where a unit limits its wait for a lock. Rewritten, because storage has no option for it. */
export function withPatientLocks(sql: string): string {
  return sql.replaceAll(
    `SET LOCAL lock_timeout TO ${ownUnitLockTimeoutMillis};`,
    `SET LOCAL lock_timeout TO ${patientMillis};`,
  );
}
