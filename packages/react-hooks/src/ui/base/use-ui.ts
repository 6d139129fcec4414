import { english } from '../english.ts';
import { useWords, type Ui } from './use-words.ts';

/**
 * The words of all components, for slots of your own.
 *
 * @example
 * const { t, say } = useUi();
 * <button>{t('ui.retry')}</button>
 */
export function useUi(): Ui {
  return useWords(english);
}
