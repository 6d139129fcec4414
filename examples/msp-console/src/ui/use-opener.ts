import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what opened a dialog, where the dialog cannot: one that took the place of another, which waited for data, knows only that one. A focus that is
 * somewhere else stays there.
 */
export function useOpener(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // A dialog gives the focus back one frame after it was closed.
      requestAnimationFrame(() => requestAnimationFrame(() => focusAgain(opener)));
    },
    [opener],
  );
}

function focusAgain(opener: Element | null): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
}
