import type { ActivationView } from '@tenantatlas/core/browser';
import { useWorkspaceName } from '../base/names.ts';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Where a pause applies, in words. */
export interface Where {
  /** "everyone", or the workspace by its name; `fallback` until that is read, and where the viewer may not read it. */
  readonly where: string;
  /** The name is still being read. */
  readonly isNaming: boolean;
}

/** See {@link Where}. */
export function useWhere(scope: ActivationView['scope'] | null, fallback: string): Where {
  const { t } = useWords(controlsMessages);
  const name = useWorkspaceName(scope?.workspaceId ?? null);
  return {
    where: scope?.type === 'global' ? t('ui.scope.everyone') : (name ?? fallback),
    isNaming: name === undefined,
  };
}
