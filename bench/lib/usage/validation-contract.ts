/** What a process that judges events is told to do. It answers the processor time for one event, in nanoseconds: other programs of the machine do not count in it. */
export interface ValidationTask {
  /** Right events, or wrong ones, which all have to be refused. */
  readonly isRight: boolean;
  /** How often it goes through its 4,096 events. */
  readonly passes: number;
}
