/** What a process that records product usage is made with. */
export interface RecorderConfig {
  readonly url: string;
  /** Loops that run at the same time, and the connections of the pool. */
  readonly loops: number;
  /** The instant of the events that it records itself. */
  readonly occurredAt: string;
}

/** From such a process to the test: what was answered, with the id that the database has. */
export type FromRecorder =
  | { readonly said: 'ready' }
  | { readonly said: 'acted'; readonly id: string }
  | { readonly said: 'started'; readonly id: string }
  | { readonly said: 'recorded'; readonly id: string };
