import type { ConnectionDetail, ConnectionView, ContextualHelpView } from '@tenantatlas/core/browser';
import { useConnection, usePermissions, type HookResult } from '@tenantatlas/react-hooks';
import {
  ConnectionCard,
  EmptyState,
  PermissionList,
  Resource,
  StaleNote,
  Status,
  VerificationReport,
  useTenantName,
  type ConnectionCardProps,
} from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import { CheckButton, CheckNews, useCheck } from '../connections/check.tsx';
import { ConnectionHelp, useConnectionHelp } from '../connections/connection-help.tsx';
import { ConsentButton, needsConsent } from '../connections/consent-button.tsx';
import { ManageConnection } from '../connections/manage-connection.tsx';
import { SimulationNote } from '../connections/simulation-note.tsx';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { anchors } from '../help/anchors.ts';
import { useAnchor } from '../help/use-anchor.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Page, PageSkeleton } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { Section } from '../ui/section.tsx';
import { MissingPage } from './missing-page.tsx';

/** Properties of {@link ConnectionPage}. */
export interface ConnectionPageProps {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** One connection: its state, what the last check found, what the tenant permits. */
export default function ConnectionPage({ tenantId, connectionId }: ConnectionPageProps): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const result = useConnection({ workspaceId, connectionId });
  return (
    <ResultPage result={result}>
      {(connection) =>
        // The address names both: a connection of another tenant is not at this one.
        connection.tenantId === tenantId ? <Connection connection={connection} result={result} /> : <MissingPage />
      }
    </ResultPage>
  );
}

const slots: NonNullable<ConnectionCardProps['slots']> = { name: State, actions: ManageConnection, help: Help };

/** The help of the page that is around. */
const HelpContext = createContext<ContextualHelpView | null>(null);

function Help({ connection }: { readonly connection: ConnectionView }): ReactNode {
  return <ConnectionHelp connection={connection} help={useContext(HelpContext)} headingLevel={3} />;
}

function State(): ReactNode {
  return useConnectionText()('connection.state');
}

interface ConnectionProps {
  readonly connection: ConnectionDetail;
  readonly result: HookResult<ConnectionDetail>;
}

function Connection(props: ConnectionProps): ReactNode {
  const { connection } = props;
  const { help, isAwaited } = useConnectionHelp(connection, connection.report);
  const permissions = usePermissions({ workspaceId: connection.workspaceId, connectionId: connection.id });
  return isAwaited ? <PageSkeleton /> : <WithHelp {...props} help={help} permissions={permissions} />;
}

interface WithHelpProps extends ConnectionProps {
  readonly help: ContextualHelpView | null;
  readonly permissions: ReturnType<typeof usePermissions>;
}

function WithHelp({ connection, result, help, permissions }: WithHelpProps): ReactNode {
  const text = useConnectionText();
  useAnchor();
  const { workspaceId, tenantId, displayName, isDefault, checkRunId, report, lastErrorReason: reason } = connection;
  // While a check is in progress the card does not show the reason of the one before.
  const told = connection.verificationStatus === 'pending' ? [] : [reason?.label ?? null, reason?.explanation ?? null];
  const check = useCheck(connection);
  const tenant = useTenantName(workspaceId, tenantId) ?? tenantId;
  return (
    <Page
      title={displayName}
      about={text('connection.about', { tenant })}
      mark={
        isDefault && (
          <Status tone="neutral" icon="check">
            {text('connection.default')}
          </Status>
        )
      }
      action={
        <>
          {result.state === 'ready' && (
            <span className="only-stale">
              <StaleNote result={result} isLive />
            </span>
          )}
          {needsConsent(connection) && connection.verificationStatus !== 'pending' && (
            <span id={anchors.consent} className="page-action">
              <ConsentButton connection={connection} />
            </span>
          )}
          <CheckButton connection={connection} check={check} />
        </>
      }
    >
      <HelpContext.Provider value={help}>
        <ConnectionCard connection={connection} headingLevel={2} slots={slots} />
      </HelpContext.Provider>
      <Section
        title={text('connection.checks')}
        link={
          checkRunId !== null && <Link href={paths.operation(workspaceId, checkRunId)}>{text('connection.run')}</Link>
        }
      >
        <CheckNews connection={connection} check={check} />
        {report ? (
          <VerificationReport report={report} besides={told} />
        ) : (
          <EmptyState title={text('connection.unchecked.title')}>{text('connection.unchecked.text')}</EmptyState>
        )}
      </Section>
      <Section title={text('connection.permissions')} anchor={anchors.permissions}>
        <Resource result={permissions} skeleton={{ rows: 3 }}>
          {(overview) => <PermissionList overview={overview} besides={told} />}
        </Resource>
      </Section>
      <SimulationNote workspaceId={workspaceId} />
    </Page>
  );
}
