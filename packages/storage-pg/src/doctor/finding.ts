/** Something that the doctor saw. */
export interface Finding {
  /** Only a `problem` makes a database unhealthy. */
  readonly level: 'problem' | 'warning' | 'info';
  /** A stable word for programs. */
  readonly code:
    | 'schema_version'
    | 'missing'
    | 'unexpected'
    | 'changed'
    | 'role_missing'
    | 'roles_shared'
    | 'other_login'
    | 'old_role'
    | 'role_not_granted'
    | 'role_over_privileged'
    | 'login_bypasses_row_security'
    | 'login_inherits'
    | 'login_may_delete'
    | 'not_durable'
    | 'clock_skew';
  /** The thing it is about, as the catalogue names it. */
  readonly subject: string;
  /** What is wrong and what to do, in English. It names objects of the database and no row. */
  readonly text: string;
  /** Statements that end the finding, with every name qualified, for an administrator or the owner of the schema; null when none can. */
  readonly sql: string | null;
}
