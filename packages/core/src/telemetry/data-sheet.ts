import { accessMatrix } from '../access/matrix.ts';
import { idPattern } from '../kernel/ids.ts';
import type { UsageEvent } from '../ports/usage-store.ts';
import type { EventCatalog } from './catalog.ts';
import type { MetadataField } from './metadata.ts';

/** What is recorded of the use of a product, why, how long, and who sees it. */
export interface UsageDataSheet {
  readonly title: string;
  readonly purpose: string;
  readonly retention: { readonly days: number; readonly text: string };
  readonly readers: { readonly capabilities: readonly string[]; readonly text: string };
  /** What no event can hold. */
  readonly excluded: string;
  /** What every event holds besides its metadata. */
  readonly fields: readonly { readonly name: string; readonly text: string }[];
  readonly events: readonly UsageDataSheetEvent[];
}

/** One kind of event in a data sheet. */
export interface UsageDataSheetEvent {
  readonly eventName: string;
  readonly featureArea: string;
  readonly label: string;
  /** The only keys that it may carry. */
  readonly metadata: readonly { readonly key: string; readonly text: string }[];
  /** A JSON Schema (2020-12) of its metadata. */
  readonly metadataSchema: { readonly [keyword: string]: unknown };
}

const fields = {
  id: 'The id of the event.',
  workspaceId: 'The id of the workspace.',
  tenantId: 'The id of the tenant.',
  user: 'The id of the person who did it. It is removed when that person is erased.',
  eventName: 'What happened, one of the events below.',
  featureArea: 'The capability that was used.',
  subjectType: 'The kind of thing that it happened to, such as a run.',
  subjectId: 'The id of that thing.',
  occurredAt: 'When it happened.',
  recordedAt: 'When it was recorded.',
} as const satisfies { readonly [Name in Exclude<keyof UsageEvent, 'metadata'>]: string };

/** The data sheet of a catalog. It follows from the catalog and the number of days alone. */
export function dataSheetOf(events: EventCatalog, days: number): UsageDataSheet {
  const { platform } = accessMatrix['telemetry.summary'];
  return {
    title: 'Product usage: what is recorded',
    purpose:
      'To know how often each capability of the product is used. Only milestones are recorded, and no page view.',
    retention: {
      days,
      text: `An event is removed once it is older than ${days} ${days === 1 ? 'day' : 'days'}. It is removed earlier together with its tenant or its workspace. The hour in which a workspace had its last event is kept as long as the workspace.`,
    },
    readers: {
      capabilities: platform.needs === 'any_of' ? platform.capabilities : [],
      text: 'Platform operators with one of these capabilities see counts over all workspaces. Users of a workspace see none, and no read shows a single event.',
    },
    excluded:
      'No event can hold an e-mail address, free text, an answer of a provider, a file or a secret: a value is one of the kinds below. A short text is one word, for keys and ids of the product and not for names of people.',
    fields: Object.entries(fields).map(([name, text]) => ({ name, text })),
    events: Object.entries(events).map(([eventName, { featureArea, label, metadata }]) => ({
      eventName,
      featureArea,
      label,
      metadata: Object.entries(metadata).map(([key, field]) => ({ key, text: textOf(field) })),
      metadataSchema: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(metadata).map(([key, field]) => [key, schemaOf(field)])),
        additionalProperties: false,
      },
    })),
  };
}

function textOf(field: MetadataField): string {
  switch (field.kind) {
    case 'token':
      return field.values === null
        ? 'A short text without spaces and @: 1 to 120 characters of A-Z a-z 0-9 . _ : + / -, no web address and no credential'
        : `One of: ${field.values.join(', ')}`;
    case 'integer':
      return 'A whole number';
    case 'flag':
      return 'True or false';
    case 'instant':
      return 'A point in time';
  }
}

function schemaOf(field: MetadataField): { readonly [keyword: string]: unknown } {
  switch (field.kind) {
    case 'token':
      return field.values === null ? { type: 'string', pattern: idPattern } : { enum: field.values };
    case 'integer':
      return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    case 'flag':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
  }
}
