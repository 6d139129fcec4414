import type { ReactNode } from 'react';
import type { DeniedError } from '../../error.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Says that the reader may not see this, and what is missing where that may be said. */
export function DeniedPanel({ error }: { readonly error: DeniedError }): ReactNode {
  const { t, say } = useWords(feedbackMessages);
  return (
    <Frame>
      <div className="ta-panel" data-ta-tone="muted">
        <Icon name="lock" />
        <div>
          <p className="ta-panel-title">{t('ui.denied.title')}</p>
          <p>
            {error.code === 'forbidden'
              ? t('ui.denied.capability', { capability: error.capability })
              : say(error.message)}
          </p>
        </div>
      </div>
    </Frame>
  );
}
