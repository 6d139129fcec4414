import type { UsageMetadata, UsageValue } from '../ports/usage-store.ts';
import type { MetadataField } from './metadata.ts';
import { isPlainObject } from './plain-object.ts';
import { valueReader, type TokenReader } from './read-value.ts';

/**
 * Judges the metadata of one event: answers the values to keep, in the order of the declaration, or null when any part is not safe.
 *
 * It reads each member once and keeps the value that it judged, so that a getter or a proxy which changes its answer gets nothing past it. It reads own members only, so
 * that what a library puts on `Object.prototype` does not count. It never throws. It makes no issues: see `metadataIssues`.
 */
export type MetadataReader = (given: unknown) => UsageMetadata | null;

/** The declaration of the metadata of one event. */
export type MetadataFields = { readonly [key: string]: MetadataField };

/** The reader for platforms that make no code from text, such as a page or a worker with a content security policy. */
export function interpretedReader(fields: MetadataFields, readSafeToken: TokenReader): MetadataReader {
  const keys = Object.keys(fields);
  const readers = new Map(
    Object.entries(fields).map(([key, field], index) => [key, { index, read: valueReader(field, readSafeToken) }]),
  );
  return (given) => {
    if (given === undefined || given === null) return {};
    try {
      if (!isPlainObject(given)) return null;
      const kept: (UsageValue | undefined)[] = [];
      for (const key of Object.keys(given)) {
        const reader = readers.get(key);
        if (reader === undefined) return null;
        const value = given[key];
        if (value === undefined || value === null) continue;
        const judged = reader.read(value);
        if (judged === null) return null;
        kept[reader.index] = judged;
      }
      const entries = keys.map((key, index) => [key, kept[index]] as const);
      return Object.fromEntries(
        entries.filter((entry): entry is readonly [string, UsageValue] => entry[1] !== undefined),
      );
    } catch {
      // A proxy or a getter threw.
      return null;
    }
  };
}
