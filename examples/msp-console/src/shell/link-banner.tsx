import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { noteLink, useLink } from '../atlas/link.ts';
import { useText } from '../i18n/use-text.ts';
import { sessionQuery } from '../session/session-query.ts';
import { Icon } from '../ui/icons.tsx';

const everyMillis = 2_000;

/** Says that the server cannot be reached, asks for it again and again, and goes away by itself. */
export function LinkBanner(): ReactNode {
  const isUp = useLink();
  const text = useText();
  return (
    <div role="status" className="banner-place">
      {!isUp && (
        <div className="banner">
          <Icon name="offline" />
          <p>
            <strong>{text('link.lost')}</strong> {text('link.lost.safe')}
          </p>
          <ReconnectPoll />
        </div>
      )}
    </div>
  );
}

function ReconnectPoll(): ReactNode {
  const queries = useQueryClient();
  useEffect(() => {
    const poll = async (): Promise<void> => {
      const answer = await fetch('/session', { method: 'HEAD' }).catch(() => null);
      if (!answer?.ok) return;
      noteLink(true);
      await queries.invalidateQueries({ queryKey: ['tenantatlas'] });
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    };
    const timer = setInterval(() => void poll(), everyMillis);
    return () => clearInterval(timer);
  }, [queries]);
  return null;
}
