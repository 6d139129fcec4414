import { useWorkspaces } from '@tenantatlas/react-hooks';
import { useEffect, type ReactNode } from 'react';
import { Redirect } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { EmptyNotice } from '../ui/empty-notice.tsx';
import { ResultPage } from '../ui/result-page.tsx';

/** Redirects operators to what needs attention, and members to their first workspace. */
export function HomePage(): ReactNode {
  return usePerson().plane === 'platform' ? <Redirect to={paths.system} replace /> : <FirstWorkspace />;
}

function FirstWorkspace(): ReactNode {
  const workspaces = useWorkspaces({});
  return (
    <ResultPage result={workspaces}>
      {({ items: [first] }) =>
        first ? <Redirect to={paths.workspace(first.workspaceId)} replace /> : <Outsider refresh={workspaces.refresh} />
      }
    </ResultPage>
  );
}

const everyMillis = 10_000;

function Outsider({ refresh }: { readonly refresh: () => void }): ReactNode {
  const text = useText();
  useEffect(() => {
    const timer = setInterval(refresh, everyMillis);
    return () => clearInterval(timer);
  }, [refresh]);
  return <EmptyNotice icon="workspaces" title={text('home.outsider.title')} text={text('home.outsider.text')} />;
}
