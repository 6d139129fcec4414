import type { ReactNode } from 'react';
import { isOutcomeUnknown, type AnyAtlasError } from '../../error.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Properties of {@link ErrorPanel}. */
export interface ErrorPanelProps {
  readonly error: AnyAtlasError;
  /** What was attempted. @default 'read' */
  readonly attempt?: 'read' | 'write' | undefined;
  /** Offers to try again. */
  readonly onRetry?: (() => void) | undefined;
  readonly className?: string | undefined;
}

/**
 * What happened, what is safe, and the way on.
 *
 * @example
 * const controls = useControls();
 * if (controls.state === 'failed') return <ErrorPanel error={controls.error} onRetry={controls.refresh} />;
 */
export function ErrorPanel({ error, attempt = 'read', onRetry, className }: ErrorPanelProps): ReactNode {
  const { t, say } = useWords(feedbackMessages);
  const kind = attempt === 'write' && isOutcomeUnknown(error) ? 'unknown' : attempt;
  const text = say(error.message);
  const safe = t(`ui.error.safe.${kind}`);
  return (
    <Frame>
      <div className={classNames('ta-panel', className)} data-ta-tone="danger" role="alert">
        <Icon name="warning" />
        <div>
          <p className="ta-panel-title">{t(`ui.error.title.${kind}`)}</p>
          <p>{text}</p>
          {/* Some errors end in that sentence themselves. */}
          {!text.endsWith(safe) && <p className="ta-quiet">{safe}</p>}
          {onRetry && <Button onClick={onRetry}>{t('ui.retry')}</Button>}
        </div>
      </div>
    </Frame>
  );
}
