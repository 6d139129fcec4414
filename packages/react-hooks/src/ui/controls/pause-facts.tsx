import type { ActivationView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Time } from '../base/time.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** One pause: why, what customers read, whose, since and until when. */
export function PauseFacts({ activation }: { readonly activation: ActivationView }): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const { reasonText, publicMessage, owner, createdAt, expiresAt } = activation;
  return (
    <div className="ta-pause ta-paused">
      <p className="ta-pause-reason">
        <bdi>{reasonText}</bdi>
      </p>
      {publicMessage !== null && (
        <p className="ta-quiet">
          {t('ui.pause.public_message')}: <bdi>{publicMessage}</bdi>
        </p>
      )}
      <p className="ta-quiet ta-pause-line">
        <bdi>{say(owner.label)}</bdi>
        <span>
          {t('ui.pause.since')} <Time instant={createdAt} />
        </span>
        <span>{expiresAt === null ? t('ui.pause.no_end') : t('ui.pause.until_time', { time: zoned(expiresAt) })}</span>
      </p>
    </div>
  );
}
