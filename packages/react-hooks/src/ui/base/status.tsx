import type { ReactNode } from 'react';
import type { UiMessageId } from '../english.ts';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icons.tsx';

/** How a state is coloured; never the only sign of it. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'muted';

/** A state as it is shown: tone, sign, and the id of its word. */
export interface StateLook<Word extends UiMessageId = UiMessageId> {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: Word;
}

/** Properties of {@link Status}. */
export interface StatusProps {
  readonly tone: Tone;
  readonly icon: IconName;
  /** The word. Colour and sign alone do not reach every reader. */
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/**
 * A state as sign, word and tone.
 *
 * @example
 * <Status tone="success" icon="check">Succeeded</Status>
 */
export function Status({ tone, icon, children, className }: StatusProps): ReactNode {
  return (
    <span className={classNames('ta-status', className)} data-ta-tone={tone}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
