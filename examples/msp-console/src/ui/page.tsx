import { Skeleton } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useHeading } from './use-heading.ts';

/** Properties of {@link Page}. */
export interface PageProps {
  readonly title: string;
  /** What the window is called, where the title alone would not tell two of them apart. @default the title */
  readonly windowTitle?: string;
  /** One sentence that says what the page is for; left out where there is nothing to it. */
  readonly about?: ReactNode;
  /** A sign beside the title, such as a badge. */
  readonly mark?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page: one title, one sentence, at most one primary button, content. */
export function Page({ title, windowTitle = title, about, mark, action, children }: PageProps): ReactNode {
  const heading = useHeading(windowTitle);
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
          {about && <p className="about">{about}</p>}
        </div>
        {action && <div className="page-action">{action}</div>}
      </header>
      {children}
    </div>
  );
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
