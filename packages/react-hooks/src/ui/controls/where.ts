import type { ActivationView } from '@tenantatlas/core/browser';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Where a pause applies, in words: "all workspaces", or the workspace by its name; `fallback` for one without a name. */
export function useWhere(pause: Pick<ActivationView, 'scope' | 'workspaceName'> | null, fallback: string): string {
  const { t } = useWords(controlsMessages);
  return pause?.scope.type === 'global' ? t('ui.scope.everyone') : (pause?.workspaceName ?? fallback);
}
