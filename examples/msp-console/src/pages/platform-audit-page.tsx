import { ControlChanges, type ControlChangesFilter } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { AuditOf, auditSlots } from '../ui/audit-page.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { useAddress } from '../ui/use-address.ts';

const sources = ['platform', 'controls'] as const;

/** The ledger of the platform, or the changes of all controls, which stand in the ledgers of the workspaces that they are about. */
export default function PlatformAuditPage(): ReactNode {
  const text = useText();
  const { value, change } = useAddress(paths.platformAudit);
  const source = sources.find((one) => one === value('source')) ?? 'platform';
  return (
    <Page title={text('nav.audit')} about={text(`audit.${source}.about`)}>
      <Filters
        label={text('audit.source')}
        filters={sources.map((id) => ({
          id,
          label: text(`audit.source.${id}`),
          href: id === 'platform' ? paths.platformAudit : `${paths.platformAudit}?source=${id}`,
        }))}
        chosen={source}
      />
      {source === 'platform' ? (
        <AuditOf path={paths.platformAudit} />
      ) : (
        <ControlChanges
          filter={{ control: value('control'), action: value('action'), pauseId: value('pause') }}
          onFilter={({ control, action, pauseId }: ControlChangesFilter) => change({ control, action, pause: pauseId })}
          slots={auditSlots}
        />
      )}
    </Page>
  );
}
