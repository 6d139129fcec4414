import type { ReactNode } from 'react';
import type { ReadPages } from '../../query/use-pages.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { useKeptFocus } from '../base/kept-focus.ts';
import { useWords } from '../base/use-words.ts';
import { feedbackMessages } from './messages.ts';

/** Properties of {@link LoadMore}. */
export interface LoadMoreProps {
  /** The data of a hook that reads a list. */
  readonly pages: Pick<ReadPages<unknown>, 'hasMore' | 'isLoadingMore' | 'loadMore'>;
}

/**
 * Reads the next page, while there is one.
 *
 * @example
 * const tenants = useTenants({ workspaceId: 'w-1' });
 * {tenants.state === 'ready' && <LoadMore pages={tenants.data} />}
 */
export function LoadMore({ pages }: LoadMoreProps): ReactNode {
  const { t } = useWords(feedbackMessages);
  const keptFocus = useKeptFocus();
  if (!pages.hasMore) return null;
  return (
    <Frame>
      <div className="ta-more">
        <Button isUnavailable={pages.isLoadingMore} onClick={pages.loadMore} {...keptFocus}>
          {pages.isLoadingMore ? t('ui.loading') : t('ui.load_more')}
        </Button>
      </div>
    </Frame>
  );
}
