import { isRetryable, type AnyAtlasError, type HookResult } from '@tenantatlas/react-hooks';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { SupportLine } from '../brand/brand-links.tsx';
import { ForbiddenPage } from '../pages/forbidden-page.tsx';
import { MissingPage } from '../pages/missing-page.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { Page, PageSkeleton } from './page.tsx';

/** Properties of {@link ResultPage}. */
export interface ResultPageProps<T> {
  readonly result: HookResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** A whole page that depends on one answer. Missing and denied answers have separate pages. */
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
      return <FailedPage error={result.error} refresh={result.refresh} />;
  }
}

const everyMillis = 5_000;

interface FailedPageProps {
  readonly error: AnyAtlasError;
  readonly refresh: () => void;
}

/** Stands where the page will be, and asks for it again by itself as long as that may help. */
function FailedPage({ error, refresh }: FailedPageProps): ReactNode {
  const title = usePageTitle();
  const again = useRef(refresh);
  useEffect(() => {
    again.current = refresh;
  });
  const mayHelp = isRetryable(error);
  useEffect(() => {
    if (!mayHelp) return;
    const timer = setInterval(() => again.current(), everyMillis);
    return () => clearInterval(timer);
  }, [mayHelp]);
  return (
    <Page title={title}>
      <ErrorPanel error={error} onRetry={refresh} />
      <SupportLine />
    </Page>
  );
}
