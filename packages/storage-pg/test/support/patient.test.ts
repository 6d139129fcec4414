import { expect, it } from 'vitest';
import { backendProfiles } from '../../src/backend/backend-profile.ts';
import { ownPreambleOf, ownUnitLockTimeoutMillis } from '../../src/unit/preamble.ts';
import { onPlatform } from './units.ts';
import { pgliteRoles } from './database.ts';
import { patientMillis, withPatientLocks } from './patient.ts';

it('replaces the limit of every unit that has its own transaction, and no other', () => {
  const preamble = (millis: number) => ownPreambleOf(onPlatform, pgliteRoles.units, millis, backendProfiles.postgresql);
  expect(withPatientLocks(preamble(ownUnitLockTimeoutMillis))).toBe(preamble(patientMillis));
  expect(withPatientLocks(preamble(400))).toBe(preamble(400));
});
