import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { AuditOf } from '../ui/audit-page.tsx';
import { Page } from '../ui/page.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';

/** The ledger of a workspace. Members who may not read it are told which capability is missing. */
export function WorkspaceAuditPage(): ReactNode {
  const text = useText();
  const { workspaceId, mayReadAudit } = useThisWorkspace();
  if (!mayReadAudit) return <ForbiddenPage capability="audit.view" />;
  return (
    <Page title={text('nav.audit')} about={text('audit.workspace.about')}>
      <AuditOf path={paths.audit(workspaceId)} workspaceId={workspaceId} />
    </Page>
  );
}
