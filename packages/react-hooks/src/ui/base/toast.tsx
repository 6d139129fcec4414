import { useEffect, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { useWords } from './use-words.ts';
import { baseMessages } from './messages.ts';

/** Properties of {@link Toast}. */
export interface ToastProps {
  /** What was done; empty for nothing. */
  readonly text: string;
  /** A refusal looks different. @default 'success' */
  readonly tone?: 'success' | 'danger' | undefined;
  readonly onClose: () => void;
}

const shownMillis = 12_000;

/** Says what was done, above the page and not in it: nothing moves. It goes away by itself, later while it is pointed at or focused. */
export function Toast({ text, tone = 'success', onClose }: ToastProps): ReactNode {
  const { t } = useWords(baseMessages);
  useEffect(() => {
    if (text === '') return;
    const timer = setInterval(() => {
      if (!document.querySelector('.ta-toast:is(:hover, :focus-within)')) onClose();
    }, shownMillis);
    return () => clearInterval(timer);
  }, [text, onClose]);
  return (
    <div className="ta-toast-place" role="status">
      {text !== '' && (
        <div className="ta-toast" data-ta-tone={tone}>
          <Icon name={tone === 'success' ? 'check' : 'warning'} />
          <p>{text}</p>
          <Button variant="quiet" aria-label={t('ui.close')} onClick={onClose}>
            <Icon name="cross" />
          </Button>
        </div>
      )}
    </div>
  );
}
