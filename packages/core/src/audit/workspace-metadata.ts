import type { AuditEntry, AuditMetadata } from '../ports/audit-store.ts';
import { pauseMetadata } from './actions/controls.ts';
import { commonMetadata, type MetadataReader, type MetadataReaders } from './actions/definition.ts';
import { definitionOf } from './catalog.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { hostSummaryPrefix } from './host-actions.ts';

type Entry = Pick<AuditEntry, 'action' | 'workspaceId' | 'metadata'> & Partial<Pick<AuditEntry, 'summary'>>;

/** The metadata of an entry as a workspace reads it: the keys that the record of the action gives it, and no others. */
export function workspaceMetadata(entry: Entry, hostActions: AuditActionCatalog = {}): AuditMetadata {
  const readerOf = readersOf(entry, hostActions);
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

/** An action that the host declared once, and no longer does: the readers of its keys are not known. */
const ofFormerHost = { metadata: {}, hostMetadata: 'platform' } as const;

function readersOf({ action, summary }: Entry, hostActions: AuditActionCatalog): (key: string) => MetadataReader {
  const { metadata, hostMetadata = 'platform' } = recordOf(action, summary?.id ?? '', hostActions);
  const readers = new Map<string, MetadataReader>(Object.entries({ ...commonMetadata, ...metadata }));
  return (key) => readers.get(key) ?? hostMetadata;
}

function recordOf(
  action: string,
  summaryId: string,
  hostActions: AuditActionCatalog,
): { readonly metadata: MetadataReaders; readonly hostMetadata?: MetadataReader } {
  const own = Object.hasOwn(hostActions, action) ? hostActions[action] : undefined;
  if (own) return { metadata: own.metadata ?? {} };
  if (summaryId.startsWith(hostSummaryPrefix)) return ofFormerHost;
  const definition = definitionOf(action);
  return definition?.metadata ? definition : ofNewerRelease;
}

function isReader({ workspaceId, metadata }: Entry, reader: MetadataReader): boolean {
  if (typeof reader === 'string') return reader === 'workspace';
  const named = metadata[reader.onlyIn];
  return named === undefined || named === workspaceId;
}
