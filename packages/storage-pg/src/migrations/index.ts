import { foundation } from './0001-foundation.ts';
import { erasure } from './0002-erasure.ts';
import { gateGenerations } from './0003-gate-generations.ts';
import { listIndexes } from './0004-list-indexes.ts';
import { foreignIds } from './0005-foreign-ids.ts';
import { runOutcomes } from './0006-run-outcomes.ts';
import { controlEntryIndexes } from './0007-control-entries.ts';
import { providerConnections } from './0008-provider-connections.ts';
import { consentRequests } from './0009-consent-requests.ts';
import { checkAcknowledgements } from './0010-check-acknowledgements.ts';
import { usageLedger } from './0011-usage-ledger.ts';
import { usageReceipts } from './0012-usage-receipts.ts';
import { onboardingSessions } from './0013-onboarding-sessions.ts';
import { usageDays } from './0014-usage-days.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [
  foundation,
  erasure,
  gateGenerations,
  listIndexes,
  foreignIds,
  runOutcomes,
  controlEntryIndexes,
  providerConnections,
  consentRequests,
  checkAcknowledgements,
  usageLedger,
  usageReceipts,
  onboardingSessions,
  usageDays,
];
