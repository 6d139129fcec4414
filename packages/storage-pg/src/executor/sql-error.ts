/** What the server said about a statement, reduced to what is safe to log and needed to decide. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** SQLSTATE. */
  readonly state: string;
  /** The constraint that was broken, or null. */
  readonly constraint: string | null;
  /** Whether a row-level security policy refused a write: its state, 42501, is shared with missing grants. */
  readonly rowSecurity: boolean;

  constructor(state: string, message: string, constraint: string | null, rowSecurity = false) {
    super(message);
    this.state = state;
    this.constraint = constraint;
    this.rowSecurity = rowSecurity;
  }
}

/** Serialization failure or deadlock: the same unit may be run again. */
export function isRepeatable(error: unknown): boolean {
  return error instanceof SqlError && (error.state === '40001' || error.state === '40P01');
}
