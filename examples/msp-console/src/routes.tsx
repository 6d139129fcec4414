import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './pages/home-page.tsx';
import { MembersPage } from './pages/members-page.tsx';
import { MissingPage } from './pages/missing-page.tsx';
import { OperationPage } from './pages/operation-page.tsx';
import { OperationsPage } from './pages/operations-page.tsx';
import { TenantPage } from './pages/tenant-page.tsx';
import { TenantsPage } from './pages/tenants-page.tsx';
import { WorkspaceAuditPage } from './pages/workspace-audit-page.tsx';
import { WorkspacePage } from './pages/workspace-page.tsx';
import { decode } from './paths.ts';
import { Shell } from './shell/shell.tsx';
import { InWorkspace } from './shell/in-workspace.tsx';
import { PlatformOnly } from './shell/platform-only.tsx';
import { PageSkeleton } from './ui/page.tsx';

// Workspace users never need these.
const ControlsPage = lazy(() => import('./pages/controls-page.tsx'));
const SystemOverviewPage = lazy(() => import('./pages/system-overview-page.tsx'));
const WorkspacesPage = lazy(() => import('./pages/workspaces-page.tsx'));
const PlatformAuditPage = lazy(() => import('./pages/platform-audit-page.tsx'));

/** Which page stands at which address. */
export function Routes(): ReactNode {
  return (
    <Shell>
      <Switch>
        <Route path="/">
          <HomePage />
        </Route>
        <Route path="/system/*?">
          <PlatformOnly>
            <Suspense fallback={<PageSkeleton />}>
              <SystemRoutes />
            </Suspense>
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
    </Shell>
  );
}

function SystemRoutes(): ReactNode {
  return (
    <Switch>
      <Route path="/system" component={SystemOverviewPage} />
      <Route path="/system/controls" component={ControlsPage} />
      <Route path="/system/workspaces" component={WorkspacesPage} />
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
