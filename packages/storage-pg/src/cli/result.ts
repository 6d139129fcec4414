/** The output of the command line and its exit code. 3 is reserved for a command that an operational control has paused; 4 says that the
 * schema is not the one of this version, or that a tenant is not ready. */
export interface CliResult {
  readonly code: 0 | 1 | 2 | 3 | 4;
  readonly out: string;
  readonly err: string;
}
