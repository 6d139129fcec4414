import { useEffect, useRef } from 'react';

/**
 * Leads the focus on to the next action when a step of this person brings another one, and what was pressed is gone. A focus that is somewhere else stays there.
 */
export function useStepFocus(step: string | null): void {
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    // A dialog gives the focus back one frame after it was closed.
    const frames = [requestAnimationFrame(() => frames.push(requestAnimationFrame(focusNext)))];
    return () => frames.forEach(cancelAnimationFrame);
  }, [step]);
}

function focusNext(): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  const next = document.querySelector<HTMLElement>('[data-ta-action]') ?? document.querySelector<HTMLElement>('h1');
  next?.focus({ preventScroll: true });
}
