import { optionChecks } from '../kernel/options.ts';
import type { EventCatalog } from './catalog.ts';
import { dataSheetOf, type UsageDataSheet, type UsageDataSheetEvent } from './data-sheet.ts';
import { defaultRetentionDays, longestRetentionDays } from './retention.ts';

/** The forms of a data sheet. */
export const usageDataSheetFormats = ['markdown', 'json'] as const;
/** See {@link usageDataSheetFormats}. */
export type UsageDataSheetFormat = (typeof usageDataSheetFormats)[number];

/** How a data sheet is written. */
export interface UsageDataSheetOptions {
  /** @default 'markdown' */
  readonly format?: UsageDataSheetFormat | undefined;
  /** How many days the host keeps events: what it gives to `maintenance.pruneUsage`. @default 90 */
  readonly retentionDays?: number | undefined;
}

/** The data sheet as text, the same bytes for the same catalog and options. Throws an invariant for an option that cannot be. */
export function writeDataSheet(events: EventCatalog, options: UsageDataSheetOptions): string {
  const check = optionChecks('atlas.usageDataSheet');
  check.names(options, ['format', 'retentionDays']);
  check.oneOf('format', options.format, usageDataSheetFormats);
  const { format = 'markdown', retentionDays = defaultRetentionDays } = options;
  check.whole('retentionDays', retentionDays, 1, longestRetentionDays);
  const sheet = dataSheetOf(events, retentionDays);
  return format === 'json' ? `${JSON.stringify(sheet, null, 2)}\n` : inMarkdown(sheet);
}

function inMarkdown({ title, purpose, retention, readers, excluded, fields, events }: UsageDataSheet): string {
  const parts = [
    `# ${title}`,
    purpose,
    excluded,
    '## How long',
    retention.text,
    '## Who sees it',
    `${readers.text} The capabilities are ${readers.capabilities.map(code).join(' and ')}.`,
    '## What every event holds',
    table(['field', 'what'], [...fields.map(({ name, text }) => [code(name), plain(text)])]),
    '## Events',
    ...events.flatMap(inSection),
  ];
  return `${parts.join('\n\n')}\n`;
}

function inSection({ eventName, featureArea, label, metadata }: UsageDataSheetEvent): readonly string[] {
  return [
    `### ${plain(label)}`,
    `${code(eventName)}, of the capability ${code(featureArea)}.`,
    metadata.length === 0
      ? 'It holds nothing else.'
      : table(['key', 'what'], [...metadata.map(({ key, text }) => [code(key), plain(text)])]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names and keys are lower-case words and dots: nothing in them ends the code. */
function code(name: string): string {
  return `\`${name}\``;
}

/** A label of a host stays text, whatever signs it has. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#&~]/g, String.raw`\$&`);
}
