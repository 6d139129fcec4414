import { useEffect } from 'react';

// Bundlers replace it, and so leave the warning out of production.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/**
 * Warns in development of keys that the server's catalog does not have: a center leaves them out without a word, because a server of another version may know
 * them. `all` is null until the controls were read.
 */
export function useKnownControls(wanted: readonly string[] | undefined, all: readonly string[] | null): void {
  const unknown = all === null ? [] : (wanted ?? []).filter((key) => !all.includes(key));
  const text = unknown.join(', ');
  useEffect(() => {
    if (process.env.NODE_ENV === 'production' || text === '') return;
    // oxlint-disable-next-line no-console -- for the developer of a host
    console.warn(
      `ControlCenter: "controls" names ${text}, which the catalog of the server does not have. Correct the key.`,
    );
  }, [text]);
}
