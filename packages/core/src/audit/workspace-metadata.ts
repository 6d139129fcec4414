import type { AuditEntry, AuditMetadata } from '../ports/audit-store.ts';
import { pauseMetadata } from './actions/controls.ts';
import { commonMetadata, type MetadataReader } from './actions/definition.ts';
import { definitionOf } from './catalog.ts';

type Entry = Pick<AuditEntry, 'action' | 'workspaceId' | 'metadata'>;

/** The metadata of an entry as a workspace reads it: the keys that the record of the action gives it, and no others. */
export function workspaceMetadata(entry: Entry): AuditMetadata {
  const readerOf = readersOf(entry.action);
  const shown: [name: string, value: AuditMetadata[string]][] = [];
  const replacing: typeof shown = [];
  for (const [key, value] of Object.entries(entry.metadata)) {
    const reader = readerOf(key);
    if (!isReader(entry, reader)) continue;
    if (typeof reader === 'object' && reader.as !== undefined) replacing.push([reader.as, value]);
    else shown.push([key, value]);
  }
  return Object.fromEntries([...shown, ...replacing]);
}

/** An action that this release does not write comes from a newer one: a workspace reads what is not kept from it in any other entry. */
const ofNewerRelease = { metadata: pauseMetadata, hostMetadata: 'workspace' } as const;

function readersOf(action: string): (key: string) => MetadataReader {
  const definition = definitionOf(action);
  const { metadata, hostMetadata = 'platform' } = definition?.metadata ? definition : ofNewerRelease;
  const readers = new Map<string, MetadataReader>(Object.entries({ ...commonMetadata, ...metadata }));
  return (key) => readers.get(key) ?? hostMetadata;
}

function isReader({ workspaceId, metadata }: Entry, reader: MetadataReader): boolean {
  if (typeof reader === 'string') return reader === 'workspace';
  const named = metadata[reader.onlyIn];
  return named === undefined || named === workspaceId;
}
