/** The characters that begin a formula; programs with East Asian settings treat the full-width forms like the others. */
const sign = String.raw`[=+\-@＝＋－＠]`;

/** The characters that programs skip before they recognise a formula: invisible characters, and a quote that opens a cell. */
const ignored = String.raw`"\u00a0\u200b\u2060\ufeff`;

/** At the start of a cell; some programs also skip a tab or a line break. */
const atStart = new RegExp(String.raw`^(?=[\s${ignored}]*${sign}|[\t\r\n])`);

/**
 * Inside a cell, where a program with another separator begins the next cell: a German one uses `;`, and pasted text is split at tabs and line breaks. No
 * skipped character is a separator, so the time is linear.
 */
const afterSeparator = new RegExp(String.raw`([;\t\r\n])(?=[ ${ignored}]*${sign})`, 'g');

/**
 * Puts an apostrophe before text that would start a formula, so that no spreadsheet runs it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function withoutFormulas(text: string): string {
  return text.replace(afterSeparator, "$1'").replace(atStart, "'");
}

/** One line of a CSV file. Every cell is quoted, so that no content needs judging; null is an empty cell. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** @see RFC 4180 */
function csvCell(text: string | null): string {
  return `"${withoutFormulas(text ?? '').replaceAll('"', '""')}"`;
}
