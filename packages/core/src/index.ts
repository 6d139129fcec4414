export {
  createTenantAtlas,
  type Atlas,
  type AtlasInTransaction,
  type AtlasOptions,
  type BoundAtlas,
  type CallerOptions,
  type ConsentOptions,
} from './atlas.ts';
export type { HostCatalogs } from './catalogs.ts';
export type * from './catalog-types.ts';
export type * from './client.ts';
export { messageCatalogs, type MessageCatalog } from './messages.ts';

export {
  platformOperator,
  systemActor,
  workspaceUser,
  type Actor,
  type AllowedTenant,
  type PlatformOperator,
  type SystemActor,
  type WorkspaceUser,
} from './access/actor.ts';
export {
  platformCapabilities,
  workspaceCapabilities,
  type OperatorCapability,
  type PlatformCapability,
  type WorkspaceCapability,
} from './access/capabilities.ts';
export { waitNoticeMillis } from './access/connection-watch.ts';
export { explainedSteps, type ExplainedStep, type Explanation } from './access/explain.ts';
export { requestSources, type RequestSource } from './access/environment.ts';
export { accessMatrix, type MethodAccess, type MethodName, type Requirement } from './access/matrix.ts';
export { stateRefusals, type StateRefusal } from './access/method.ts';
export type { PersonView } from './access/person-view.ts';
export { refusalReasons, type RefusalReason } from './access/refusal.ts';
export { defineRoles, type RoleExtensions } from './access/define-roles.ts';
export { roleCapabilities } from './access/roles.ts';
export type { AccessRefusal } from './access/use-case.ts';

export { auditActions, controlActions, type AuditAction } from './audit/catalog.ts';
export { auditActionMessages, defineAuditActions } from './audit/host-actions.ts';
export type { HostAudit, HostEntryContext, RecordedEntry, RecordError } from './audit/host-audit.ts';
export type { HostEntry, HostTarget } from './audit/host-entry.ts';
export { auditExportFormats, type AuditExportFormat } from './audit/formats.ts';

export {
  builtInControls,
  defineControls,
  findingsLifecycleBackfillControl,
  type ControlCatalog,
  type ControlDefinition,
  type ControlPolicy,
  type ControlScopeType,
} from './controls/catalog.ts';
export type { CoverageGap } from './controls/coverage.ts';
export { decisionAnswer, type ControlDecision } from './controls/decision.ts';
export { reasonBounds } from './controls/reason-bounds.ts';
export { settleWaitMillis } from './controls/settle.ts';
export type { GuardContext, GuardError } from './controls/guard.ts';
export type { ControlPaused } from './controls/paused-error.ts';
export {
  createControlSnapshot,
  snapshotPollMillis,
  snapshotStalenessBoundMillis,
  type ControlSnapshot,
  type SnapshotOptions,
  type SnapshotSource,
} from './controls/snapshot.ts';

export { answerParts, sentenceAnswer, type AnswerSchema } from './kernel/answers.ts';
export type { Brand } from './kernel/brand.ts';
export { manualClock, systemClock, type Clock, type ManualClock } from './kernel/clock.ts';
export {
  errorTable,
  isAtlasError,
  notFound,
  storageFailure,
  type Conflict,
  type ConflictReason,
  type ConflictWinner,
  type ErrorBase,
  type ErrorCode,
  type ErrorKind,
  type Forbidden,
  type Immutable,
  type InputIssue,
  type InvalidInput,
  type NotFound,
  type ProviderFailure,
  type StorageFailure,
  type StorageFailureKind,
  type UnsafeContent,
} from './kernel/errors.ts';
export {
  collected,
  collectionStates,
  lastKnownOf,
  neverCollected,
  verdict,
  type Collected,
  type CollectionState,
  type Evidence,
  type EvidenceReason,
  type LastKnown,
  type NeverCollected,
  type NotCollected,
  type PartlyCollected,
} from './kernel/evidence.ts';
export { uuidGenerator, type IdGenerator } from './kernel/id-generator.ts';
export {
  isForeignId,
  isIdToken,
  type ActivationId,
  type PersonId,
  type TenantId,
  type WorkspaceId,
} from './kernel/ids.ts';
export { epochMillis, parseInstant, toInstant, type Instant } from './kernel/instant.ts';
export { invariant, InvariantError } from './kernel/invariant.ts';
export type { JsonValue } from './kernel/json.ts';
export { formatMessage, messageFormatter, type MessageFormatter, type MessageParams } from './kernel/message-format.ts';
export { defaultPageLimit, maxPageLimit, type ExportPage, type Page } from './kernel/page.ts';
export { err, errAsync, ok, okAsync, orThrow, Result, ResultAsync, type Err, type Ok } from './kernel/result.ts';
export {
  isBuiltInReasonCode,
  isHostReasonCode,
  reasonCodeGroups,
  reasonCodes,
  reasonGroupOf,
  type BuiltInReasonCode,
  type HostReasonCode,
  type ReasonCode,
  type ReasonGroup,
} from './kernel/reason-codes.ts';
export type { Sentence } from './kernel/sentence.ts';
export { defaultWindow, windows, type WindowKey } from './kernel/windows.ts';

export {
  knowledgeBase,
  type KnowledgeBase,
  type KnowledgeCatalogs,
  type KnowledgeError,
  type KnowledgeReason,
  type KnowledgeStep,
  type KnowledgeTerm,
} from './knowledge/base.ts';
export { knowledgeBaseSchema, readKnowledgeBase } from './knowledge/base-view.ts';
export { nextStepKinds, type NextStepKind } from './knowledge/catalog.ts';
export { codesWithoutTopic, errorHelp, type HelpGap, type HostCodes } from './knowledge/coverage.ts';
export {
  defineTopics,
  wordsNotInTopics,
  type HostTopic,
  type HostTopicLink,
  type TopicCatalog,
} from './knowledge/define-topics.ts';
export {
  actionabilities,
  artifactExistences,
  artifactFamilies,
  contentStates,
  explainArtifact,
  freshnessStates,
  publicationReadinesses,
  supportStates,
  type ArtifactTruth,
  type OperatorExplanation,
} from './knowledge/explanation.ts';
export { canonicalName, glossary, glossaryTerms, type GlossaryEntry, type GlossaryTerm } from './knowledge/glossary.ts';
export type { KnowledgeHeadings } from './knowledge/headings.ts';
export type { KnowledgeOptions } from './knowledge/knowledge-options.ts';
export { resolverMillis, type HelpTenant, type LinkResolver } from './knowledge/link-resolvers.ts';
export {
  tryResolveTopic,
  type CanonicalTermView,
  type ContextualHelpView,
  type HelpContext,
  type HelpLinkView,
} from './knowledge/resolve.ts';
export {
  chooseOnboardingTopic,
  chooseSupportTopic,
  type OnboardingFacts,
  type ReasonTopics,
  type SupportFacts,
} from './knowledge/rules.ts';
export { isHelpUrl } from './knowledge/safe-url.ts';
export {
  knowledgeSource,
  type KnowledgeLink,
  type KnowledgeSource,
  type KnowledgeSourceOptions,
  type KnowledgeTopic,
} from './knowledge/source.ts';
export {
  knowledgeFormats,
  knowledgeMediaTypes,
  knowledgeText,
  type KnowledgeFormat,
} from './knowledge/source-texts.ts';
export { knowledgeSourceSchema, type JsonSchema } from './knowledge/source-view.ts';
export {
  allTopics,
  reasonTopics,
  type Topic,
  type TopicLink,
  type TopicOverrides,
  type Topics,
  type TopicTexts,
} from './knowledge/topic-catalog.ts';
export {
  builtInResolvers,
  helpAudiences,
  helpLinkKinds,
  surfaceFamilies,
  topicKeys,
  type BuiltInResolver,
  type BuiltInTopicKey,
  type HelpAudience,
  type HelpLinkKind,
  type SurfaceFamily,
} from './knowledge/topics.ts';
export {
  defineReasons,
  knownReasons,
  translateReason,
  type HostReason,
  type NextStepView,
  type ReasonCatalog,
  type ReasonView,
} from './knowledge/reasons.ts';
export {
  definePermissions,
  isGrantKey,
  manifestDifference,
  mergeManifests,
  type ManifestDifference,
} from './permissions/catalog.ts';
export {
  permissionOveralls,
  permissionStalenessMillis,
  permissionStatuses,
  type PermissionCounts,
  type PermissionOverall,
  type PermissionStatus,
} from './permissions/rules.ts';
export type { CompleteConsentOptions } from './connections/complete-consent.ts';
export { consentLifeMillis, consentOutcomes, type ConsentOutcome } from './connections/consent-rules.ts';
export type { ConsentCompletion } from './connections/consent-view.ts';
export { readinessStates, type ConnectionReadiness } from './connections/rules.ts';
export { consentGraceMillis } from './verification/young-consent.ts';
export { connectionCheckType } from './verification/operation.ts';
export {
  changeKinds,
  staleReasons,
  verificationStalenessMillis,
  type ChangeIndicator,
  type ChangeKind,
  type StaleBecause,
} from './verification/rules.ts';
export {
  presentOnboardingVerification,
  type OnboardingVerificationState,
} from './surfaces/onboarding-verification-rules.ts';
export { presentRecentOperations, type RecentOperationsState } from './surfaces/recent-operations-rules.ts';
export {
  onboardingVerificationDimensions,
  recentOperationsDimensions,
  verificationDimensions,
  type OnboardingVerificationFacts,
  type RecentOperationsFacts,
  type SurfaceFacts,
  type TenantVerificationFacts,
} from './surfaces/surface-facts.ts';
export {
  surfaceMatrix,
  type SurfaceDimensions,
  type SurfaceMatrix,
  type SurfaceRows,
  type SurfaceTable,
} from './surfaces/surface-matrix.ts';
export type {
  DisabledAction,
  OfferedAction,
  SurfaceAction,
  SurfaceMark,
  SurfaceNotice,
  SurfaceOutcome,
  SurfaceTooltip,
} from './surfaces/surface-outcome.ts';
export { presentTenantVerification, type TenantVerificationState } from './surfaces/tenant-verification-rules.ts';
export {
  presentLifecycle,
  presentReferencedLifecycle,
  type LifecyclePresentation,
  type LifecycleTone,
} from './lifecycle/presentation.ts';

export {
  usageDataSheetFormats,
  type UsageDataSheetFormat,
  type UsageDataSheetOptions,
} from './telemetry/data-sheet-text.ts';
export type { UsageDataSheet, UsageDataSheetEvent } from './telemetry/data-sheet.ts';
export { defaultRetentionDays, longestRetentionDays } from './telemetry/retention.ts';
export type {
  ErasePersonRequest,
  EraseTenantRequest,
  EraseWorkspaceRequest,
  Maintenance,
  PruneUsageRequest,
} from './maintenance/client.ts';
export type { PersonErasure, PrunedUsage, PruneAnswer, TenantErasure, WorkspaceErasure } from './maintenance/view.ts';

// The ports that a host implements or passes, and what hosts read of the others. Authors of adapters import from `@tenantatlas/core/ports`.
export type { AccessContext, AccessGrant, AccessPolicy } from './ports/access-policy.ts';
export type { AuditActionCatalog, AuditActionDefinition, EntityActivity, HostText } from './ports/audit-actions.ts';
export type { AuditMetadata, AuditOutcome, AuditTarget } from './ports/audit-store.ts';
export {
  connectionTypes,
  consentStatuses,
  verificationStatuses,
  type ConnectionType,
  type ConsentStatus,
  type VerificationStatus,
} from './ports/connection-store.ts';
export type { CredentialRequest, CredentialSource } from './ports/credential-source.ts';
export {
  configurationFamilies,
  permissionTypes,
  principalKinds,
  roleHoldingStates,
  type ConfigurationItem,
  type ConsentAnswer,
  type ConsentRequest,
  type DirectoryProvider,
  type Grant,
  type OnItems,
  type PermissionManifest,
  type PermissionType,
  type ProviderAccess,
  type ProviderCall,
  type ReadPart,
  type RequiredPermission,
  type RoleDefinition,
  type RoleFact,
  type RoleHolding,
  type RolePrincipal,
  type TenantIdentity,
  type URLSearchParamsLike,
} from './ports/directory-provider.ts';
export { isProviderFault, ProviderFault } from './ports/provider-fault.ts';
export {
  checkSeverities,
  checkStatuses,
  verificationOveralls,
  type CheckSeverity,
  type CheckStatus,
  type VerificationOverall,
} from './ports/verification-report.ts';
export type { ControlActivation, ControlScope } from './ports/control-activation-store.ts';
export {
  noInstrumentation,
  type ControlEvent,
  type Instrumentation,
  type ProviderRequestEvent,
} from './ports/instrumentation.ts';
export { silentLogger, type LogFields, type Logger } from './ports/logger.ts';
export type { TenantRemoval, WorkspaceRemoval } from './ports/maintenance-store.ts';
export { workspaceRoles, type WorkspaceRole } from './ports/member-store.ts';
export {
  onboardingCheckpoints,
  onboardingStatuses,
  type OnboardingCheckpoint,
  type OnboardingStatus,
} from './ports/onboarding-store.ts';
export type { PersonKind, PersonRef } from './ports/people-store.ts';
export type {
  AbortSignalLike,
  AbortSignalParts,
  RestoreExecutor,
  RestoreRequest,
  RestoreResult,
} from './ports/restore-executor.ts';
export {
  runOutcomes,
  runStatuses,
  type CompletedPolicy,
  type RunContext,
  type RunCounts,
  type RunFailure,
  type RunOutcome,
  type RunProgress,
  type RunStatus,
} from './ports/run-store.ts';
export type { Scheduler } from './ports/scheduler.ts';
export type { Storage } from './ports/storage.ts';
export { tenantLifecycles, type TenantLifecycle } from './ports/tenant-store.ts';

export { builtInEvents, defineEvents, type EventCatalog, type EventDefinition } from './telemetry/catalog.ts';
export { eventSkewMillis, type SkipReason } from './telemetry/make-event.ts';
export {
  maxRecordedEvents,
  type RecordUsageError,
  type UsageRecording,
  type UsageRecordings,
} from './telemetry/record.ts';
export { maxBundledEvents, maxWaitingEvents } from './telemetry/recorder.ts';
export type { UsageRecords } from './telemetry/records.ts';
export type { EventActor, EventContext, EventsOf, RecordableEvent } from './telemetry/event.ts';
export {
  flag,
  instant,
  integer,
  token,
  type FieldValue,
  type FlagField,
  type InstantField,
  type IntegerField,
  type MetadataField,
  type TokenField,
} from './telemetry/metadata.ts';

export type { MethodDescription, MethodDescriptions, RequestSchemas } from './methods.ts';

export {
  defineOperations,
  type OperationCatalog,
  type OperationContext,
  type OperationDefinition,
  type OperationFailure,
  type OperationPlane,
  type OperationReport,
} from './runs/definition.ts';
export { classify, defaultStuckAfter, type StuckState } from './runs/rules.ts';
export { idempotencyLifeMillis } from './runs/start.ts';
export { simulatedRestore, type SimulatedRestoreOptions } from './runs/simulated-restore.ts';
export { inProcess, stopGraceMillis, type Dispatcher, type InProcessOptions, type Worker } from './runs/worker.ts';
