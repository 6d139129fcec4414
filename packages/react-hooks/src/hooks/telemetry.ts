// Hooks of product usage. A call without the annotation would stay in every bundle, because it could have effects.
import { telemetrySummaryOptions, telemetryTrendOptions } from '../options.ts';
import { readHook } from '../query/use-read.ts';

/** How often each event happened in a time range, over all workspaces. */
export const useTelemetrySummary = /* @__PURE__ */ readHook(telemetrySummaryOptions);

/** How often each event happened in each hour or UTC day of a time range, over all workspaces. */
export const useTelemetryTrend = /* @__PURE__ */ readHook(telemetryTrendOptions);
