import type { ConnectionView, ContextualHelpView, VerificationReportView } from '@tenantatlas/core/browser';
import { connectionHelpRequest, ContextualHelp, type ContextualHelpProps } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { HelpedConnection, helpSlots } from '../help/help-link.tsx';
import { useHelp, type PageHelp } from '../help/use-help.ts';
import { paths } from '../paths.ts';
import { needsConsent } from './consent-button.tsx';

/** The help beside a connection, for the page that shows it. `report` tells whether the last check is out of date. */
export function useConnectionHelp(connection: ConnectionView, report: VerificationReportView | null = null): PageHelp {
  const { isEnabled, lastHealthCheckAt } = connection;
  // A check is what a new connection needs, and the page says so.
  const isNew = isEnabled && lastHealthCheckAt === null && !needsConsent(connection);
  // People look into a problem here. Onboarding has its own pages.
  return useHelp(isNew ? null : connectionHelpRequest(connection, { surface: 'support_diagnostics', report }));
}

/** Properties of {@link ConnectionHelp}. */
export interface ConnectionHelpProps {
  readonly connection: ConnectionView;
  readonly help: ContextualHelpView | null;
  readonly headingLevel: ContextualHelpProps['headingLevel'];
}

/** Help in the card of a connection, which shows the reason already. */
export function ConnectionHelp({ connection, help, headingLevel }: ConnectionHelpProps): ReactNode {
  const { workspaceId, tenantId, id, lastErrorReason: reason } = connection;
  if (help === null) return null;
  return (
    <HelpedConnection.Provider value={paths.connection(workspaceId, tenantId, id)}>
      <ContextualHelp
        help={help}
        headingLevel={headingLevel}
        besides={[reason?.label ?? null, reason?.explanation ?? null]}
        slots={helpSlots}
      />
    </HelpedConnection.Provider>
  );
}
