import { useAudit } from '@tenantatlas/react-hooks';
import { AuditTrail } from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';

/** The ledger of a workspace. Some members may not read it; the page then shows a denied state. */
export function WorkspaceAuditPage(): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  const request = useMemo(() => ({ workspaceId, limit: 50 }), [workspaceId]);
  return (
    <ResultPage result={useAudit(request)}>
      {() => (
        <Page title={text('nav.audit')} about={text('audit.workspace.about')}>
          <AuditTrail request={request} />
        </Page>
      )}
    </ResultPage>
  );
}
