import type { ControlPaused } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { Icon } from '../base/icons.tsx';
import { useTimes } from '../base/use-times.ts';
import { useUi } from '../base/use-ui.ts';

/** Properties of {@link PausedPanel}. */
export interface PausedPanelProps {
  readonly pause: Pick<ControlPaused, 'title' | 'message' | 'decision'>;
  /** False where a heading says it already. @default true */
  readonly hasTitle?: boolean;
}

/** Explains a pause: what, why, until when. Never an error. */
export function PausedPanel({ pause, hasTitle = true }: PausedPanelProps): ReactNode {
  const { t, say } = useUi();
  const { exact } = useTimes();
  const { expiresAt } = pause.decision;
  return (
    <Frame>
      <div className="ta-panel ta-paused" data-ta-tone="warning">
        <Icon name="pause" />
        <div>
          {hasTitle && <p className="ta-panel-title">{say(pause.title)}</p>}
          <p>{say(pause.message)}</p>
          <p className="ta-quiet">
            {expiresAt === null ? t('ui.action.until_resumed') : t('ui.action.until', { time: exact(expiresAt) })}
          </p>
        </div>
      </div>
    </Frame>
  );
}
