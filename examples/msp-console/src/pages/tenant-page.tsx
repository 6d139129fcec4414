import type { OperationRunView, TenantView } from '@tenantatlas/core/browser';
import { useActions, useOperation, useSay, useTenant } from '@tenantatlas/react-hooks';
import {
  CopyButton,
  ErrorPanel,
  LifecycleBadge,
  RecentOperations,
  runState,
  Skeleton,
  StaleNote,
  Time,
} from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { MissingPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { paths } from '../paths.ts';
import { TenantActions } from '../restore/tenant-actions.tsx';
import { usePerson } from '../session/use-person.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import type { TenantConnectionProps } from '../connections/tenant-connection.tsx';
import { Facts } from '../ui/facts.tsx';
import { Page, PageSkeleton } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { Runs } from '../ui/runs.tsx';
import { Section } from '../ui/section.tsx';

const TenantConnection = onDemand<TenantConnectionProps>(() => import('../connections/tenant-connection.tsx'), {
  Waiting: () => <Skeleton rows={3} />,
  Missing: MissingPart,
});

/** One tenant: where it stands, what was done for it, what can be started. */
export function TenantPage({ tenantId }: TenantPageProps): ReactNode {
  return usePerson().plane === 'workspace' ? <OfMember tenantId={tenantId} /> : <OfOperator tenantId={tenantId} />;
}

interface TenantPageProps {
  readonly tenantId: string;
}

function OfOperator({ tenantId }: TenantPageProps): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  return (
    <ResultPage result={useTenant({ workspaceId, tenantId })}>
      {(tenant) => (
        <Frame tenant={tenant} recent={<RecentForOperator tenant={tenant} />}>
          <p className="hint">{text('tenant.actions.platform')}</p>
        </Frame>
      )}
    </ResultPage>
  );
}

function OfMember({ tenantId }: TenantPageProps): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const actions = useActions({ workspaceId, tenantId });
  return (
    <ResultPage result={useTenant({ workspaceId, tenantId })}>
      {(tenant) =>
        // The page waits for its buttons, so that nothing moves beneath the pointer.
        actions.state === 'loading' ? <PageSkeleton /> : <WithActions tenant={tenant} actions={actions} />
      }
    </ResultPage>
  );
}

interface WithActionsProps extends TenantProps {
  readonly actions: ReturnType<typeof useActions>;
}

function WithActions({ tenant, actions }: WithActionsProps): ReactNode {
  const [started, setStarted] = useState<OperationRunView | null>(null);
  const known = actions.state === 'ready' ? actions.data : [];
  return (
    <Frame
      tenant={tenant}
      connection={<TenantConnection tenant={tenant} />}
      recent={<RecentForMember tenant={tenant} />}
      action={
        <>
          {actions.state === 'ready' && (
            <span className="only-stale">
              <StaleNote result={actions} isLive />
            </span>
          )}
          <TenantActions tenant={tenant} actions={known} onStarted={setStarted} />
        </>
      }
    >
      {actions.state === 'failed' && <ErrorPanel error={actions.error} onRetry={actions.refresh} />}
      <div role="status">{started && <Started run={started} />}</div>
    </Frame>
  );
}

/** Runs started from here, and their outcome. */
function Started({ run: atFirst }: { readonly run: OperationRunView }): ReactNode {
  const text = useText();
  const { workspaceId, id: runId } = atFirst;
  const now = useOperation({ workspaceId, runId });
  const run = now.state === 'ready' ? now.data : atFirst;
  const operation = useOperationName()(run);
  const isOver = run.status === 'completed';
  return (
    <p className="hint" data-ta-tone={isOver ? runState(run).tone : 'info'}>
      {text(`tenant.started.${isOver ? run.outcome : 'pending'}`, { operation })}{' '}
      <Link href={paths.operation(workspaceId, runId)}>
        {text(isOver ? 'tenant.started.show' : 'tenant.started.watch')}
      </Link>
    </p>
  );
}

function Id({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  return (
    <>
      <code>{id}</code> <CopyButton text={id} label={label} />
    </>
  );
}

interface TenantProps {
  readonly tenant: TenantView;
}

interface FrameProps extends TenantProps {
  readonly action?: ReactNode;
  /** How the tenant is reached; operators of the platform do not see it. */
  readonly connection?: ReactNode;
  /** What was done for it last. */
  readonly recent: ReactNode;
  readonly children: ReactNode;
}

/** The newest runs and the way to all of them. An operator has no surfaces of a tenant. */
function RecentForOperator({ tenant: { workspaceId, tenantId } }: TenantProps): ReactNode {
  const text = useText();
  return (
    <Section
      title={text('tenant.recent')}
      className="recent"
      link={
        <Link href={`${paths.operations(workspaceId)}?tenant=${encodeURIComponent(tenantId)}`}>
          {text('overview.recent.all')}
        </Link>
      }
    >
      <Runs workspaceId={workspaceId} tenantId={tenantId} limit={5} />
    </Section>
  );
}

const runHref = ({ workspaceId, id }: OperationRunView): string => paths.operation(workspaceId, id);
const recentSlots = { link: Link };

function RecentForMember({ tenant: { workspaceId, tenantId } }: TenantProps): ReactNode {
  const text = useText();
  return (
    <Section title={text('tenant.recent')} className="recent">
      <RecentOperations
        workspaceId={workspaceId}
        tenantId={tenantId}
        hrefOf={runHref}
        allHref={paths.operations(workspaceId)}
        canCancel
        nameOf={useOperationName()}
        slots={recentSlots}
      />
    </Section>
  );
}

function Frame({ tenant, action, connection, recent, children }: FrameProps): ReactNode {
  const text = useText();
  const inWords = useSay();
  const { tenantId, name, presentation, externalTenantId, createdAt, updatedAt } = tenant;
  return (
    <Page
      title={name}
      about={inWords(presentation.longDescription)}
      mark={<LifecycleBadge presentation={presentation} />}
      action={action}
    >
      {children}
      {connection}
      <Section title={text('tenant.facts')}>
        <Facts
          facts={[
            [text('tenant.id'), <Id key="id" id={tenantId} label={text('tenant.id')} />],
            [
              text('tenants.external'),
              externalTenantId === null ? (
                <span className="quiet">{text('tenants.none')}</span>
              ) : (
                <Id key="external" id={externalTenantId} label={text('tenants.external')} />
              ),
            ],
            [text('tenant.created'), <Time key="created" instant={createdAt} />],
            [text('tenants.updated'), <Time key="updated" instant={updatedAt} />],
          ]}
        />
      </Section>
      {recent}
    </Page>
  );
}
