import { lazy } from '../kernel/lazy.ts';
import type { EventCatalog, EventDefinition } from './catalog.ts';
import { compiledReader } from './compiled-reader.ts';
import { interpretedReader, type MetadataReader } from './read-metadata.ts';
import { safeTokenReader, type TokenReader } from './read-value.ts';

/** How the events of one name are judged. */
export interface EventReader {
  readonly eventName: string;
  readonly definition: EventDefinition;
  /** Judges the metadata. */
  readonly readMetadata: MetadataReader;
}

/** The readers of a catalog. */
export interface EventReaders {
  /** The names of the catalog, in its order. */
  readonly names: readonly string[];
  /** The reader of the events of a name; undefined for anything that the catalog does not have. */
  find(eventName: unknown): EventReader | undefined;
  /** Judges a token that a host chose. */
  readonly readSafeToken: TokenReader;
}

/**
 * The readers of a catalog, each made at its first use. They are compiled where code may be made from text, and interpreted elsewhere. A platform that forbids it is
 * asked once, because a page may report each attempt.
 */
export function eventReaders(catalog: EventCatalog, compile: typeof compiledReader = compiledReader): EventReaders {
  const readSafeToken = safeTokenReader();
  let mayCompile = true;
  const make = (fields: EventDefinition['metadata']): MetadataReader => {
    const compiled = mayCompile ? compile(fields, readSafeToken) : null;
    mayCompile = compiled !== null;
    return compiled ?? interpretedReader(fields, readSafeToken);
  };
  const readers = new Map<unknown, EventReader>(
    Object.entries(catalog).map(([eventName, definition]) => {
      const reader = lazy(() => make(definition.metadata));
      return [eventName, { eventName, definition, readMetadata: (given) => reader()(given) }];
    }),
  );
  return { names: Object.keys(catalog), find: (eventName) => readers.get(eventName), readSafeToken };
}
