import type { ReactNode } from 'react';
import { checkProps, oneOf, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { count } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Properties of {@link Skeleton}. */
export interface SkeletonProps {
  /** How many blocks stand for what comes. @default 3 */
  readonly rows?: number | undefined;
  /** Their height: that of a line, a row or a card. @default 'row' */
  readonly shape?: 'line' | 'row' | 'card' | undefined;
}

const rules: PropRules<SkeletonProps> = () => ({ rows: count(200), shape: optional(oneOf('line', 'row', 'card')) });

/**
 * Stands where something is about to be, in about its size.
 *
 * @example
 * <Skeleton rows={5} />
 */
export function Skeleton(props: SkeletonProps): ReactNode {
  checkProps('Skeleton', props, rules);
  const { rows = 3, shape = 'row' } = props;
  const { t } = useWords(feedbackMessages);
  return (
    <Frame>
      <div className="ta-skeleton" role="status" data-ta-shape={shape}>
        <span className="ta-hidden">{t('ui.loading')}</span>
        {Array.from({ length: rows }, (_, index) => (
          <span key={index} className="ta-skeleton-block" aria-hidden="true" />
        ))}
      </div>
    </Frame>
  );
}
