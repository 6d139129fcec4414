import { InvariantError, isStorageFault, StorageFault } from '@tenantatlas/core/ports';
import { withCause } from './cause.ts';
import { SqlError } from './sql-error.ts';

/** The fields that pg, postgres.js and PGlite put on what the server reports. */
interface ServerReport {
  readonly code: string;
  readonly message: string;
  readonly severity: unknown;
  readonly constraint?: unknown;
  readonly constraint_name?: unknown;
  readonly routine?: unknown;
}

/** A rejection of a driver, reduced to what may leave an adapter. */
export interface DriverFailure {
  /** A `StorageFault`, an {@link SqlError} or an invariant. */
  readonly error: Error;
  /** Whether the connection is unusable: it must never go back to its pool. */
  readonly connectionLost: boolean;
}

/**
 * Reduces the rejection of a driver. Drivers put parameters, row values and connection data on their errors, so nothing of the original is kept, not
 * even as `cause`. The message goes to {@link causeOf}, redacted. While `connecting`, what the server refuses is the login.
 */
export function fromDriver(error: unknown, phase: 'connecting' | 'connected' = 'connected'): DriverFailure {
  if (error instanceof SqlError || error instanceof InvariantError || isStorageFault(error))
    return { error, connectionLost: false };
  if (isServerReport(error)) return fromServer(error, phase);
  if (isMisuse(error)) {
    const text = `The database driver refused the call (${error.name}): a bug in the SDK, or a driver of an unsupported version.`;
    return { error: new InvariantError(text), connectionLost: true };
  }
  const text = `The connection to the database failed (${transportCode(error)}).`;
  return { error: withCause(new StorageFault('unavailable', text), null, messageOf(error)), connectionLost: true };
}

function fromServer(report: ServerReport, phase: 'connecting' | 'connected'): DriverFailure {
  const connectionLost = phase === 'connecting' || endsConnection(report);
  if (!connectionLost && !isServerFailure(report.code)) return { error: sqlError(report), connectionLost };
  const refused = refusesLogin(report, phase);
  const text = refused
    ? `The server refused the login (SQLSTATE ${report.code}); check user, password, database and the right to connect.`
    : `The database cannot serve the request (SQLSTATE ${report.code}).`;
  const fault = new StorageFault(refused ? 'login_refused' : 'unavailable', text);
  return { error: withCause(fault, report.code, report.message), connectionLost };
}

/** `severity` distinguishes a server's report from a socket error whose code happens to have five letters (`EPIPE`). */
function isServerReport(error: unknown): error is ServerReport {
  if (typeof error !== 'object' || error === null || !('severity' in error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}

function isMisuse(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/**
 * Connection exceptions, refused logins, a missing database, shutdowns, and timeouts that end the session. A statement that does not fit what was
 * prepared (08P01, of severity ERROR) leaves the connection as it is, with a transaction that has to be rolled back.
 */
function endsConnection({ code: state, severity }: ServerReport): boolean {
  if (state === '08P01' && severity === 'ERROR') return false;
  return (
    ['08', '28', '3D', '57P'].some((prefix) => state.startsWith(prefix)) ||
    ['25P03', '25P04', '53300'].includes(state) ||
    severity === 'FATAL'
  );
}

/**
 * Wrong user or password, no such database, a login that may not log in, and a revoked CONNECT. A server that is starting, stopping or full is not among
 * them: that passes.
 */
function refusesLogin({ code: state, severity }: ServerReport, phase: 'connecting' | 'connected'): boolean {
  if (state.startsWith('28') || state.startsWith('3D')) return true;
  return (state === '42501' || state === '55000') && (phase === 'connecting' || severity === 'FATAL');
}

/** Exhausted resources, system and internal errors. */
function isServerFailure(state: string): boolean {
  return ['53', '58', 'XX'].some((stateClass) => state.startsWith(stateClass));
}

/**
 * Classes whose messages name objects and types only. Messages of other classes may quote values (`invalid input syntax for type
 * integer: "..."`), so they are replaced.
 */
const classesWithoutValues = ['0A', '25', '3B', '3F', '40', '42', '55', '57'];

function sqlError(report: ServerReport): SqlError {
  const constraint = [report.constraint, report.constraint_name].find((name) => typeof name === 'string') ?? null;
  const text = classesWithoutValues.some((stateClass) => report.code.startsWith(stateClass))
    ? `: ${report.message}`
    : '';
  // The routine is the only part of the report that distinguishes a policy from a missing grant in every language of the server.
  const error = new SqlError(
    report.code,
    `SQLSTATE ${report.code}${text}`,
    constraint,
    report.routine === 'ExecWithCheckOptions',
  );
  return withCause(error, report.code, text === '' ? `SQLSTATE ${report.code}` : report.message);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : 'no message';
}

/** `ECONNREFUSED` and the like; never the message, which names hosts and ports. */
function transportCode(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return error instanceof AggregateError && error.errors.length > 0 ? transportCode(error.errors[0]) : 'closed';
}
