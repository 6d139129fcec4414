import type { AggregateStores } from '../ports/aggregate-stores.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { aggregateStores } from './aggregates.ts';
import { memoryAccessFacts } from './memory-access-facts.ts';
import { memoryActivations } from './memory-activations.ts';
import { memoryAudit } from './memory-audit.ts';
import { memoryConsents } from './memory-consents.ts';
import { memoryGate } from './memory-gate.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { memoryMaintenance } from './memory-maintenance.ts';
import { memoryMembers } from './memory-members.ts';
import { memoryPeople } from './memory-people.ts';
import { memoryTenants } from './memory-tenants.ts';
import { memoryUsage } from './memory-usage.ts';
import { memoryWorkspaces } from './memory-workspaces.ts';
import type { Tables } from './tables.ts';
import type { UnitContext } from './unit-context.ts';

/** All stores over the rows of one unit. */
export function memoryUnit(context: UnitContext<Tables>): StorageUnit {
  const activations = memoryActivations(context);
  return {
    ...storesOfAggregates(context),
    access: memoryAccessFacts(context),
    workspaces: memoryWorkspaces(context),
    members: memoryMembers(context),
    tenants: memoryTenants(context),
    people: memoryPeople(context),
    activations,
    gate: memoryGate(context, activations),
    audit: memoryAudit(context),
    consents: memoryConsents(context),
    idempotency: memoryIdempotency(context),
    usage: memoryUsage(context),
    maintenance: memoryMaintenance(context),
  };
}

/** What makes a store of all tables: the compiler compares the list with the stores of the ports, and what a store needs with the tables. */
const makers: { readonly [Name in keyof AggregateStores]: (context: UnitContext<Tables>) => AggregateStores[Name] } =
  aggregateStores;

function storesOfAggregates(context: UnitContext<Tables>): AggregateStores {
  // The compiler loses the names in a list of entries.
  return Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [name, make(context)]),
  ) as unknown as AggregateStores;
}
