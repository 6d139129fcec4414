// The subpath `@tenantatlas/core/ports`: what an adapter implements, and every type that those signatures name. It loads without zod and without a service.
export * from './access-facts-store.ts';
export * from './audit-store.ts';
export * from './check-acknowledgement.ts';
export * from './completed-policy.ts';
export * from './consent-store.ts';
export * from './control-activation-store.ts';
export * from './idempotency-store.ts';
export * from './maintenance-store.ts';
export * from './people-store.ts';
export * from './start-gate.ts';
export * from './storage-fault.ts';
export * from './storage.ts';
export * from './usage-store.ts';
export * from './workspace-store.ts';
// These files hold a closed list each, such as `runStatuses`. Its value is at the root, where hosts use it: one more entry for it would give the root more files to load.
export type * from './aggregate-stores.ts';
export type * from './member-store.ts';
export type * from './tenant-store.ts';
export type * from './verification-report.ts';

export type { Brand } from '../kernel/brand.ts';
export type { StorageFailureKind } from '../kernel/error-table.ts';
export type {
  Collected,
  CollectionState,
  collectionStates,
  Evidence,
  EvidenceReason,
  LastKnown,
  NeverCollected,
  NotCollected,
  PartlyCollected,
} from '../kernel/evidence.ts';
export type {
  BuiltInReasonCode,
  HostReasonCode,
  ReasonCode,
  reasonCodeGroups,
  ReasonGroup,
} from '../kernel/reason-codes.ts';
export type { Grant, PermissionType, permissionTypes } from './directory-provider.ts';
export type {
  ActivationId,
  AuditEntryId,
  ConnectionId,
  ConsentRequestId,
  OnboardingSessionId,
  PersonId,
  RunId,
  TenantId,
  UsageEventId,
  WorkspaceId,
} from '../kernel/ids.ts';
export { epochMillis, parseInstant, toInstant, type Instant } from '../kernel/instant.ts';
export { invariant, InvariantError } from '../kernel/invariant.ts';
export type { JsonValue } from '../kernel/json.ts';
export type { MessageParams } from '../kernel/message-format.ts';
export { longestDelay, optionChecks, type OptionChecks } from '../kernel/options.ts';
export { redactText } from '../kernel/redaction.ts';
export {
  platformScope,
  workspaceOf,
  type PlatformScope,
  type TenantScope,
  type WorkspaceScope,
} from '../kernel/scope.ts';
export type { Sentence } from '../kernel/sentence.ts';
export { canonicalHash } from '../kernel/hash.ts';
export { assertExternalTenantId, isExternalTenantId, normalizeExternalTenantId } from '../kernel/ids.ts';
export { compareText, isStorableText } from '../kernel/text.ts';
