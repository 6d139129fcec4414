import type { QueryContext } from './context.ts';

/**
 * Runs `work` inside a savepoint. `undo(answer)` rolls back what was written since and makes `answer` the result; the unit goes on.
 */
export async function undoable<T>(
  context: QueryContext,
  work: (inner: QueryContext, undo: (answer: T) => never) => Promise<T>,
): Promise<T> {
  let undone: { readonly answer: T } | null = null;
  try {
    return await context.transaction.savepoint((inner) =>
      work({ ...context, transaction: inner }, (answer) => {
        undone = { answer };
        throw new Undone();
      }),
    );
  } catch (error) {
    if (undone === null) throw error;
    return (undone as { readonly answer: T }).answer;
  }
}

/** Never leaves this file: it only makes the savepoint roll back. */
class Undone extends Error {
  override readonly name = 'Undone';
}
