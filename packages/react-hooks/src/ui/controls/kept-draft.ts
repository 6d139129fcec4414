import { useCallback, useState } from 'react';
import { useAtlas } from '../../provider/atlas-context.ts';
import { isTimeZone } from '../../provider/time-zone.ts';
import { isChanged, type Draft } from './draft.ts';
import type { Expiry } from './expiry.ts';

/** What was typed, and the version of the pause that it was typed for; null for a new pause. */
export interface Kept {
  readonly draft: Draft;
  readonly version: number | null;
}

/** A draft that outlives its dialog. */
export interface KeptDraft {
  /** What was typed before and not sent; null for nothing. */
  readonly kept: Kept | null;
  /** Keeps what is typed; what equals the beginning is forgotten. */
  readonly keep: (draft: Draft, version: number | null) => void;
  readonly forget: () => void;
}

/**
 * Keeps a draft in the tab's session storage, so that Escape, a conflict and the end of a session lose nothing. It is stored under the provider's cache key, which
 * names one person: another person of the tab does not get it. Where storage is refused, nothing is kept and the dialog works. `fit` says what of a draft is restored: it
 * takes no end that is not offered.
 */
export function useKeptDraft(name: string, first: Draft, fit: (draft: Draft) => Draft): KeptDraft {
  const { cacheKey } = useAtlas().connection;
  const key = `tenantatlas.draft:${cacheKey}:${name}`;
  const [kept, setKept] = useState(() => read(key, first, fit));
  const keep = useCallback(
    (draft: Draft, version: number | null) =>
      write(key, isChanged(draft, first) ? JSON.stringify({ draft, version }) : null),
    [key, first],
  );
  const forget = useCallback(() => {
    write(key, null);
    setKept(null);
  }, [key]);
  return { kept, keep, forget };
}

function read(key: string, first: Draft, fit: (draft: Draft) => Draft): Kept | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (!isKept(found)) return null;
    const draft = fit(found.draft);
    return isChanged(draft, first) ? { draft, version: found.version } : null;
  } catch {
    return null;
  }
}

/** Scripts of the page share the storage, so what is found is checked. */
function isKept(value: unknown): value is Kept {
  const { draft, version } = (value ?? {}) as { readonly [name in keyof Kept]?: unknown };
  return isDraft(draft) && (version === null || typeof version === 'number');
}

function isDraft(value: unknown): value is Draft {
  const { scope, reason, publicMessage, expiry } = (value ?? {}) as { readonly [name in keyof Draft]?: unknown };
  return isScope(scope) && typeof reason === 'string' && typeof publicMessage === 'string' && isExpiry(expiry);
}

function isScope(value: unknown): boolean {
  if (value === null) return true;
  const { type, chosen } = (value ?? {}) as { readonly type?: unknown; readonly chosen?: unknown };
  if (type === 'global') return true;
  return type === 'workspace' && Array.isArray(chosen) && chosen.every(isWorkspace);
}

function isWorkspace(value: unknown): boolean {
  const { workspaceId, name } = (value ?? {}) as { readonly workspaceId?: unknown; readonly name?: unknown };
  return typeof workspaceId === 'string' && typeof name === 'string';
}

/** Whether the choice is one that is offered is for `fit` to say. */
function isExpiry(value: unknown): boolean {
  const { choice, custom, zone, isSecond } = (value ?? {}) as { readonly [name in keyof Expiry]?: unknown };
  return typeof choice === 'string' && typeof custom === 'string' && isTimeZone(zone) && typeof isSecond === 'boolean';
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // A full or refused storage keeps no draft.
  }
}
