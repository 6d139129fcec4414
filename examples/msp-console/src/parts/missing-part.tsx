import type { ReactNode } from 'react';
import { SupportLine } from '../brand/brand-links.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';

interface MissingPartProps {
  readonly onRetry: () => void;
}

/** Stands where a page will be, as long as its file cannot be loaded. */
export function MissingPagePart({ onRetry }: MissingPartProps): ReactNode {
  const title = usePageTitle();
  return (
    <Page title={title}>
      <MissingPart onRetry={onRetry} />
      <SupportLine />
    </Page>
  );
}

/** Stands where a dialog will be, as long as its file cannot be loaded. */
export function MissingDialogPart({
  onRetry,
  onClose,
}: MissingPartProps & { readonly onClose: () => void }): ReactNode {
  const text = useText();
  return (
    <Dialog title={text('part.missing.title')} onClose={onClose} isBusy={false}>
      <div className="form">
        <MissingPart onRetry={onRetry} />
      </div>
    </Dialog>
  );
}

/** Stands where any other part will be. */
export function MissingPart({ onRetry }: MissingPartProps): ReactNode {
  const text = useText();
  return (
    <div role="alert" className="not-loaded">
      <p>
        <strong>{text('part.missing.title')}</strong> {text('part.missing.text')}
      </p>
      <button type="button" className="button" onClick={() => void again(onRetry)}>
        {text('part.missing.retry')}
      </button>
    </div>
  );
}

/** A page that loads again gets the file in any case; without the server it would lose what is here. */
async function again(onRetry: () => void): Promise<void> {
  const answer = await fetch('/session', { method: 'HEAD' }).catch(() => null);
  if (answer?.ok) location.reload();
  else onRetry();
}
