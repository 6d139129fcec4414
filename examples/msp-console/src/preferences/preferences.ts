import { useSyncExternalStore } from 'react';

/** What a person has chosen on this device. */
export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  /** Null until a language is chosen: the browser's preference counts then. */
  readonly language: string | null;
  /** In which time zone instants are shown; null for that of the browser. */
  readonly timeZone: string | null;
  /** The same for single workspaces by their ids, where it differs. */
  readonly workspaceTimeZones: { readonly [workspaceId: string]: string | null };
  readonly isRailCollapsed: boolean;
  /** Whether single keys, such as `?`, do something. */
  readonly hasShortcuts: boolean;
}

const storageKey = 'msp-console.preferences';
const defaults: Preferences = {
  theme: 'auto',
  language: null,
  timeZone: null,
  workspaceTimeZones: {},
  isRailCollapsed: false,
  hasShortcuts: true,
};
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>) };
  } catch {
    return defaults; // storage is switched off, or holds something else
  }
}

/** Changes some of it, here and in the browser's other tabs. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // It holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent): void => {
    if (event.key !== storageKey) return;
    current = read();
    listener();
  };
  listeners.add(listener);
  addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', fromOtherTab);
  };
}

/** The present choices. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}
