// Hooks over an AtlasClient. They subscribe and write; they decide nothing.
export {
  isDenied,
  isOutcomeUnknown,
  isRetryable,
  type AnyAtlasError,
  type DeniedError,
  type TransportFailure,
} from './error.ts';
export type { HookResult, WriteState } from './result.ts';

export { AtlasProvider, type AtlasProviderProps } from './provider/atlas-provider.tsx';
export { useAtlas, type AtlasContextValue } from './provider/atlas-context.ts';
export { isTimeZone } from './provider/time-zone.ts';
export type { AnyAtlasClient, AtlasConnection, ProvidedClient } from './provider/connection.ts';
export { useSay } from './provider/use-say.ts';
export type { WordingProblem } from './messages/wording-problem.ts';
export type { OnWordingProblem } from './provider/wording-report.ts';

export { createAtlasHooks, type AtlasHooks } from './create-atlas-hooks.ts';
export type { AtlasKey, AtlasPages, AtlasPagesData, AtlasQuery } from './query/atlas-query.ts';
export { refreshMillis, shownStalenessBoundMillis } from './query/freshness.ts';
export type { ReadPages } from './query/use-pages.ts';
export type { AtlasMutation } from './mutation/atlas-mutation.ts';
export type { WriteHook } from './mutation/use-write.ts';

export * from './options.ts';

export * from './hooks/controls.ts';
export * from './hooks/operations.ts';
export * from './hooks/surfaces.ts';
export * from './hooks/workspaces.ts';
export * from './hooks/tenants.ts';
export * from './hooks/audit.ts';
export * from './hooks/connections.ts';
export * from './hooks/onboarding.ts';
export * from './hooks/telemetry.ts';
export * from './hooks/knowledge.ts';
