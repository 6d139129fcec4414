import type { AccessRefusal } from '../access/use-case.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { WindowKey } from '../kernel/windows.ts';
import type { UsageSummaryView, UsageTrendView } from './view.ts';

export type {
  UsageBucketView,
  UsageCoverage,
  UsageFamilyView,
  UsageSpanView,
  UsageSummaryView,
  UsageTrendView,
} from './view.ts';

/** A window, or a range with both ends included; the last 24 hours when neither is given. */
export interface UsageRangeRequest {
  readonly window?: WindowKey | null | undefined;
  /** An ISO 8601 instant; together with `to`, and not with `window`. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/**
 * Which capabilities are used, as figures over all workspaces: no event, person, tenant or workspace leaves through it. So an operator who is limited to some tenants reads the
 * same figures as any other.
 */
export interface TelemetryClient<Transport = never> {
  /**
   * How often each event of the catalog happened. Exact to the millisecond, and as fast with many events as with few.
   *
   * @example
   * const { totalEvents, families } = orThrow(await operator.telemetry.summary({ window: '7d' }));
   */
  summary(request?: UsageRangeRequest): ResultAsync<UsageSummaryView, AccessRefusal | Transport>;
  /**
   * The same by hour for up to 48 hours, and else by UTC day. A range of more than 400 days is `invalid_input`.
   *
   * @example
   * const { buckets, families } = orThrow(await operator.telemetry.trend({ window: '30d' }));
   */
  trend(request?: UsageRangeRequest): ResultAsync<UsageTrendView, AccessRefusal | Transport>;
}
