/** One numbered step of the schema. Once released its text never changes: the migrator compares checksums. */
export interface Migration {
  /** 1, 2, 3 and so on, without gaps. */
  readonly number: number;
  readonly name: string;
  /** The statements, with every name qualified by `schema`. They run in one transaction, after the roles exist. */
  up(schema: string): string;
}
