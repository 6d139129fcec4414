import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { EventCatalog } from './catalog.ts';
import type { TelemetryClient } from './client.ts';
import { summary, trend } from './read.ts';
import { usageRangeInput } from './schema.ts';
import { usageSummaryAnswer, usageTrendAnswer } from './view.ts';

/** The methods of `telemetry` over the events of one atlas. */
export function telemetryMethods(events: EventCatalog) {
  return methodGroup<TelemetryClient>()([
    method({
      name: 'telemetry.summary',
      summary: 'Counts how often each event happened in a time range, over all workspaces.',
      input: usageRangeInput,
      answer: usageSummaryAnswer,
      refusals: [],
      run: (context) => summary(context, events),
    }),
    method({
      name: 'telemetry.trend',
      summary: 'Counts how often each event happened in each hour or UTC day of a time range, over all workspaces.',
      input: usageRangeInput,
      answer: usageTrendAnswer,
      refusals: [],
      run: (context) => trend(context, events),
    }),
  ]);
}
