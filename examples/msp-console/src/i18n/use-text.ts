import { useSay } from '@tenantatlas/react-hooks';
import { useCallback } from 'react';
import { say, type MessageId } from './messages.ts';

/** Texts of the console in the reader's language. */
export type Text = (id: MessageId, params?: { readonly [name: string]: string | number }) => string;

/**
 * @example
 * const text = useText();
 * <h1>{text('tenants.title')}</h1>
 */
export function useText(): Text {
  const inLanguage = useSay();
  return useCallback((id, params) => inLanguage(say(id, params)), [inLanguage]);
}
