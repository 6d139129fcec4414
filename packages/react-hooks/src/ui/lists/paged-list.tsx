import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ReadPages } from '../../query/use-pages.ts';
import { aFunction, anything, checkProps, isRecord, optional, type PropRules } from '../../provider/check-props.ts';
import type { HookResult } from '../../result.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { focusInstead } from '../base/kept-focus.ts';
import { answer, className as classNameRule, flag } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { LoadMore } from '../feedback/load-more.tsx';
import { Resource } from '../feedback/resource.tsx';
import type { SkeletonProps } from '../feedback/skeleton.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { listsMessages } from './messages.ts';

/** Properties of {@link PagedList}. */
export interface PagedListProps<Item> {
  /** The answer of a hook that reads a list. */
  readonly result: HookResult<ReadPages<Item>>;
  /** What is shown when there are no items. */
  readonly empty: ReactNode;
  /** Whether the hook reads it again every few seconds. @default false */
  readonly isLive?: boolean | undefined;
  /** What is shown while loading. @default 5 rows */
  readonly skeleton?: SkeletonProps | undefined;
  readonly className?: string | undefined;
  /** Draws the items: a {@link Table}, or elements of your own, each marked with `data-ta-item`. */
  readonly children: (items: readonly Item[]) => ReactNode;
}

const rules: PropRules<PagedListProps<unknown>> = () => ({
  result: answer('the answer of a hook that reads a list'),
  empty: anything,
  isLive: flag,
  skeleton: optional({ isRight: isRecord, rule: 'is an object such as { rows: 5 }.' }),
  className: classNameRule,
  children: aFunction('(items) => <Table … />'),
});

/**
 * A list that is read page by page: its states, how old it is, its items, and a way to the next page. How many items came is read out. When there
 * are no more pages, the focus moves from the removed button to the first new item.
 *
 * @example
 * <PagedList result={useTenants({ workspaceId: 'w-1' })} empty={<EmptyState title="No tenants" />}>
 *   {(tenants) => <Table label="Tenants" columns={columns} rows={tenants} keyOf={({ tenantId }) => tenantId} />}
 * </PagedList>
 */
export function PagedList<Item>(props: PagedListProps<Item>): ReactNode {
  checkProps('PagedList', props, rules);
  const { result, skeleton, className, ...rest } = props;
  return (
    <Frame>
      <section className={classNames('ta-list', className)}>
        <Resource result={result} skeleton={{ rows: 5, ...skeleton }}>
          {(pages, ready) => <Pages pages={pages} ready={ready} {...rest} />}
        </Resource>
      </section>
    </Frame>
  );
}

interface PagesProps<Item> extends Pick<PagedListProps<Item>, 'empty' | 'isLive' | 'children'> {
  readonly pages: ReadPages<Item>;
  readonly ready: Extract<HookResult<unknown>, { readonly state: 'ready' }>;
}

/** How many pages and items there were when more was asked for, or came. */
interface Extent {
  readonly pageCount: number;
  readonly items: number;
}

function Pages<Item>({ pages, ready, empty, isLive = false, children }: PagesProps<Item>): ReactNode {
  const { t } = useWords(listsMessages);
  const { items, pageCount, hasMore } = pages;
  const [asked, setAsked] = useState<Extent | null>(null);
  const [came, setCame] = useState<{ readonly from: number; readonly count: number } | null>(null);
  // Kept as it was when the page came: what is read anew afterwards is not told again.
  if (asked && pageCount > asked.pageCount) {
    setCame({ from: asked.items, count: items.length - asked.items });
    setAsked(null);
  }
  const loadMore = (): void => {
    setAsked({ pageCount, items: items.length });
    setCame(null);
    pages.loadMore();
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (came && !hasMore) focusInstead(list.current, list.current?.querySelectorAll('[data-ta-item]')[came.from]);
  }, [came, hasMore]);
  return (
    <div ref={list} className="ta-list-body">
      <div className="ta-list-head">
        <StaleNote result={ready} isLive={isLive} pageCount={pageCount} />
      </div>
      {items.length === 0 ? empty : children(items)}
      <LoadMore pages={{ ...pages, loadMore }} />
      <p className="ta-hidden" role="status">
        {came && came.count > 0 ? t('ui.list.loaded', { count: came.count }) : ''}
      </p>
    </div>
  );
}
