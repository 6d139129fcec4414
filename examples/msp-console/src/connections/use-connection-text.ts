import { useSay } from '@tenantatlas/react-hooks';
import { useCallback } from 'react';
import { sayConnection, type ConnectionMessageId } from './messages.ts';

/** Texts about connections in the reader's language. */
export type ConnectionText = (id: ConnectionMessageId, params?: { readonly [name: string]: string | number }) => string;

/** As `useText`, for the texts about connections. */
export function useConnectionText(): ConnectionText {
  const inLanguage = useSay();
  return useCallback((id, params) => inLanguage(sayConnection(id, params)), [inLanguage]);
}
