import type { ActivationView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { answer } from '../base/prop-rules.ts';
import { useNow } from '../base/root-context.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** How long before its end a pause says that it ends soon, in milliseconds. */
const soonMillis = 15 * 60_000;

/** Properties of {@link PauseEnd}. */
export interface PauseEndProps {
  /** A pause of `useControls`. */
  readonly activation: Pick<ActivationView, 'expiresAt'>;
}

const rules: PropRules<PauseEndProps> = () => ({ activation: answer('a pause of useControls') });

/**
 * When a pause ends, and a notice from 15 minutes before it.
 *
 * @example
 * <PauseEnd activation={pause} />
 */
export function PauseEnd(props: PauseEndProps): ReactNode {
  checkProps('PauseEnd', props, rules);
  return (
    <Frame>
      <End {...props} />
    </Frame>
  );
}

/** See {@link PauseEnd}; for components that have the frame already. */
export function End({ activation: { expiresAt } }: PauseEndProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const now = useNow();
  if (expiresAt === null) return <span className="ta-short">{t('ui.pause.no_end')}</span>;
  return (
    <>
      <Time instant={expiresAt} />
      {now !== null && Date.parse(expiresAt) - now <= soonMillis && (
        <Status tone="warning" icon="clock" className="ta-soon">
          {t('ui.pause.soon')}
        </Status>
      )}
    </>
  );
}
