import { causedBy } from './cause.ts';

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

/**
 * The server refused a statement for what it keeps, or does not keep, under its name. A statement that is sent again has another name or none, so the unit may be run
 * again.
 */
export class PlanRefused extends SqlError {
  /** Whether a change of the schema made the plan useless. Otherwise the server does not have what the driver believes: a pooler, or a DEALLOCATE of the host. */
  readonly isOutdated: boolean;

  constructor(error: SqlError) {
    super(error.state, error.message, error.constraint, error.rowSecurity);
    this.isOutdated = error.state === '0A000';
  }
}

/** The states of a {@link PlanRefused}: a name that is unknown, one that is taken, parameters of another statement, a result that has other columns. */
const planStates = ['26000', '42P05', '08P01', '0A000'];

/** What the server said about a statement with a name: a {@link PlanRefused} when the name may be the cause. */
export function ofNamed(error: Error): Error {
  return error instanceof SqlError && planStates.includes(error.state)
    ? causedBy(new PlanRefused(error), error)
    : error;
}

/** Serialization failure, deadlock, a refused plan or a partition that changed meanwhile: the same unit may be run again. */
export function isRepeatable(error: unknown): boolean {
  return (
    error instanceof PlanRefused ||
    (error instanceof SqlError && (error.state === '40001' || error.state === '40P01' || isOtherPartition(error)))
  );
}

/**
 * A row was sent to the default partition, and waited there while another session made the partition to which it belongs. PostgreSQL checks the bounds again, and refuses the row
 * as a check violation without a constraint; those of tables have names. A repetition finds the new partition.
 */
export function isOtherPartition({ state, constraint }: Pick<SqlError, 'state' | 'constraint'>): boolean {
  return state === '23514' && constraint === null;
}
