import type { ReactNode } from 'react';
import { useUi } from './use-ui.ts';

/** Stands where a name, or a sentence with one, is about to be. */
export function Word({ shape = 'word' }: { readonly shape?: 'word' | 'sentence' }): ReactNode {
  const { t } = useUi();
  return (
    <span className="ta-word" data-ta-shape={shape}>
      <span className="ta-hidden">{t('ui.loading')}</span>
    </span>
  );
}
