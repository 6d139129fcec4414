import type { ReadPages } from '@tenantatlas/react-hooks';
import { useUi } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';

/** Reads the next page of a list, while there is one. */
export function More({ pages }: { readonly pages: ReadPages<unknown> }): ReactNode {
  const { t } = useUi();
  if (!pages.hasMore) return null;
  return (
    <p className="more">
      <button
        type="button"
        className="button"
        aria-disabled={pages.isLoadingMore}
        onClick={() => (pages.isLoadingMore ? undefined : pages.loadMore())}
      >
        {t(pages.isLoadingMore ? 'ui.loading' : 'ui.load_more')}
      </button>
    </p>
  );
}
