import type { UnitRoleNames } from '../roles/index.ts';

/** One numbered step of the schema. Once released its text never changes: the migrator compares checksums. */
export interface Migration {
  /** 1, 2, 3 and so on, without gaps. */
  readonly number: number;
  readonly name: string;
  /**
   * The oldest schema version whose code still works with the schema after this step, reads and writes included: its own number when it renames or
   * removes what older code uses, or when older code would break a rule that it makes. It is recorded in the database, where older code reads it.
   */
  readonly worksWith: number;
  /**
   * The statements, with every name qualified by `schema`, for these roles. They run in one transaction, after the roles exist.
   * Where stored rows need the decision of a person, they raise 55000 with a text that names the rows and what to do.
   */
  up(schema: string, roles: UnitRoleNames): string;
}
