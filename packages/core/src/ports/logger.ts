/** Where the SDK reports what a host's operators should know. What it throws is ignored: it changes no answer. */
export interface Logger {
  /** A problem to investigate: a failed store, a refused start. `fields` hold no secret and no person's name. */
  warn(event: string, fields: LogFields): void;
  /** A bug in the SDK or the host. */
  error(event: string, fields: LogFields): void;
  /**
   * What a developer needs to understand an answer: `refused`, once for each refusal, with the true `reason`. Ids of scopes are in `fields` only where the
   * caller was admitted to the scope. @default not logged
   */
  debug?(event: string, fields: LogFields): void;
}

/** Scalars that describe a log line. */
export type LogFields = { readonly [key: string]: string | number | boolean | null };

/** Logs nothing; the default. */
export const silentLogger: Logger = { warn: () => {}, error: () => {} };
