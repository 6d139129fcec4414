import type { StorageUnit } from '../ports/storage.ts';
import { memoryAccessFacts } from './memory-access-facts.ts';
import { memoryActivations } from './memory-activations.ts';
import { memoryAudit } from './memory-audit.ts';
import { memoryConnections } from './memory-connections.ts';
import { memoryConsents } from './memory-consents.ts';
import { memoryGate } from './memory-gate.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { memoryMaintenance } from './memory-maintenance.ts';
import { memoryMembers } from './memory-members.ts';
import { memoryOnboarding } from './memory-onboarding.ts';
import { memoryPeople } from './memory-people.ts';
import { memoryRuns } from './memory-runs.ts';
import { memoryTenants } from './memory-tenants.ts';
import { memoryUsage } from './memory-usage.ts';
import { memoryWorkspaces } from './memory-workspaces.ts';
import type { UnitContext } from './unit-context.ts';

/** All stores over the rows of one unit. */
export function memoryUnit(context: UnitContext): StorageUnit {
  const activations = memoryActivations(context);
  return {
    access: memoryAccessFacts(context),
    workspaces: memoryWorkspaces(context),
    members: memoryMembers(context),
    tenants: memoryTenants(context),
    people: memoryPeople(context),
    activations,
    gate: memoryGate(context, activations),
    audit: memoryAudit(context),
    runs: memoryRuns(context),
    connections: memoryConnections(context),
    onboarding: memoryOnboarding(context),
    consents: memoryConsents(context),
    idempotency: memoryIdempotency(context),
    usage: memoryUsage(context),
    maintenance: memoryMaintenance(context),
  };
}
