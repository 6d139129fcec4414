import { useAudit } from '@tenantatlas/react-hooks';
import { AuditTrail } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';

const request = { limit: 50 };

/** The ledger of the platform. */
export default function PlatformAuditPage(): ReactNode {
  const text = useText();
  return (
    <ResultPage result={useAudit(request)}>
      {() => (
        <Page title={text('nav.audit')} about={text('audit.platform.about')}>
          <AuditTrail request={request} />
        </Page>
      )}
    </ResultPage>
  );
}
