/** Where the SDK reports what a host's operators should know. It MUST NOT throw. */
export interface Logger {
  /** A problem to investigate: a failed store, a refused start. `fields` hold no secret and no person's name. */
  warn(event: string, fields: LogFields): void;
  /** A bug in the SDK or the host. */
  error(event: string, fields: LogFields): void;
}

/** Scalars that describe a log line. */
export type LogFields = { readonly [key: string]: string | number | boolean | null };

/** Logs nothing; the default. */
export const silentLogger: Logger = { warn: () => {}, error: () => {} };
