import { useAtlas } from '@tenantatlas/react-hooks';
import { connectionTypes, type EditAnswers, type EditBase } from './edit-answers.ts';

/** What was typed into the form of a connection, and the version of the connection that it was typed for. */
export interface Edit {
  readonly answers: EditAnswers;
  readonly base: EditBase;
}

/** An {@link Edit} that outlives its dialog. */
export interface KeptEdit {
  /** What was typed before and not sent; null for nothing. */
  readonly read: () => Edit | null;
  /** Keeps what is typed; null forgets it. */
  readonly keep: (edit: Edit | null) => void;
}

/**
 * Keeps what was typed in the tab's session storage, so that Escape and a page that loads again lose nothing. The key names one person: another person of the tab does
 * not get it. The name of a credential is never kept, because a secret may have been pasted by mistake. Where storage is refused, nothing is kept and the form works.
 */
export function useKeptEdit(connectionId: string): KeptEdit {
  const { cacheKey } = useAtlas().connection;
  const key = `msp-console.edit:${cacheKey}:${connectionId}`;
  return {
    read: () => {
      try {
        const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
        return isEdit(found) ? withoutCredential(found) : null;
      } catch {
        return null;
      }
    },
    keep: (edit) => {
      try {
        if (edit === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(withoutCredential(edit)));
      } catch {
        // It holds until the dialog is closed.
      }
    },
  };
}

function withoutCredential({ answers, base }: Edit): Edit {
  return { base, answers: { ...answers, credential: '' } };
}

type Unknown<T> = { readonly [member in keyof T]?: unknown };

/** Scripts of the page share the storage, so what is found is checked. */
function isEdit(value: unknown): value is Edit {
  const { answers, base } = (value ?? {}) as Unknown<Edit>;
  const { name, type, external } = (answers ?? {}) as Unknown<EditAnswers>;
  const { version, displayName, connectionType, externalTenantId, hasCredential } = (base ?? {}) as Unknown<EditBase>;
  return (
    [name, external, displayName, externalTenantId ?? ''].every((text) => typeof text === 'string') &&
    [type, connectionType].every((text) => connectionTypes.some((one) => one === text)) &&
    typeof version === 'number' &&
    typeof hasCredential === 'boolean'
  );
}
