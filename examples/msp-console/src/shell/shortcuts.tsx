import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { usePreferences } from '../preferences/preferences.ts';
import { usePerson } from '../session/use-person.ts';
import { pagesOf } from './pages-of.ts';
import { meaningOf } from './shortcut-keys.ts';
import { usePlane } from './use-plane.ts';

const Sheet = onDemand<{ readonly onClose: () => void }>(() => import('./shortcuts-sheet.tsx'), {
  Waiting: () => null,
  Missing: MissingDialogPart,
});

/** Properties of {@link Shortcuts}. */
export interface ShortcutsProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onSearch: () => void;
}

/** How long the key after `g` may take, in milliseconds. */
const sequenceMillis = 1_500;

/**
 * Single keys that lead somewhere, and the sheet that lists them. They do nothing where a person types, in front of the page, or when they are switched off: speech input
 * types letters, too.
 */
export function Shortcuts({ isOpen, onOpenChange, onSearch }: ShortcutsProps): ReactNode {
  const [, navigate] = useLocation();
  const person = usePerson();
  const { workspaceId, capabilities } = usePlane();
  const { hasShortcuts } = usePreferences();
  const before = useRef<{ readonly key: string; readonly at: number } | null>(null);
  useEffect(() => {
    if (!hasShortcuts) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
      const last = before.current && event.timeStamp - before.current.at < sequenceMillis ? before.current.key : null;
      before.current = { key: event.key, at: event.timeStamp };
      const meaning = meaningOf(last, event.key);
      if (meaning === null || meaning === 'go') return;
      if (meaning === 'help') onOpenChange(true);
      else if (meaning === 'search') onSearch();
      else {
        const page = pagesOf(workspaceId, person, capabilities).find(({ id }) => id === meaning);
        if (!page) return;
        navigate(page.href);
      }
      before.current = null;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [hasShortcuts, onOpenChange, onSearch, workspaceId, person, capabilities, navigate]);
  return isOpen && <Sheet onClose={() => onOpenChange(false)} />;
}

/** Whether the key belongs to what has the focus, or to something in front of the page. */
function isTaken(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=menu]');
  return Boolean(isTyping) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}
