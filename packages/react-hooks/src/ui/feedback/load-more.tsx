import type { ReactNode } from 'react';
import type { ReadPages } from '../../query/use-pages.ts';
import { Button } from '../base/button.tsx';
import { useUi } from '../base/use-ui.ts';

/** Reads the next page, while there is one. */
export function LoadMore({ pages }: { readonly pages: ReadPages<unknown> }): ReactNode {
  const { t } = useUi();
  if (!pages.hasMore) return null;
  return (
    <div className="ta-more">
      <Button isUnavailable={pages.isLoadingMore} onClick={pages.loadMore}>
        {pages.isLoadingMore ? t('ui.loading') : t('ui.load_more')}
      </Button>
    </div>
  );
}
