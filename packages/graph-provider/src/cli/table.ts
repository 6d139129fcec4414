import { styleText } from 'node:util';

/** A cell, with a colour where that says something. */
export type Cell = string | { readonly text: string; readonly colour: 'green' | 'red' | 'yellow' | 'dim' };

/** Rows with aligned columns. Colours change no width: a cell is padded first. */
export function table(rows: readonly (readonly Cell[])[], colours: boolean): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => textOf(row[at]).length)));
  const line = (row: readonly Cell[]): string => {
    const last = row.findLastIndex((cell) => textOf(cell) !== '');
    return row
      .slice(0, last + 1)
      .map((cell, at) => painted(cell, at === last ? 0 : (widths[at] ?? 0), colours))
      .join('  ');
  };
  return rows.map((row) => `${line(row)}\n`).join('');
}

function painted(cell: Cell, width: number, colours: boolean): string {
  const padded = textOf(cell).padEnd(width);
  return typeof cell === 'string' || !colours ? padded : styleText(cell.colour, padded, { validateStream: false });
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}
