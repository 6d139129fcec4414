import * as z from 'zod';
import { countAnswer, described, instantAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/lazy.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { windowKey } from '../kernel/time-fields.ts';
import type { WindowKey } from '../kernel/windows.ts';

/** Whether everything that happened in a range is still kept. */
export const usageCoverages = ['full', 'partial'] as const;
/** See {@link usageCoverages}. */
export type UsageCoverage = (typeof usageCoverages)[number];

/** What a figure covers. */
export interface UsageSpanView {
  /** The window that was asked for; null for a range. */
  readonly window: WindowKey | null;
  /** Included. */
  readonly from: Instant;
  /** Included. */
  readonly to: Instant;
  /** `partial` when a part of the range lies before `keptSince`: what happened there is not counted any more. */
  readonly coverage: UsageCoverage;
  /** Events before this instant were removed; null while none was. */
  readonly keptSince: Instant | null;
}

/** How often one kind of event happened. */
export interface UsageFamilyView {
  readonly eventName: string;
  readonly featureArea: string;
  readonly label: string;
  readonly count: number;
}

/** What was used in a range, over all workspaces. */
export interface UsageSummaryView extends UsageSpanView {
  /** Distinct workspaces with at least one event of the catalog or of one that left it. */
  readonly activeWorkspaces: number;
  /** The sum over the families. */
  readonly totalEvents: number;
  /** How many events in which time, or that none was recorded. */
  readonly caption: Sentence;
  /** Every event of the catalog in its order, those that never happened included. */
  readonly families: readonly UsageFamilyView[];
}

/** One hour or one UTC day of a trend. */
export interface UsageBucketView {
  /** The begin of the hour or day, also where the range begins later. */
  readonly start: Instant;
  /** The end of the hour or day, not included. */
  readonly end: Instant;
  /** The range cuts it, or a part of it is not kept: its counts are smaller than those of a whole one. */
  readonly isRagged: boolean;
  /** One count for each family, in their order. */
  readonly counts: readonly number[];
}

/** How use developed in a range, over all workspaces. */
export interface UsageTrendView extends UsageSpanView {
  readonly bucket: 'hour' | 'day';
  /** Every event of the catalog in its order, with the sum over the buckets. */
  readonly families: readonly UsageFamilyView[];
  /** All buckets of the range in order of time, empty ones included. */
  readonly buckets: readonly UsageBucketView[];
}

const spanFields = lazy(() => ({
  window: windowKey.nullable(),
  from: instantAnswer(),
  to: instantAnswer(),
  coverage: z.enum(usageCoverages),
  keptSince: instantAnswer().nullable(),
}));

const familyAnswer = described<UsageFamilyView>()('UsageFamily', () =>
  z.strictObject({ eventName: z.string(), featureArea: z.string(), label: z.string(), count: countAnswer() }),
);

const bucketAnswer = described<UsageBucketView>()('UsageBucket', () =>
  z.strictObject({
    start: instantAnswer(),
    end: instantAnswer(),
    isRagged: z.boolean(),
    counts: z.array(countAnswer()),
  }),
);

/** A {@link UsageSummaryView}. */
export const usageSummaryAnswer = described<UsageSummaryView>()('UsageSummary', () =>
  z.strictObject({
    ...spanFields(),
    activeWorkspaces: countAnswer(),
    totalEvents: countAnswer(),
    caption: sentenceAnswer(),
    families: z.array(familyAnswer()),
  }),
);

/** A {@link UsageTrendView}. */
export const usageTrendAnswer = described<UsageTrendView>()('UsageTrend', () =>
  z.strictObject({
    ...spanFields(),
    bucket: z.enum(['hour', 'day']),
    families: z.array(familyAnswer()),
    buckets: z.array(bucketAnswer()),
  }),
);
