import type { ControlPaused } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { Icon } from '../base/icons.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Properties of {@link PausedPanel}. */
export interface PausedPanelProps {
  /** From a refusal, or of an action that is paused. */
  readonly pause: Pick<ControlPaused, 'title' | 'message' | 'decision'>;
  /** False where a heading says it already. @default true */
  readonly hasTitle?: boolean | undefined;
  /** Whether it answers an attempt: then it also says that nothing was changed. @default true */
  readonly isRefusal?: boolean | undefined;
}

/**
 * Explains a pause: what, why, until when. Never an error.
 *
 * @example
 * const start = useStartOperation();
 * {start.state === 'paused' && <PausedPanel pause={start.error} />}
 * @example
 * {action.pause && <PausedPanel pause={action.pause} isRefusal={false} />}
 */
export function PausedPanel({ pause, hasTitle = true, isRefusal = true }: PausedPanelProps): ReactNode {
  const { t, say } = useWords(feedbackMessages);
  const { zoned } = useTimes();
  const { expiresAt, reasonText } = pause.decision;
  return (
    <Frame>
      <div className="ta-panel ta-paused" data-ta-tone="warning">
        <Icon name="pause" />
        <div>
          {hasTitle && <p className="ta-panel-title">{say(pause.title)}</p>}
          {isRefusal || reasonText === null ? <p>{say(pause.message)}</p> : <p dir="auto">{reasonText}</p>}
          <p className="ta-quiet">
            {expiresAt === null ? t('ui.action.until_resumed') : t('ui.action.until', { time: zoned(expiresAt) })}
          </p>
        </div>
      </div>
    </Frame>
  );
}
