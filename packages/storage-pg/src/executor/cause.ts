import { redactText } from '@tenantatlas/core/ports';

/** What a driver or the server said, for the log of a host. */
export interface Cause {
  /** SQLSTATE; null when the server was not reached. */
  readonly state: string | null;
  /** The message, redacted: no password, no connection string, no value of a row. */
  readonly text: string;
}

/** Beside the errors and not on them: what a host logs or sends of an error must not hold more than the error's own text. */
const causes = new WeakMap<Error, Cause>();

/** Remembers the cause of an error. `text` MUST hold no value of a row; secrets are redacted here. */
export function withCause<E extends Error>(error: E, state: string | null, text: string): E {
  causes.set(error, { state, text: redactText(text, 500) });
  return error;
}

/** The cause of an error, if one is known. */
export function causeOf(error: unknown): Cause | null {
  return error instanceof Error ? (causes.get(error) ?? null) : null;
}

/** Hands the cause of `from` on to an error that takes its place. */
export function causedBy<E extends Error>(error: E, from: unknown): E {
  const cause = causeOf(from);
  if (cause) causes.set(error, cause);
  return error;
}
