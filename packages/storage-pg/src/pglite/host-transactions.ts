import { AsyncLocalStorage } from 'node:async_hooks';
import { invariant } from '@tenantatlas/core/ports';
import type { PGliteInterface, Transaction } from '@electric-sql/pglite';

/**
 * The transactions of an instance, also those that the host opens. An instance has one session, so work that asks it for another transaction from inside of one waits for
 * itself without end.
 */
export interface InstanceTransactions {
  /** Whether the caller is inside of a transaction that has not ended, also behind awaits. */
  isInside(): boolean;
  /**
   * Throws an invariant that names the fix for a caller inside of a transaction, and while one is open that was begun by a statement: that one would take in the work of every
   * caller, and the commit of the work would end it.
   */
  assertOutside(): void;
}

/** The body of one transaction. */
interface Body {
  isOpen: boolean;
}

const known = new WeakMap<PGliteInterface, InstanceTransactions>();

/**
 * Follows the transactions of an instance from now on, by a `transaction` of its own in the place of the one of the instance. Following it again answers the same object. A
 * reference to the method that was taken before is not followed.
 */
export function transactionsOf(instance: PGliteInterface): InstanceTransactions {
  const followed = known.get(instance) ?? follow(instance);
  known.set(instance, followed);
  return followed;
}

function follow(instance: PGliteInterface): InstanceTransactions {
  const bodies = new AsyncLocalStorage<Body>();
  let inProgress = 0;
  const begin = instance.transaction.bind(instance);
  instance.transaction = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    inProgress += 1;
    try {
      return await begin(async (transaction) => {
        const body: Body = { isOpen: true };
        try {
          return await bodies.run(body, () => work(transaction));
        } finally {
          // Work that was started inside and outlives the body is not inside any more.
          body.isOpen = false;
        }
      });
    } finally {
      inProgress -= 1;
    }
  };
  const isInside = (): boolean => bodies.getStore()?.isOpen === true;
  return {
    isInside,
    assertOutside() {
      invariant(
        !isInside(),
        'The storage was used inside a transaction of its PGlite instance, for which it would wait without end. Use atlas.withTransaction(tx) with the transaction that the instance handed over.',
      );
      // While one is in progress, its own BEGIN shows here too.
      invariant(
        inProgress > 0 || !isInBlock(instance),
        'A statement has begun a transaction on the PGlite instance, which has one session: work of the storage would become a part of it. Begin transactions with db.transaction((tx) => ...).',
      );
    },
  };
}

/** Whether the session is in a transaction block. An instance in a worker cannot say, and one that is closed has no session: it refuses the statement itself. */
function isInBlock(instance: PGliteInterface): boolean {
  const ask: unknown = instance.closed ? null : Reflect.get(instance, 'isInTransaction');
  return typeof ask === 'function' && ask.call(instance) === true;
}
