import type { PauseAnswer } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Says that the pause holds and which starts it came too late for. */
export function Unsettled({ answer: { openStarts } }: { readonly answer: PauseAnswer }): ReactNode {
  const { t } = useWords(controlsMessages);
  return (
    <div className="ta-dialog-body">
      <div className="ta-panel" data-ta-tone="warning">
        <Icon name="clock" />
        <p>{openStarts === null ? t('ui.unsettled.uncounted') : t('ui.unsettled.text', { count: openStarts })}</p>
      </div>
    </div>
  );
}
