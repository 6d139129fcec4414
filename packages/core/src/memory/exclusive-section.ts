import { invariant } from '../kernel/invariant.ts';
import type { AsyncContext } from '../kernel/async-context.ts';

/** Lets one piece of work in at a time, first come, first served. */
export interface ExclusiveSection {
  /** Runs `work` once the section is free, and frees it when `work` has ended, however it ended. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether the caller is inside. */
  isInside(): boolean;
}

/** Who is inside a section, and inside which others it got there. */
export interface SectionHolder {
  readonly section: object;
  readonly outer: SectionHolder | undefined;
  /** Turns false when the work has ended: calls that it started and did not await may then enter like independent ones. */
  inside: boolean;
}

/**
 * A section that knows who is inside: entering it again from inside would wait for itself without end, so it is an invariant with `fix` as its
 * text. Only the asynchronous flow that holds the section counts as inside; independent callers queue.
 *
 * Without `AsyncLocalStorage` (browsers, see `createAsyncContext`) the flow is unknown, and the same mistake waits without end.
 */
export function exclusiveSection(context: AsyncContext<SectionHolder>, fix: string): ExclusiveSection {
  const section = {};
  let lastInLine: Promise<void> = Promise.resolve();

  return {
    isInside: () => isInside(section, context.current()),
    async run(work) {
      const outer = context.current();
      invariant(!isInside(section, outer), fix);
      const predecessor = lastInLine;
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      lastInLine = left;
      await predecessor;
      const holder: SectionHolder = { section, outer, inside: true };
      try {
        return await context.run(holder, work);
      } finally {
        holder.inside = false;
        leave();
      }
    },
  };
}

function isInside(section: object, holder: SectionHolder | undefined): boolean {
  for (let at = holder; at; at = at.outer) if (at.section === section && at.inside) return true;
  return false;
}
