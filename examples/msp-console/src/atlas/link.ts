import { useSyncExternalStore } from 'react';

let isUp = true;
const listeners = new Set<() => void>();

/** Notes whether the server answered last time. */
export function noteLink(answered: boolean): void {
  if (isUp === answered) return;
  isUp = answered;
  for (const listener of listeners) listener();
}

/** Calls when the server answers again, or no longer does. */
export function subscribeToLink(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server answered last time. */
export function isLinkUp(): boolean {
  return isUp;
}

/** The same, for a component. */
export function useLink(): boolean {
  return useSyncExternalStore(subscribeToLink, isLinkUp);
}
