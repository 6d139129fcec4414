/** A wording of `messages` that is not shown, or that replaces nothing. */
export interface WordingProblem {
  /** The id of the message. */
  readonly id: string;
  /** `malformed`: not the part of ICU that is spoken. `placeholder`: it needs a value that the sentence lacks. `unknown_id`: the SDK has no such message. */
  readonly kind: 'malformed' | 'placeholder' | 'unknown_id';
  /** What is wrong and how to correct it, for developers. */
  readonly text: string;
}
