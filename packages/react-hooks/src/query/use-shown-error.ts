import { hashKey, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyAtlasError } from '../error.ts';

/** The used part of a query. */
interface Seen {
  readonly data: unknown;
  readonly error: AnyAtlasError | null;
}

/**
 * The error to show. A query without data loses its error as soon as it is read again; what is refreshed every five seconds would flicker
 * between its refusal and a skeleton. So the error stays until there is another outcome, for the same key only.
 */
export function useShownError(queryKey: QueryKey, { data, error }: Seen): AnyAtlasError | null {
  const hash = hashKey(queryKey);
  const [last, setLast] = useState<{ readonly hash: string; readonly error: AnyAtlasError | null }>({ hash, error });
  const isSettled = error !== null || data !== undefined;
  if (isSettled && (last.error !== error || last.hash !== hash)) setLast({ hash, error });
  return isSettled || last.hash !== hash ? error : last.error;
}
