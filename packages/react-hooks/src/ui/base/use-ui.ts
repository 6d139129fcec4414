import type { Sentence } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { useAtlas } from '../../provider/atlas-context.ts';
import { useSay } from '../../provider/use-say.ts';
import { sayUi, type UiMessageId } from '../messages.ts';

/** What components say and in which language. */
export interface Ui {
  /** A message of the components, in the provider's wording. */
  readonly t: (id: UiMessageId, params?: Sentence['params']) => string;
  /** A sentence that came with an answer, in the provider's wording. */
  readonly say: (sentence: Sentence) => string;
  /** BCP 47. */
  readonly locale: string;
}

/**
 * The words of the components, for slots of your own.
 *
 * @example
 * const { t, say } = useUi();
 * <button>{t('ui.retry')}</button>
 */
export function useUi(): Ui {
  const say = useSay();
  const { locale } = useAtlas();
  const t = useCallback((id: UiMessageId, params?: Sentence['params']) => say(sayUi(id, params)), [say]);
  return { t, say, locale };
}
