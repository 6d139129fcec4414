/**
 * The result of a command: what goes to the output and beside it. The code is 0 for ready or printed, 1 where there is no answer that says so, 2 for a wrong command line, 4
 * for a tenant that is not ready.
 */
export interface GraphCommandResult {
  readonly code: 0 | 1 | 2 | 4;
  readonly out: string;
  readonly err: string;
}

/** A command that could not do its work. */
export function failed(text: string): GraphCommandResult {
  return { code: 1, out: '', err: `tenantatlas: ${text}\n` };
}
