/** What a column holds, and what a query reads and writes it as. An instant is written as text that SQL casts, and so is JSON. */
interface ColumnKinds {
  text: string;
  integer: number;
  boolean: boolean;
  /** A timestamptz: an ISO string with milliseconds when read. */
  instant: string;
  /** A jsonb: parsed when read. */
  json: unknown;
  /** A bytea. SQL makes it of hexadecimal digits, and no query reads it. */
  bytes: string;
  /** A bit string, which only SQL reads. */
  bits: string;
  /** A bigint[], which only SQL reads. */
  integers: readonly number[];
  uuid: string;
}

/** What a column holds; with a question mark, or null. */
export type ColumnKind = keyof ColumnKinds | `${keyof ColumnKinds}?`;

/** The columns of a table. */
export interface Columns {
  readonly [column: string]: ColumnKind;
}

/** A row with these columns. */
export type RowOf<Given extends Columns> = {
  -readonly [Column in keyof Given]: Given[Column] extends `${infer Kind extends keyof ColumnKinds}?`
    ? ColumnKinds[Kind] | null
    : ColumnKinds[Given[Column] & keyof ColumnKinds];
};
