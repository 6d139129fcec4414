import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { HomePage } from './pages/home-page.tsx';
import { MembersPage } from './pages/members-page.tsx';
import { MissingPage } from './pages/missing-page.tsx';
import { OperationPage } from './pages/operation-page.tsx';
import { OperationsPage } from './pages/operations-page.tsx';
import { TenantPage } from './pages/tenant-page.tsx';
import { TenantsPage } from './pages/tenants-page.tsx';
import { WorkspaceAuditPage } from './pages/workspace-audit-page.tsx';
import { WorkspacePage } from './pages/workspace-page.tsx';
import { MissingPagePart } from './parts/missing-part.tsx';
import { onDemand } from './parts/on-demand.tsx';
import { usePreload } from './parts/preload.ts';
import { decode } from './paths.ts';
import { usePerson } from './session/use-person.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Shell } from './shell/shell.tsx';
import { InWorkspace } from './shell/in-workspace.tsx';
import { PlatformOnly } from './shell/platform-only.tsx';
import { PageSkeleton } from './ui/page.tsx';

// Few visits need these.
const page = { Waiting: PageSkeleton, Missing: MissingPagePart };
const ConnectionPage = onDemand(() => import('./pages/connection-page.tsx'), page);
const MainConnectionPage = onDemand(() => import('./pages/main-connection-page.tsx'), page);
const OnboardingsPage = onDemand(() => import('./pages/onboardings-page.tsx'), page);
const OnboardingPage = onDemand(() => import('./pages/onboarding-page.tsx'), page);
const TelemetryPage = onDemand(() => import('./pages/telemetry-page.tsx'), page);
const SimulationPage = onDemand(() => import('./pages/simulation-page.tsx'), page);

// Workspace users never need these. For operators they are loaded ahead.
const ControlsPage = onDemand(() => import('./pages/controls-page.tsx'), page);
const SystemOverviewPage = onDemand(() => import('./pages/system-overview-page.tsx'), page);
const WorkspacesPage = onDemand(() => import('./pages/workspaces-page.tsx'), page);
const PlatformOperationsPage = onDemand(() => import('./pages/platform-operations-page.tsx'), page);
const PlatformAuditPage = onDemand(() => import('./pages/platform-audit-page.tsx'), page);
const ofOperators = [SystemOverviewPage, ControlsPage, WorkspacesPage, PlatformOperationsPage, PlatformAuditPage];
const ofMembers: typeof ofOperators = [];

/** Which page stands at which address. */
export function Routes(): ReactNode {
  usePreload(usePerson().plane === 'platform' ? ofOperators : ofMembers);
  const [place] = useLocation();
  return (
    <Shell>
      <ErrorBoundary place={place}>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route path="/system/*?">
            <PlatformOnly>
              <SystemRoutes />
            </PlatformOnly>
          </Route>
          <Route path="/w/:workspaceId/*?">
            {({ workspaceId }) => (
              <InWorkspace key={workspaceId} workspaceId={decode(workspaceId)}>
                <WorkspaceRoutes />
              </InWorkspace>
            )}
          </Route>
          <Route>
            <MissingPage />
          </Route>
        </Switch>
      </ErrorBoundary>
    </Shell>
  );
}

function SystemRoutes(): ReactNode {
  return (
    <Switch>
      <Route path="/system" component={SystemOverviewPage} />
      <Route path="/system/controls" component={ControlsPage} />
      <Route path="/system/workspaces" component={WorkspacesPage} />
      <Route path="/system/operations" component={PlatformOperationsPage} />
      <Route path="/system/telemetry" component={TelemetryPage} />
      <Route path="/system/audit" component={PlatformAuditPage} />
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  );
}

function WorkspaceRoutes(): ReactNode {
  return (
    <Switch>
      <Route path="/w/:workspaceId">
        <WorkspacePage />
      </Route>
      <Route path="/w/:workspaceId/tenants">
        <TenantsPage />
      </Route>
      <Route path="/w/:workspaceId/tenants/:tenantId">
        {({ tenantId }) => <TenantPage key={tenantId} tenantId={decode(tenantId)} />}
      </Route>
      <Route path="/w/:workspaceId/tenants/:tenantId/connection">
        {({ tenantId }) => <MainConnectionPage tenantId={decode(tenantId)} />}
      </Route>
      <Route path="/w/:workspaceId/tenants/:tenantId/connections/:connectionId">
        {({ tenantId, connectionId }) => (
          <ConnectionPage key={connectionId} tenantId={decode(tenantId)} connectionId={decode(connectionId)} />
        )}
      </Route>
      <Route path="/w/:workspaceId/onboarding">
        <OnboardingsPage />
      </Route>
      <Route path="/w/:workspaceId/onboarding/:onboardingId">
        {({ onboardingId }) => <OnboardingPage key={onboardingId} onboardingId={decode(onboardingId)} />}
      </Route>
      <Route path="/w/:workspaceId/simulation">
        <SimulationPage />
      </Route>
      <Route path="/w/:workspaceId/operations">
        <OperationsPage />
      </Route>
      <Route path="/w/:workspaceId/operations/:runId">
        {({ runId }) => <OperationPage key={runId} runId={decode(runId)} />}
      </Route>
      <Route path="/w/:workspaceId/members">
        <MembersPage />
      </Route>
      <Route path="/w/:workspaceId/audit">
        <WorkspaceAuditPage />
      </Route>
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  );
}
