import type { ActionView, OperationRunView, TenantView } from '@tenantatlas/core/browser';
import { useActions, useSay, useTenant } from '@tenantatlas/react-hooks';
import { ErrorPanel, LifecycleBadge, StaleNote, Time } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { TenantActions } from '../restore/tenant-actions.tsx';
import { usePerson } from '../session/use-person.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { PausedNote } from '../ui/paused-note.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { Runs } from '../ui/runs.tsx';
import { Section } from '../ui/section.tsx';

/** One tenant: where it stands, what was done for it, what can be started. */
export function TenantPage({ tenantId }: { readonly tenantId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const { plane } = usePerson();
  return (
    <ResultPage result={useTenant({ workspaceId, tenantId })}>
      {(tenant) => (plane === 'workspace' ? <OfMember tenant={tenant} /> : <OfOperator tenant={tenant} />)}
    </ResultPage>
  );
}

interface TenantProps {
  readonly tenant: TenantView;
}

function OfOperator({ tenant }: TenantProps): ReactNode {
  const text = useText();
  return (
    <Frame tenant={tenant}>
      <p className="hint">{text('tenant.actions.platform')}</p>
    </Frame>
  );
}

function OfMember({ tenant }: TenantProps): ReactNode {
  const { workspaceId, tenantId } = tenant;
  const actions = useActions({ workspaceId, tenantId });
  const [started, setStarted] = useState<OperationRunView | null>(null);
  const known = actions.state === 'ready' ? actions.data : [];
  return (
    <Frame
      tenant={tenant}
      action={
        <TenantActions tenant={tenant} actions={known} isLoading={actions.state === 'loading'} onStarted={setStarted} />
      }
    >
      {actions.state === 'ready' && <StaleNote result={actions} isLive />}
      {actions.state === 'failed' && <ErrorPanel error={actions.error} onRetry={actions.refresh} />}
      <div role="status">{started && <Started run={started} />}</div>
      {known.map((action) => (
        <Paused key={action.type} action={action} />
      ))}
    </Frame>
  );
}

function Paused({ action: { state, pause } }: { readonly action: ActionView }): ReactNode {
  return state === 'paused' && pause ? <PausedNote pause={pause} /> : null;
}

function Started({ run }: { readonly run: OperationRunView }): ReactNode {
  const text = useText();
  const operation = useOperationName()(run);
  return (
    <p className="hint" data-tone="info">
      {text('tenant.started', { operation })}{' '}
      <Link href={paths.operation(run.workspaceId, run.id)}>{text('tenant.started.watch')}</Link>
    </p>
  );
}

interface FrameProps extends TenantProps {
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Frame({ tenant, action, children }: FrameProps): ReactNode {
  const text = useText();
  const inWords = useSay();
  const { workspaceId, tenantId, name, presentation, externalTenantId, createdAt, updatedAt } = tenant;
  return (
    <Page
      title={name}
      about={text('tenant.about')}
      mark={<LifecycleBadge presentation={presentation} />}
      action={action}
    >
      {children}
      <Section title={text('tenant.facts')}>
        <p className="stage-long">{inWords(presentation.longDescription)}</p>
        <Facts
          facts={[
            [text('tenant.id'), <code key="id">{tenantId}</code>],
            [
              text('tenants.external'),
              externalTenantId === null ? (
                <span className="quiet">{text('tenants.none')}</span>
              ) : (
                <code key="external">{externalTenantId}</code>
              ),
            ],
            [text('tenant.created'), <Time key="created" instant={createdAt} />],
            [text('tenants.updated'), <Time key="updated" instant={updatedAt} />],
          ]}
        />
      </Section>
      <Section
        title={text('tenant.recent')}
        className="recent"
        link={<Link href={paths.operations(workspaceId)}>{text('tenant.recent.all')}</Link>}
      >
        <Runs workspaceId={workspaceId} tenantId={tenantId} limit={5} />
      </Section>
    </Page>
  );
}
