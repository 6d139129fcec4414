import { createContext, useContext } from 'react';
import { InvariantError } from '@tenantatlas/core/browser';
import type { AtlasConnection } from './connection.ts';
import type { OnWordingProblem } from './wording-report.ts';

/** What the provider hands down. */
export interface AtlasContextValue {
  readonly connection: AtlasConnection;
  /** Wording by message id, in ICU syntax; a sentence without an entry keeps its own text. */
  readonly messages: { readonly [id: string]: string };
  /** BCP 47, for numbers, plurals and dates. */
  readonly locale: string;
  /** The time zone in which instants are shown; null for that of the browser. */
  readonly timeZone: string | null;
  readonly theme: 'auto' | 'light' | 'dark';
  /** Reports a wording that cannot be used to the provider's `onWordingProblem`, once. */
  readonly reportWording: OnWordingProblem;
}

/** See {@link AtlasContextValue}. */
export const AtlasContext = createContext<AtlasContextValue | null>(null);

/** The provider's value. Throws an invariant outside of a provider. */
export function useAtlas(): AtlasContextValue {
  const value = useContext(AtlasContext);
  if (value === null)
    throw new InvariantError('Wrap the tree in <AtlasProvider client={…}>: its hooks have no client.');
  return value;
}
