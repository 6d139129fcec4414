import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Page } from '../ui/page.tsx';
import { Runs } from '../ui/runs.tsx';

/** Every run of a workspace. */
export function OperationsPage(): ReactNode {
  const text = useText();
  return (
    <Page title={text('nav.operations')} about={text('operations.about')}>
      <Runs workspaceId={useThisWorkspace().workspaceId} />
    </Page>
  );
}
