import type { ControlPaused } from '@tenantatlas/core/browser';
import { Icon, useUi } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';

/** Properties of {@link PausedNote}. */
export interface PausedNoteProps {
  readonly pause: Pick<ControlPaused, 'title' | 'message' | 'decision'>;
  /** Whether somebody has just tried: then it is also said that nothing was changed. @default false */
  readonly isRefusal?: boolean;
}

/** A pause in its own look: what, why and until when. It is no error. */
export function PausedNote({ pause: { title, message, decision }, isRefusal = false }: PausedNoteProps): ReactNode {
  const { t, say, locale } = useUi();
  const { expiresAt } = decision;
  const until = (instant: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  return (
    <div className="paused-note">
      <Icon name="pause" />
      <div>
        <p className="paused-title">{say(title)}</p>
        <p>{isRefusal ? say(message) : (decision.reasonText ?? say(message))}</p>
        <p className="quiet">
          {expiresAt === null ? t('ui.action.until_resumed') : t('ui.action.until', { time: until(expiresAt) })}
        </p>
      </div>
    </div>
  );
}
