import type { ContextualHelpView, ResolveHelpRequest } from '@tenantatlas/core/browser';
import { useContextualHelp } from '@tenantatlas/react-hooks';
import { useEffect, useState } from 'react';

/** The help of a page. */
export interface PageHelp {
  readonly help: ContextualHelpView | null;
  /** Whether the page does better to wait for it. */
  readonly isAwaited: boolean;
}

/** How long a page waits. Help comes second to what it is about. */
const longestWait = 1_000;

/**
 * Reads the help of a page once; null where nothing is wrong. When a page is opened it waits a moment for its help, so that nothing moves when it comes. A problem that
 * comes up later changes the page anyway.
 */
export function useHelp(request: ResolveHelpRequest | null): PageHelp {
  const result = useContextualHelp(request);
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), longestWait);
    return () => clearTimeout(timer);
  }, []);
  const isAwaited = isPatient && result.state === 'loading';
  if (isPatient && !isAwaited) setPatient(false);
  return { help: result.state === 'ready' ? result.data.help : null, isAwaited };
}
