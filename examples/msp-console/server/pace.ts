/** How long things take. */
export interface Pace {
  readonly restoreItemMillis: number;
  readonly exportFolderMillis: number;
}

/** Slow enough to be watched: a restore of 32 items takes about twenty seconds. */
export const watchable: Pace = { restoreItemMillis: 640, exportFolderMillis: 1_000 };

/** The pace with the milliseconds that one item of a restore was asked to take, {@link watchable} when nothing was. Throws a sentence for an invalid number. */
export function wantedPace(asked: string | undefined): Pace {
  if (asked === undefined || asked === '') return watchable;
  if (!/^\d{1,6}$/.test(asked))
    throw new Error(
      `TENANTATLAS_RESTORE_ITEM_MILLIS is "${asked}". It is a whole number of milliseconds, from 0 to 999999.`,
    );
  return { ...watchable, restoreItemMillis: Number(asked) };
}
