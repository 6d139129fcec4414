import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { EmptyNotice } from '../ui/empty-notice.tsx';

/** Nothing is here, or nothing that this person may see: the page is the same. */
export function MissingPage(): ReactNode {
  const text = useText();
  return (
    <EmptyNotice icon="search" title={text('missing.title')} text={text('missing.text')}>
      <Link href={paths.home} className="button">
        {text('missing.home')}
      </Link>
    </EmptyNotice>
  );
}
