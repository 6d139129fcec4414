import type { StorageUnit } from '@tenantatlas/core/ports';
import type { BackendProfile } from '../backend/backend-profile.ts';
import type { SqlTransaction } from '../executor/sql-database.ts';
import { createAccessFactsStore } from './access-facts.ts';
import { createAuditStore } from './audit.ts';
import { createConnectionStore } from './connections.ts';
import { createConsentStore } from './consents.ts';
import { queryContext } from './context.ts';
import { createControlActivationStore } from './control-activations.ts';
import { createIdempotencyStore } from './idempotency.ts';
import { createMaintenanceStore } from './maintenance.ts';
import { createMemberStore } from './members.ts';
import { createOnboardingStore } from './onboarding.ts';
import { createPeopleStore } from './people.ts';
import { createRunStore } from './runs.ts';
import { createStartGate } from './start-gate.ts';
import { createTenantStore } from './tenants.ts';
import { createUsageStore } from './usage.ts';
import { createWorkspaceStore } from './workspaces.ts';

/**
 * The stores of one unit of work. The unit has taken on its role and settings before; the stores only run statements.
 *
 * Every statement about a workspace names it (`workspace_id = $n`), in addition to row-level security: two independent barriers.
 */
export function createUnitStores(
  transaction: SqlTransaction,
  {
    schema,
    isolation,
    profile,
  }: { readonly schema: string; readonly isolation?: string; readonly profile?: BackendProfile },
): StorageUnit {
  const context = queryContext(transaction, schema, isolation, profile);
  return {
    access: createAccessFactsStore(context),
    workspaces: createWorkspaceStore(context),
    members: createMemberStore(context),
    tenants: createTenantStore(context),
    people: createPeopleStore(context),
    activations: createControlActivationStore(context),
    gate: createStartGate(context),
    audit: createAuditStore(context),
    runs: createRunStore(context),
    connections: createConnectionStore(context),
    onboarding: createOnboardingStore(context),
    consents: createConsentStore(context),
    idempotency: createIdempotencyStore(context),
    usage: createUsageStore(context),
    maintenance: createMaintenanceStore(context),
  };
}
