/** What a formula begins with; the full-width forms are taken for the others in East Asian settings. */
const sign = String.raw`[=+\-@＝＋－＠]`;

/** What programs look through before they take something for a formula: invisible characters, and a quote that opens the cell they believe in. */
const ignored = String.raw`"\u00a0\u200b\u2060\ufeff`;

/** At the start of a cell; a tab or a line break is itself taken for nothing by some programs. */
const atStart = new RegExp(String.raw`^(?=[\s${ignored}]*${sign}|[\t\r\n])`);

/**
 * Inside a cell, where a program that was told another separator begins the next one: a German one takes `;`, and pasted text is split at tabs
 * and line breaks. Nothing that is looked through is a separator, so the time is linear.
 */
const afterSeparator = new RegExp(String.raw`([;\t\r\n])(?=[ ${ignored}]*${sign})`, 'g');

/**
 * Text that no spreadsheet takes for a formula: an apostrophe goes before what would start one.
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
