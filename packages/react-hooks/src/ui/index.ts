// The subpath `@tenantatlas/react-hooks/ui`: accessible components over the hooks. They decide nothing. Slots replace the parts that pages most often
// change. For anything else, build the page from the same hooks and parts.
export {
  AtlasRoot,
  CopyButton,
  Icon,
  Status,
  Time,
  useTenantName,
  useTimeZone,
  useUi,
  useWorkspaceName,
  type AtlasRootProps,
  type CopyButtonProps,
  type IconName,
  type Name,
  type StateLook,
  type StatusProps,
  type TimeProps,
  type Tone,
  type Ui,
} from './base/index.ts';

export { EmptyState, type EmptyStateProps } from './feedback/empty-state.tsx';
export { ErrorPanel, type ErrorPanelProps } from './feedback/error-panel.tsx';
export { LoadMore, type LoadMoreProps } from './feedback/load-more.tsx';
export { PausedPanel, type PausedPanelProps } from './feedback/paused-panel.tsx';
export { Resource, type ResourceProps } from './feedback/resource.tsx';
export { Skeleton, type SkeletonProps } from './feedback/skeleton.tsx';
export { StaleNote, type StaleNoteProps } from './feedback/stale-note.tsx';

export { FilterSelect, type FilterOption, type FilterSelectProps } from './lists/filter-select.tsx';
export { isListTime, listTimes, type ListTime } from './lists/list-time.ts';
export { TimeFilter, type TimeFilterProps } from './lists/time-filter.tsx';
export { PagedList, type PagedListProps } from './lists/paged-list.tsx';
export { Table, type Column, type TableProps } from './lists/table.tsx';

export {
  ConnectionCard,
  PermissionList,
  PermissionSummary,
  VerificationReport,
  type ConnectionCardProps,
  type ConnectionCardSlots,
  type NextStepProps,
  type PermissionListProps,
  type PermissionListSlots,
  type PermissionSummaryProps,
  type VerificationReportProps,
  type VerificationReportSlots,
} from './connections/index.ts';
export {
  OnboardingReadiness,
  OnboardingStatus,
  OnboardingStepper,
  type OnboardingActionProps,
  type OnboardingLinkProps,
  type OnboardingReadinessProps,
  type OnboardingReadinessSlots,
  type OnboardingStatusProps,
  type OnboardingStepperProps,
  type OnboardingStepperSlots,
} from './onboarding/index.ts';
export { TelemetrySummary, type TelemetrySummaryProps } from './telemetry/summary.tsx';
export { TelemetryTrend, type TelemetryTrendProps } from './telemetry/trend.tsx';
export type { UsageRange, UsageTimeProps } from './telemetry/usage-request.ts';
export {
  ConnectionHelp,
  ContextualHelp,
  PermissionHelp,
  VerificationHelp,
  connectionHelpRequest,
  runHelpRequest,
  type ConnectionHelpOptions,
  type ConnectionHelpProps,
  type ContextualHelpProps,
  type ContextualHelpSlots,
  type HelpLinkProps,
  type PermissionHelpProps,
  type VerificationHelpProps,
} from './help/index.ts';
export { ControlCenter, type ControlCenterProps, type ControlCenterSlots } from './controls/control-center.tsx';
export type { ControlCardProps, ControlCardSlots } from './controls/control-card.tsx';
export type { ControlHistoryListProps } from './controls/control-history-list.tsx';
export type { ChosenScope, ChosenWorkspace, PauseMode } from './controls/draft.ts';
export type { Extension } from './controls/expiry.ts';
export type { ImpactNoteProps, RunningOperationsProps } from './controls/impact-note.tsx';
export type { ControlIntent } from './controls/intent.ts';
export { PauseDialog, type PauseDialogProps } from './controls/pause-dialog.tsx';
export type { PauseDialogSlots } from './controls/pause-form.tsx';
export { PauseEnd, type PauseEndProps } from './controls/pause-end.tsx';
export { PauseStrip, type PauseStripProps, type PauseStripSlots, type StripPause } from './controls/pause-strip.tsx';
export type { BlockedStartsProps, PausesTableProps } from './controls/pauses-table.tsx';
export { ResumeDialog, type ResumeDialogProps, type ResumeDialogSlots } from './controls/resume-dialog.tsx';

export { ActionButton, type ActionButtonProps, type ActionButtonSlots } from './actions/action-button.tsx';
export type { PauseExplanationProps } from './actions/pause-explanation.tsx';

export { RecentOperations, type RecentOperationsProps } from './surfaces/recent-operations.tsx';
export type { SurfaceLinkProps, SurfaceSlots } from './surfaces/surface-link.tsx';
export { TenantVerification, type TenantVerificationProps } from './surfaces/tenant-verification.tsx';

export { lifecycleLabel } from './lifecycle/lifecycle-label.ts';
export { LifecycleBadge, type LifecycleBadgeProps, type LifecycleBadgeSlots } from './lifecycle/lifecycle-badge.tsx';

export { AuditLog, type AuditLogProps } from './audit/audit-log.tsx';
export { AuditTable, type AuditTableProps, type AuditTableSlots } from './audit/audit-table.tsx';
export { auditTimes, isAuditTime, noAuditFilter, type AuditFilterValue, type AuditTime } from './audit/audit-filter.ts';
export {
  ControlChanges,
  noControlChangesFilter,
  type ControlChangesFilter,
  type ControlChangesProps,
} from './audit/control-changes.tsx';
export { AuditTrail, type AuditTrailProps, type AuditTrailSlots } from './audit/audit-trail.tsx';
export { useAuditStory, type AuditStory } from './audit/use-audit-story.ts';

export { CancelOperation, type CancelOperationProps } from './operations/cancel-operation.tsx';
export { OperationProgress, type OperationProgressProps } from './operations/operation-progress.tsx';
export { OperationsList, type OperationsListProps } from './operations/operations-list.tsx';
export { OperationDetail, type OperationDetailProps } from './records/operation-detail.tsx';
export { runState } from './operations/run-state.ts';
export { AttentionRuns, type AttentionRunsProps, type AttentionRunsSlots } from './operations/attention-runs.tsx';
export { RunsElsewhere, type RunsElsewhereProps, type RunsElsewhereSlots } from './operations/runs-elsewhere.tsx';
export { RunStatus, type RunStatusProps } from './operations/run-status.tsx';
export type { OperationDetailSlots, OperationsListSlots } from './operations/slots.ts';

export type { UiMessageId } from './english.ts';
