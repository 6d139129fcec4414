import type { MessageEntry } from '../../kernel/sentence.ts';
import { aggregateCountKeys, type AggregateCountKey } from '../../ports/aggregate-stores.ts';
import type { OcsfTypeName } from '../ocsf-classes.ts';

/** What every action has. */
interface DescribedAction {
  /** What people read in place of the id. */
  readonly label: MessageEntry;
  /** The OCSF class and activity of its entries. */
  readonly ocsf: OcsfTypeName;
}

/** An action that no code writes yet. */
export interface PlannedAction extends DescribedAction {
  readonly summary?: never;
  readonly summaries?: never;
  readonly metadata?: never;
}

/** An action that code writes. It has one summary, or several of which the writer picks one. */
export type WrittenAction = DescribedAction & Detailed & (OneSummary | SeveralSummaries);

/** Everything about one audit action. Whatever else names actions derives from these. */
export type ActionDefinition = PlannedAction | WrittenAction;

/**
 * The actions of one area by id. Each id begins with a subject of the area. No two areas share a subject, so that none replaces an action of another where
 * they are put together.
 */
export type ActionDefinitions<Subject extends string> = {
  readonly [Action in `${Subject}.${string}`]: ActionDefinition;
};

/** The sentence that sums up an entry. Its placeholders are plain, such as `{name}`: they are what a writer has to give. */
export interface SummaryMessage extends MessageEntry {
  readonly id: `audit.summary.${string}`;
}

interface OneSummary {
  readonly summary: SummaryMessage;
  readonly summaries?: never;
}

interface SeveralSummaries {
  readonly summaries: { readonly [variant: string]: SummaryMessage };
  readonly summary?: never;
}

interface Detailed {
  /** The keys that an entry may have in its metadata, each with its readers. A workspace reads no other key. */
  readonly metadata: MetadataReaders;
  /** Who reads the keys that a host adds. @default a host adds none */
  readonly hostMetadata?: MetadataReader;
}

/** Keys of the metadata with their readers. */
export type MetadataReaders = { readonly [key: string]: MetadataReader };

/**
 * Who reads a key of the metadata. The platform reads every key.
 *
 * - `workspace`: a workspace that reads the entry.
 * - `platform`: no workspace.
 * - `onlyIn`: the workspace that another key of the entry names; every workspace where the entry does not have that key. With `as`, a workspace reads the
 *   value under that name, in place of the value there.
 */
export type MetadataReader =
  | 'workspace'
  | 'platform'
  | { readonly onlyIn: 'workspace_id' | 'previous_workspace_id'; readonly as?: string };

/** The keys by which the receipt of an erasure counts the rows of each aggregate, all with the same reader. */
export function aggregateCounts<const Reader extends MetadataReader>(
  reader: Reader,
): { readonly [key in AggregateCountKey]: Reader } {
  const readers = Object.values(aggregateCountKeys).map((key) => [key, reader] as const);
  return Object.fromEntries(readers) as { readonly [key in AggregateCountKey]: Reader };
}

/** The keys that the entry of any action may have. */
export const commonMetadata = { is_break_glass: 'workspace' } as const satisfies MetadataReaders;
