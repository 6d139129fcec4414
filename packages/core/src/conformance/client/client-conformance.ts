import { aggregateCases } from './behaviour/aggregates.ts';
import { auditCases } from './behaviour/audit.ts';
import { controlCases } from './behaviour/controls.ts';
import { faultCases } from './behaviour/faults.ts';
import { foreignIdCases } from './behaviour/foreign-ids.ts';
import { hostileCases } from './behaviour/hostile.ts';
import { knowledgeCases } from './behaviour/knowledge.ts';
import { listCases } from './behaviour/lists.ts';
import { operationCases } from './behaviour/operations.ts';
import { surfaceCases } from './behaviour/surfaces.ts';
import { telemetryCases } from './behaviour/telemetry.ts';
import { tenantCases } from './behaviour/tenants.ts';
import { valueCases } from './behaviour/values.ts';
import { workspaceCases } from './behaviour/workspaces.ts';
import type { ClientCase } from './client-context.ts';
import { hiddenCostCases } from './hidden-costs.ts';
import { refusalCases } from './refusals.ts';

/** What every method answers, beside the order of refusal. */
export const behaviourCases: readonly ClientCase[] = [
  ...workspaceCases,
  ...tenantCases,
  ...controlCases,
  ...telemetryCases,
  ...operationCases,
  ...auditCases,
  ...aggregateCases,
  ...surfaceCases,
  ...knowledgeCases,
  ...listCases,
  ...valueCases,
  ...faultCases,
  ...foreignIdCases,
  ...hostileCases,
];

/**
 * The guarantees of every client of an atlas over any transport. Every call is made on two equal atlases, through the transport and in process, and the
 * answers have to be the same bytes.
 *
 * The cases run one after the other. They need a clock and ids of their own, so the suite composes its atlases itself.
 */
export const clientConformance: readonly ClientCase[] = [...behaviourCases, ...refusalCases, ...hiddenCostCases];
