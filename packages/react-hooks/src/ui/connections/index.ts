// An entry of the build, and no export of the package: what it leads to is a file of its own in `dist`, so that bundlers load it with the pages that show connections.
export { ConnectionCard, type ConnectionCardProps, type ConnectionCardSlots } from './connection-card.tsx';
export { PermissionList, type PermissionListProps, type PermissionListSlots } from './permission-list.tsx';
export { PermissionSummary, type PermissionSummaryProps } from './permission-summary.tsx';
export type { NextStepProps } from './check-details.tsx';
export {
  VerificationReport,
  type VerificationReportProps,
  type VerificationReportSlots,
} from './verification-report.tsx';
