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

const months =
  'jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|mär(?:z)?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|' +
  'de[cz](?:ember)?';

/** What programs read as a number, a date, a time or a truth value, and then show differently. */
const readAsValue = [
  /^(?=.*\d)[\d.,]+(?:e[+-]?\d+)? ?%?$/i,
  /^\d{1,4}(?: ?[-/.:] ?\d{1,4}){1,3}(?: ?[ap]m)?$/i,
  new RegExp(`^(?:\\d{1,4}[-/. ]{0,2})?(?:${months})\\.?(?:[-/. ]{0,2}\\d{1,4}){0,2}$`, 'i'),
  /^(?:true|false|wahr|falsch)$/i,
];

/** No number that a program reads is longer. */
const longestValue = 400;

/**
 * Puts an apostrophe before text that a spreadsheet would change into a value: the id `007` would become 7, `12E5` 1200000, and `1-2` a date. Cells that are
 * quoted are changed too.
 */
export function withoutValues(text: string): string {
  const shown = text.length > longestValue ? '' : text.trim();
  return readAsValue.some((pattern) => pattern.test(shown)) ? `'${text}` : text;
}

/** One line of a CSV file. Every cell is quoted, so that no content needs judging; null is an empty cell. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** @see RFC 4180 */
function csvCell(text: string | null): string {
  return `"${withoutFormulas(withoutValues(text ?? '')).replaceAll('"', '""')}"`;
}
