import { latch, type Latch } from '../../src/conformance/timing.ts';
import { ok, type Result } from '../../src/kernel/result.ts';
import type {
  OperationContext,
  OperationDefinition,
  OperationFailure,
  OperationReport,
} from '../../src/runs/definition.ts';

/** One time that a handler was called. */
export interface HandlerCall {
  readonly context: OperationContext<unknown>;
  /** Why the signal fired, once it has. */
  readonly aborted: readonly unknown[];
  /** Lets the handler answer. */
  finish(answer?: Result<OperationReport, OperationFailure>): void;
}

/** A handler that waits until the test says how it ends; it does not listen to its signal. */
export function heldHandler(): { readonly run: OperationDefinition['run']; readonly calls: readonly HandlerCall[] } {
  const calls: HandlerCall[] = [];
  return {
    calls,
    async run(context) {
      const finished: Latch = latch();
      const aborted: unknown[] = [];
      let answer: Result<OperationReport, OperationFailure> = ok({});
      context.signal.addEventListener('abort', () => void aborted.push(context.signal.reason));
      calls.push({
        context,
        aborted,
        finish(given = ok({})) {
          answer = given;
          finished.open();
        },
      });
      await finished.opened;
      return answer;
    },
  };
}
