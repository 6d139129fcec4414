import { InvariantError } from '@tenantatlas/core/browser';
import { createContext, useContext, useState } from 'react';

/** Attributes of every element that starts a themed part of the page, overlays included. */
export interface RootAttributes {
  readonly className: string;
  readonly 'data-ta-theme': 'auto' | 'light' | 'dark';
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What {@link AtlasRoot} hands down; `now` moves on by itself, so that relative times stay true. It is null until the page is mounted. */
export interface RootValue {
  readonly attributes: RootAttributes;
  readonly now: number | null;
}

/** See {@link RootValue}. */
export const RootContext = createContext<RootValue | null>(null);

/** How often the present instant moves on. */
export const clockIntervalMillis = 5_000;

/** The root around a component. Throws an invariant without one: components that need it are inside a frame. */
function useRoot(): RootValue {
  const root = useContext(RootContext);
  if (root === null) throw new InvariantError('Wrap it in <AtlasRoot>: this part of a component is outside of one.');
  return root;
}

/** The attributes for an overlay, which is put at the end of the page. */
export function useRootAttributes(): RootAttributes {
  return useRoot().attributes;
}

/** The present instant in milliseconds, as coarse as relative times need it; null on a server and in the first render of its page. */
export function useNow(): number | null {
  return useRoot().now;
}

/** {@link useNow} for what appears after a press only, and so never in the first render. */
export function useNowAfterPress(): number {
  const [atFirst] = useState(() => Date.now());
  return useNow() ?? atFirst;
}
