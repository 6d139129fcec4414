export type {
  Aggregate,
  AggregateFilter,
  AggregatePosition,
  AggregateRow,
  ClientAggregate,
  Maker,
  NamedWrite,
  StoredAggregate,
  WriteTargets,
} from './aggregates/aggregate.ts';
export { makerOf } from './aggregates/aggregate.ts';
export { aggregates, eachAggregate } from './aggregates/index.ts';
export type { AnyClient } from './client/any-client.ts';
export { clientConformance } from './client/client-conformance.ts';
export {
  createClientContext,
  type ClientCapability,
  type ClientCase,
  type ClientContext,
  type ClientContextOptions,
  type ClientWorld,
  type SharedWorld,
} from './client/client-context.ts';
export type { AnyRequest, IsInPath } from './client/comparing.ts';
export { aggregateRows } from './client/dump.ts';
export { methodSpecs } from './client/method-specs/index.ts';
export type { AggregateIds, MethodSpec, Place, Sample, SampleOperation } from './client/sample.ts';
export type { SuiteAtlas, SuiteClient } from './client/suite-atlas.ts';
export { suiteCatalogs } from './client/suite-catalogs.ts';
export type { WorldIds, WorldShape } from './client/world-shape.ts';
export { casesFor, type ConformanceCase } from './conformance-case.ts';
export { ConformanceError } from './conformance-error.ts';
export {
  providerConformance,
  type ProviderCase,
  type ProviderContext,
  type ProviderSuiteCapability,
} from './provider/provider-conformance.ts';
export {
  scriptedProvider,
  type ProviderCapability,
  type ScriptedCall,
  type ScriptedProvider,
  type ScriptedProviderOptions,
  type ScriptedState,
  type ScriptedTenant,
} from './provider/scripted-provider.ts';
export { seedForeignWorkspace, withForeignRows } from './foreign-rows.ts';
export { storageConformance } from './storage-conformance.ts';
export {
  createStorageContext,
  type StorageCapability,
  type StorageCase,
  type StorageContext,
  type StorageContextOptions,
} from './storage-context.ts';
