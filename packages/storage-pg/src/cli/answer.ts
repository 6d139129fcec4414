/** What a command answers: for people, for programs, and its exit code. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  readonly code: 0 | 1 | 4;
}
