import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { EmptyNotice } from '../ui/empty-notice.tsx';

/** The page is there, and one capability is missing to read it. */
export function ForbiddenPage({ capability }: { readonly capability: string }): ReactNode {
  const text = useText();
  return <EmptyNotice icon="audit" title={text('forbidden.title')} text={text('forbidden.text', { capability })} />;
}
