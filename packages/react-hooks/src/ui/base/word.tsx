import type { ReactNode } from 'react';
import { useWords } from './use-words.ts';
import { baseMessages } from './messages.ts';

/** Stands where a name, or a sentence with one, is about to be. */
export function Word({ shape = 'word' }: { readonly shape?: 'word' | 'sentence' }): ReactNode {
  const { t } = useWords(baseMessages);
  return (
    <span className="ta-word" data-ta-shape={shape}>
      <span className="ta-hidden">{t('ui.loading')}</span>
    </span>
  );
}
