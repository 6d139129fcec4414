import type { HookResult } from '@tenantatlas/react-hooks';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { ForbiddenPage } from '../pages/forbidden-page.tsx';
import { MissingPage } from '../pages/missing-page.tsx';
import { PageSkeleton } from './page.tsx';

/** Properties of {@link ResultPage}. */
export interface ResultPageProps<T> {
  readonly result: HookResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** A whole page that stands on one answer: what is not there and what is not open are calm pages of their own. */
export function ResultPage<T>({ result, children }: ResultPageProps<T>): ReactNode {
  switch (result.state) {
    case 'loading':
      return <PageSkeleton />;
    case 'ready':
      return children(result.data);
    case 'denied':
      return result.error.code === 'forbidden' ? (
        <ForbiddenPage capability={result.error.capability} />
      ) : (
        <MissingPage />
      );
    case 'paused':
    case 'failed':
      return (
        <div className="page">
          <ErrorPanel error={result.error} onRetry={result.refresh} />
        </div>
      );
  }
}
