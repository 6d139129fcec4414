import { useEffect, useRef, useState, type FocusEvent } from 'react';

/**
 * For an overlay, mounted while it is open. If the element that opened it was removed when it closes, the focus goes to what was around
 * that element, and not to the top of the page.
 */
export function useFocusReturn(): void {
  const [opener] = useState(() => pathFrom(document.activeElement));
  useEffect(
    () => () => {
      // The dialog library restores the focus one frame after a dialog was removed.
      requestAnimationFrame(() => requestAnimationFrame(() => restoreFocus(opener)));
    },
    [opener],
  );
}

/** For something whose parts come and go: when the focused part goes, the focus moves to what was around it. */
export function useKeptFocus(): { readonly onFocus: (event: FocusEvent) => void; readonly onBlur: () => void } {
  const held = useRef<readonly HTMLElement[]>([]);
  useEffect(() => {
    if (held.current[0]?.isConnected === false) restoreFocus(held.current);
  });
  return {
    onFocus: ({ target }) => void (held.current = pathFrom(target)),
    // An element that is taken out of the page is blurred as well, in some browsers before and in some after.
    onBlur: () => void queueMicrotask(() => (held.current[0]?.isConnected ? (held.current = []) : undefined)),
  };
}

/** An element and everything around it, below the body. */
function pathFrom(element: Element | null): readonly HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let one = element; one && one !== document.body; one = one.parentElement)
    if (one instanceof HTMLElement) path.push(one);
  return path;
}

function restoreFocus(path: readonly HTMLElement[]): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  const connected = path.find((one) => one.isConnected);
  if (connected && connected !== document.documentElement) focusOn(connected);
}

/** Focuses what replaced a removed button, unless the focus has left what was around the button. */
export function focusInstead(around: Element | null, element: Element | undefined): void {
  const isElsewhere = document.activeElement?.contains(around) === false;
  if (!isElsewhere && element instanceof HTMLElement) focusOn(element);
}

/** Focuses an element, also one outside the tab order, without scrolling the page. */
function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}
