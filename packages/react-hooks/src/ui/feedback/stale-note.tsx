import type { ReactNode } from 'react';
import { checkProps, isRecord, type PropRules } from '../../provider/check-props.ts';
import { shownStalenessBoundMillis } from '../../query/freshness.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { count, flag } from '../base/prop-rules.ts';
import { useNow } from '../base/root-context.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Properties of {@link StaleNote}. */
export interface StaleNoteProps {
  /** A `ready` answer of a reading hook. */
  readonly result: { readonly isStale: boolean; readonly readAt: number; readonly refresh: () => void };
  /** Whether it is read again every few seconds, and is therefore out of date soon. @default false */
  readonly isLive?: boolean | undefined;
  /** Of how many pages it is, each of which makes the time to the next refresh longer. @default 1 */
  readonly pageCount?: number | undefined;
}

const rules: PropRules<StaleNoteProps> = () => ({
  result: {
    isRight: (value) =>
      isRecord(value) &&
      typeof value['isStale'] === 'boolean' &&
      typeof value['readAt'] === 'number' &&
      typeof value['refresh'] === 'function',
    rule: 'is a ready answer of a reading hook.',
  },
  isLive: flag,
  pageCount: count(1_000_000),
});

/**
 * When something was read; a quiet warning, and a way to read it again, once that is too long ago.
 *
 * @example
 * const controls = useControls();
 * {controls.state === 'ready' && <StaleNote result={controls} isLive />}
 */
export function StaleNote(props: StaleNoteProps): ReactNode {
  checkProps('StaleNote', props, rules);
  return (
    <Frame inline>
      <Note {...props} />
    </Frame>
  );
}

function Note({ result, isLive = false, pageCount = 1 }: StaleNoteProps): ReactNode {
  const { t } = useWords(feedbackMessages);
  const { clock } = useTimes();
  const now = useNow();
  const age = now === null ? 0 : now - result.readAt;
  const time = clock(result.readAt);
  if (!result.isStale && !(isLive && age > shownStalenessBoundMillis * pageCount))
    return <span className="ta-fresh">{t('ui.fresh', { time })}</span>;
  return (
    <span className="ta-stale" role="status">
      <Icon name="clock" />
      <span>{t('ui.stale', { time })}</span>
      <Button variant="quiet" onClick={result.refresh}>
        {t('ui.refresh')}
      </Button>
    </span>
  );
}
