import { useSyncExternalStore } from 'react';

interface LastPerson {
  readonly id: string;
  readonly hasSignedOut: boolean;
}

const storageKey = 'msp-console.last-person';
let inMemory: LastPerson | null = null;
const listeners = new Set<() => void>();

/** Who was signed in last in this tab, also before it was loaded again; null for the first person. */
export function lastPerson(): LastPerson | null {
  try {
    const kept = sessionStorage.getItem(storageKey);
    if (kept !== null) return JSON.parse(kept) as LastPerson;
  } catch {
    // Storage is switched off, or holds something else.
  }
  return inMemory;
}

/** Notes that this person is signed in. */
export function noteSignedIn(id: string): void {
  keep({ id, hasSignedOut: false });
}

/** Notes that the person has signed out, here or in another tab. A session that ends otherwise has ended by itself. */
export function noteSignedOut(): void {
  const last = lastPerson();
  if (last) keep({ ...last, hasSignedOut: true });
}

/** Whether the session of the last person has ended by itself, as far as this tab knows by now. */
export function useHasEnded(): boolean {
  return useSyncExternalStore(subscribe, () => lastPerson()?.hasSignedOut === false);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(person: LastPerson): void {
  inMemory = person;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(person));
  } catch {
    // It holds until the page is closed.
  }
  for (const listener of listeners) listener();
}
