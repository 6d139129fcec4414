/** Reads a CSV file strictly by RFC 4180: a test must not accept what a strict reader would refuse. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const reader = { text, at: 0 };
  const rows: (readonly string[])[] = [];
  while (reader.at < text.length) rows.push(readRow(reader));
  return rows;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readRow(reader: Reader): readonly string[] {
  const cells = [readCell(reader)];
  while (take(reader, ',')) cells.push(readCell(reader));
  if (!take(reader, '\r\n')) throw new Error(`Expected the end of a line at ${reader.at}.`);
  return cells;
}

function readCell(reader: Reader): string {
  return take(reader, '"') ? readQuoted(reader) : readPlain(reader);
}

function readQuoted(reader: Reader): string {
  let cell = '';
  while (reader.at < reader.text.length) {
    if (take(reader, '""')) cell += '"';
    else if (take(reader, '"')) return cell;
    else cell += reader.text.charAt(reader.at++);
  }
  throw new Error('A quoted cell has no end.');
}

function readPlain(reader: Reader): string {
  const plain = /[^,"\r\n]*/y;
  plain.lastIndex = reader.at;
  const [cell = ''] = plain.exec(reader.text) ?? [];
  reader.at += cell.length;
  return cell;
}

function take(reader: Reader, expected: string): boolean {
  if (!reader.text.startsWith(expected, reader.at)) return false;
  reader.at += expected.length;
  return true;
}
