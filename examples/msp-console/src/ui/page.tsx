import { Skeleton } from '@tenantatlas/react-hooks/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { brand } from '../brand/brand.ts';

/** Properties of {@link Page}. */
export interface PageProps {
  readonly title: string;
  /** One sentence that says what the page is for. */
  readonly about: ReactNode;
  /** A sign beside the title, such as a badge. */
  readonly mark?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page: one title, one sentence, at most one primary button, content. */
export function Page({ title, about, mark, action, children }: PageProps): ReactNode {
  const heading = useHeading(title);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-words">
          <div className="page-title">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {mark}
          </div>
          <p className="about">{about}</p>
        </div>
        {action && <div className="page-action">{action}</div>}
      </header>
      {children}
    </div>
  );
}

let lastPlace = location.pathname;

/** Names the window, and after a change of place takes the focus, so that those who hear the page hear where they are. */
function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [place] = useLocation();
  useEffect(() => {
    document.title = `${title} · ${brand.shortName}`;
  }, [title]);
  useEffect(() => {
    if (lastPlace === place) return;
    lastPlace = place;
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [place]);
  return heading;
}

/** Stands for a page whose title is not known yet. */
export function PageSkeleton(): ReactNode {
  return (
    <div className="page" aria-busy="true">
      <div className="page-head-skeleton" aria-hidden="true">
        <span />
        <span />
      </div>
      <Skeleton rows={5} />
    </div>
  );
}
