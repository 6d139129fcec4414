/** The formats of `audit.export`. */
export const auditExportFormats = ['ndjson', 'csv', 'ocsf'] as const;

/**
 * A format of `audit.export`: `ndjson` holds the entries as `audit.list` answers them, for machines; `csv` is for people with a spreadsheet;
 * `ocsf` speaks the Open Cybersecurity Schema Framework, for a SIEM.
 */
export type AuditExportFormat = (typeof auditExportFormats)[number];
