import { onboardingRestoreCases } from './client/onboarding-restores.ts';
import { usageMilestoneCases } from './client/usage-milestones.ts';
import type { StorageCase } from './storage-context.ts';
import { accessFactsCases } from './storage/access-facts.ts';
import { heldScopeCases } from './storage/held-scopes.ts';
import { erasedAcknowledgementCases } from './storage/acknowledgement-erasure.ts';
import { acknowledgementCases } from './storage/acknowledgements.ts';
import { aggregateCases } from './storage/aggregates.ts';
import { activationMoveCases } from './storage/activation-move.ts';
import { activationPutCases } from './storage/activation-put.ts';
import { activationReadCases } from './storage/activation-reads.ts';
import { auditCases } from './storage/audit.ts';
import { connectionCases } from './storage/connections.ts';
import { consentCases } from './storage/consents.ts';
import { externalClaimCases } from './storage/external-claims.ts';
import { gateCases } from './storage/gate.ts';
import { idempotencyCases } from './storage/idempotency.ts';
import { isolationCases } from './storage/isolation.ts';
import { maintenanceCases } from './storage/maintenance.ts';
import { memberCases } from './storage/members.ts';
import { onboardingRaceCases } from './storage/onboarding-races.ts';
import { onboardingCases } from './storage/onboarding.ts';
import { peopleCases } from './storage/people.ts';
import { runEnsureCases } from './storage/run-ensure.ts';
import { runReadCases } from './storage/run-reads.ts';
import { runWorkCases } from './storage/run-work.ts';
import { tenantCases } from './storage/tenants.ts';
import { foreignIdCases, textCases } from './storage/texts.ts';
import { transactionCases } from './storage/transactions.ts';
import { usageLastHourCases } from './storage/usage-last-hours.ts';
import { usageRaceCases } from './storage/usage-races.ts';
import { usageReceiptCases } from './storage/usage-receipts.ts';
import { usageRemovalCases } from './storage/usage-removal.ts';
import { usageCases } from './storage/usage.ts';
import { unitPlaneCases } from './storage/unit-planes.ts';
import { unitCases } from './storage/units.ts';
import { workspaceCases } from './storage/workspaces.ts';

/**
 * The guarantees of every storage adapter, port by port. Each case makes its own ids, so the suite may run on a database that others use and may run
 * again on it; run it once plainly and once through `withForeignRows`.
 *
 * The cases run one after the other. Two of them look at the epoch of the activations, so nothing else should pause controls meanwhile.
 */
export const storageConformance: readonly StorageCase[] = [
  ...unitCases,
  ...transactionCases,
  ...unitPlaneCases,
  ...isolationCases,
  ...accessFactsCases,
  ...heldScopeCases,
  ...workspaceCases,
  ...memberCases,
  ...tenantCases,
  ...externalClaimCases,
  ...peopleCases,
  ...activationPutCases,
  ...activationMoveCases,
  ...activationReadCases,
  ...gateCases,
  ...auditCases,
  ...aggregateCases,
  ...connectionCases,
  ...consentCases,
  ...acknowledgementCases,
  ...erasedAcknowledgementCases,
  ...onboardingCases,
  ...onboardingRaceCases,
  ...onboardingRestoreCases,
  ...runEnsureCases,
  ...runWorkCases,
  ...runReadCases,
  ...idempotencyCases,
  ...maintenanceCases,
  ...usageCases,
  ...usageLastHourCases,
  ...usageMilestoneCases,
  ...usageRemovalCases,
  ...usageReceiptCases,
  ...usageRaceCases,
  ...textCases,
  ...foreignIdCases,
];
