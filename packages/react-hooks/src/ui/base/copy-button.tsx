import { useEffect, useState, type ReactNode } from 'react';
import { Frame } from './atlas-root.tsx';
import { Icon } from './icons.tsx';
import { baseMessages } from './messages.ts';
import { useWords } from './use-words.ts';

/** Properties of {@link CopyButton}. */
export interface CopyButtonProps {
  /** What is copied. */
  readonly text: string;
  /** What the text is, such as "Operation ID": the button is called after it. */
  readonly label: string;
}

/** For how long the button says what happened, in milliseconds. */
const saidMillis = 2_000;

/**
 * Copies a text, such as an id, and says for two seconds whether it was copied: a browser may refuse.
 *
 * @example
 * <code>{run.id}</code> <CopyButton text={run.id} label="Operation ID" />
 */
export function CopyButton({ text, label }: CopyButtonProps): ReactNode {
  const { t } = useWords(baseMessages);
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), saidMillis);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <Frame inline>
      <button
        type="button"
        className="ta-copy"
        aria-label={t('ui.copy', { label })}
        data-ta-outcome={outcome ?? undefined}
        onClick={() => void copy()}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
      </button>
      <span role="status" className="ta-copy-word">
        {outcome && t(`ui.copy.${outcome}`)}
      </span>
    </Frame>
  );
}
