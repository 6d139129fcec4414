import type { Forbidden, InvalidInput, NotFound, StorageFailure } from '../kernel/errors.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { ExportPage, Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { exportInput, listInput } from './schema.ts';
import type { AuditEntryView } from './view.ts';

export type { AuditEntryView } from './view.ts';

/** What `audit.list` can be asked; without `workspaceId` it reads the platform ledger. */
export type AuditListRequest = RequestOf<typeof listInput>;

/** What `audit.export` can be asked: the filters of {@link AuditListRequest}, and a format. */
export type AuditExportRequest = RequestOf<typeof exportInput>;

/** Errors of `audit.list` and `audit.export`. */
export type AuditListError = NotFound | Forbidden | InvalidInput | StorageFailure;

/** The audit trail of one caller. */
export interface AuditClient<Transport = never> {
  /**
   * Entries of one ledger, newest first: of a workspace, or of the platform when no workspace is named. A workspace user sees entries of the
   * tenants they are entitled to, and those of no tenant.
   *
   * `window` looks back from now and has no upper end, so that an entry of a process whose clock runs ahead is in it. `from` after `to` is `invalid_input`
   * at `to`. `actions` lets entries of any of these pass; an empty list is refused, because nothing could be found by it.
   * An action that this version does not know is no mistake: a ledger keeps entries of earlier catalogs. `tenantId` needs its `workspaceId`.
   *
   * @see docs/guide/getting-started.md#export-the-audit-trail
   */
  list(request?: AuditListRequest): ResultAsync<Page<AuditEntryView>, AuditListError | Transport>;

  /**
   * The same entries in the same order, as pages of a file: the texts of all pages, put together, are the file. A page without entries is an
   * empty text, except that a CSV file starts with its mark and its header. A cursor is refused with other filters, and with another format.
   *
   * - `ndjson` (`application/x-ndjson`): one {@link AuditEntryView} per line as canonical JSON (RFC 8785), in which U+0085, U+2028 and U+2029 are
   *   escaped, because some readers take them for the end of a line. For machines, and the only one that is complete.
   * - `csv` (`text/csv`, RFC 4180, UTF-8): for reading in a spreadsheet. The file begins with a byte order mark, which a spreadsheet needs to recognise
   *   UTF-8. An apostrophe is put before a cell that would start a formula, and before one that would be changed into a number or a date (`007`, `12E5`), so
   *   the text in the file may differ from the stored text. The columns are `id`, `recorded_at`, `action`, `action_label`, `outcome`, `actor_kind`, `actor_id`,
   *   `actor_label`, `target_type`, `target_id`, `target_label`, `workspace_id`, `tenant_id`, `operation_run_id`, `summary` and `metadata`, the last as
   *   canonical JSON; labels and summaries are in English; absent is empty.
   * - `ocsf` (`application/x-ndjson`): one OCSF 1.3.0 event per line, of class Entity Management or User Access Management. Members without an OCSF
   *   attribute are under `unmapped`.
   *
   * Entries are in the order of their recording, which is when they were made and not when their transaction was committed. An export that goes on
   * where the last one ended begins a little earlier and drops the ids that it has.
   *
   * @example
   * let cursor: string | null = null;
   * do {
   *   const page: ExportPage = orThrow(await owner.audit.export({ workspaceId: 'w-1', format: 'csv', limit: 200, cursor }));
   *   file.write(page.text);
   *   cursor = page.nextCursor;
   * } while (cursor !== null);
   *
   * @see docs/guide/getting-started.md#export-the-audit-trail
   * @see https://schema.ocsf.io/1.3.0
   */
  export(request: AuditExportRequest): ResultAsync<ExportPage, AuditListError | Transport>;
}
