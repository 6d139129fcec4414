import type { StorageFailureKind } from '../kernel/errors.ts';

const brand = Symbol.for('tenantatlas.StorageFault');

/**
 * The only rejection of a storage port, besides those of the caller's own work.
 *
 * Its text is safe to log: no SQL parameters, no row content, no connection string.
 */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
  readonly kind: StorageFailureKind;
  /** `unknown` when the connection broke while a commit was in progress. */
  readonly outcome: 'not_written' | 'unknown';
  readonly [brand] = true;

  constructor(
    kind: StorageFailureKind,
    message: string,
    options: { readonly outcome?: 'not_written' | 'unknown' } = {},
  ) {
    super(message);
    this.kind = kind;
    this.outcome = options.outcome ?? 'not_written';
  }
}

/** Whether `value` is a {@link StorageFault}, also one of another copy of the SDK. */
export function isStorageFault(value: unknown): value is StorageFault {
  return typeof value === 'object' && value !== null && brand in value;
}
