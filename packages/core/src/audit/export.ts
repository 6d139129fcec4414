import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { ExportPage } from '../kernel/page.ts';
import { auditColumns } from './columns.ts';
import { csvLine } from './csv.ts';
import type { AuditExportFormat } from './formats.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { ocsfEvent } from './ocsf.ts';
import type { AuditEntryView } from './view.ts';

/** How a file is written down. It sees views only, so that it cannot tell more than `audit.list` does. */
interface FileFormat {
  readonly contentType: string;
  /** What the file begins with. */
  readonly header: string;
  line(entry: AuditEntryView, hostActions: AuditActionCatalog): string;
}

const byteOrderMark = '\ufeff';
const ndjsonType = 'application/x-ndjson; charset=utf-8';

const fileFormats: { readonly [format in AuditExportFormat]: FileFormat } = {
  ndjson: { contentType: ndjsonType, header: '', line: jsonLine },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    // The mark tells a spreadsheet that the file is UTF-8; without it, names with other letters than a to z are garbled.
    header: byteOrderMark + csvLine(auditColumns.map(({ name }) => name)),
    line: (entry) => csvLine(auditColumns.map(({ read }) => read(entry))),
  },
  ocsf: { contentType: ndjsonType, header: '', line: (entry, hostActions) => jsonLine(ocsfEvent(entry, hostActions)) },
};

/** Writes entries down as a part of a file. */
export function exportText(
  format: AuditExportFormat,
  entries: readonly AuditEntryView[],
  { isFirst, hostActions = {} }: { readonly isFirst: boolean; readonly hostActions?: AuditActionCatalog },
): Omit<ExportPage, 'nextCursor'> {
  const { contentType, header, line } = fileFormats[format];
  return { contentType, text: (isFirst ? header : '') + entries.map((entry) => line(entry, hostActions)).join('') };
}

/** Characters that are ordinary text in JSON, but that some readers take for the end of a line. */
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** Canonical JSON, so that an entry has the same bytes from every store. It is one line for every reader, so that no name can hide entries. */
function jsonLine(value: object): string {
  const json = canonicalJson(value as JsonValue);
  return `${json.replace(otherLineEnds, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
