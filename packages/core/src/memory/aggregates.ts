import { connectionTables } from './connection-rows.ts';
import { memoryConnections } from './memory-connections.ts';
import { memoryOnboarding, onboardingTables } from './memory-onboarding.ts';
import { memoryRuns } from './memory-runs.ts';
import { runTables } from './run-rows.ts';

/** The tables of every aggregate. */
export const aggregateTables = { ...runTables, ...onboardingTables, ...connectionTables };

/** What makes the store of every aggregate. */
export const aggregateStores = { runs: memoryRuns, onboarding: memoryOnboarding, connections: memoryConnections };
