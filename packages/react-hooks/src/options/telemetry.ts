// Query options of product usage, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { queryOf } from '../query/atlas-query.ts';

/** What `useTelemetrySummary` reads. */
export const telemetrySummaryOptions = /* @__PURE__ */ queryOf('telemetry.summary');

/** What `useTelemetryTrend` reads. */
export const telemetryTrendOptions = /* @__PURE__ */ queryOf('telemetry.trend');
