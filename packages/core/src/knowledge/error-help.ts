import { errorTable, type ErrorCode } from '../kernel/error-table.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { errorHelp } from './coverage.ts';
import { sayErrorHelp as say } from './error-help-messages.ts';
import type { BuiltInTopicKey } from './topics.ts';

/** An error code with what it means. */
export interface ErrorEntry {
  readonly code: ErrorCode;
  /** The end of the `type` of its problem details. */
  readonly problemType: string;
  readonly meaning: Sentence;
  readonly action: Sentence;
  /** Null for one that has no topic on purpose. */
  readonly topicKey: BuiltInTopicKey | null;
}

/** Every error code, in the order of the table. */
export function errorEntries(): readonly ErrorEntry[] {
  return (Object.keys(errorTable) as ErrorCode[]).map((code) => {
    const help = errorHelp[code];
    return {
      code,
      problemType: errorTable[code].problemType,
      meaning: say(`knowledge.error.${code}.meaning`),
      action: say(`knowledge.error.${code}.action`),
      topicKey: 'topic' in help ? help.topic : null,
    };
  });
}
