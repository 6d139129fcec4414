import { useAtlas } from '@tenantatlas/react-hooks';
import { useTimeZone } from '@tenantatlas/react-hooks/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { brand } from '../brand/brand.ts';
import { useText } from '../i18n/use-text.ts';
import { usePerson } from '../session/use-person.ts';
import { usePlane } from './use-plane.ts';

/** On paper only: whose console it is, which workspace, who printed it and when. */
export function PrintHead(): ReactNode {
  const text = useText();
  const { locale } = useAtlas();
  const person = usePerson();
  const { workspaceId, name } = usePlane();
  const printedAt = usePrintInstant();
  const image = (brand.wordmark ?? brand.mark).light;
  const timeZone = useTimeZone();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(printedAt);
  return (
    <div className="print-head">
      <p className="print-brand">
        <img src={image.src} width={image.width} height={image.height} alt="" />
        <span>{brand.name}</span>
      </p>
      <p className="print-place">
        {workspaceId !== null && (
          <strong>
            <bdi>{name}</bdi>
          </strong>
        )}
        <span>{text('print.when', { when, name: person.name })}</span>
      </p>
    </div>
  );
}

/** When the page was last sent to a printer. */
function usePrintInstant(): Date {
  const [instant, setInstant] = useState(() => new Date());
  useEffect(() => {
    const note = (): void => flushSync(() => setInstant(new Date()));
    addEventListener('beforeprint', note);
    return () => removeEventListener('beforeprint', note);
  }, []);
  return instant;
}
