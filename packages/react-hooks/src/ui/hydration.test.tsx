// @vitest-environment jsdom
import {
  dehydrate,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  type DehydratedState,
} from '@tanstack/react-query';
import { orThrow, presentLifecycle, type OperationRunView } from '@tenantatlas/core';
import { act } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { auditEntry } from '../../test/support/audit-entry.ts';
import { connection, permissions, report } from '../../test/support/connection-samples.ts';
import { help } from '../../test/support/help-sample.ts';
import { onServer } from '../../test/support/on-server.ts';
import { endedOnboarding, onboarding } from '../../test/support/onboarding-samples.ts';
import { control, errors } from '../../test/support/samples.ts';
import { ada, uiWorld } from '../../test/support/ui-world.tsx';
import { AtlasProvider } from '../index.ts';
import * as ui from './index.ts';

const zone = process.env['TZ'];
const roots = new Set<Root>();
afterEach(() => {
  // Its clocks would go on in the tests of other files, and after the last of them without a window.
  for (const root of roots) act(() => root.unmount());
  roots.clear();
  vi.useRealTimers();
  vi.restoreAllMocks();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone; // the text 'undefined' would be a zone that no file after this one knows
  document.body.replaceChildren();
});

const instant = '2026-11-21T20:30:00.000Z';
const here = { workspaceId: 'w-1', tenantId: 't-1' };

/** Every component, each with what shows a time where it has one. */
function everyComponent(run: OperationRunView): Readonly<Record<string, ReactNode>> {
  const mail = { ...control('acme.mail'), label: 'Mass mail' };
  const closed = { control: mail, isOpen: false, onClose: () => {} };
  const ready = {
    state: 'ready',
    isStale: true,
    staleBecause: null,
    readAt: Date.parse(instant),
    refresh: () => {},
  } as const;
  const pages = { items: [1], pageCount: 1, hasMore: true, isLoadingMore: false, loadMore: () => {} };
  const decision: object = errors.paused.decision;
  const months = (['24h', 'month', 'last_month'] as const).map((time) => (
    <ui.AuditLog key={time} workspaceId="w-1" filter={{ ...ui.noAuditFilter, time }} onFilter={() => {}} />
  ));
  return {
    ActionButton: <ui.ActionButton {...here} type="acme.mail" onPress={() => {}} />,
    AtlasRoot: <ui.AtlasRoot>Root</ui.AtlasRoot>,
    AttentionRuns: <ui.AttentionRuns kind="failed" time="today" />,
    AuditLog: months,
    AuditTable: <ui.AuditTable entries={[auditEntry()]} />,
    AuditTrail: <ui.AuditTrail />,
    CancelOperation: <ui.CancelOperation run={run} />,
    ConnectionCard: <ui.ConnectionCard connection={connection} />,
    ConnectionHelp: <ui.ConnectionHelp connection={{ ...connection, readiness: 'blocked' }} />,
    ContextualHelp: <ui.ContextualHelp help={help} />,
    ControlCenter: <ui.ControlCenter />,
    ControlChanges: <ui.ControlChanges />,
    CopyButton: <ui.CopyButton text="w-1" label="Copy" />,
    EmptyState: <ui.EmptyState title="Empty" />,
    ErrorPanel: <ui.ErrorPanel error={errors.limited} />,
    FilterSelect: <ui.FilterSelect label="Actor" all="All" options={[]} value={null} onChange={() => {}} />,
    Icon: <ui.Icon name="pause" />,
    LifecycleBadge: <ui.LifecycleBadge presentation={presentLifecycle('active')} />,
    LoadMore: <ui.LoadMore pages={pages} />,
    OnboardingReadiness: [onboarding(), endedOnboarding()].map((readiness) => (
      <ui.OnboardingReadiness key={readiness.session.status} readiness={readiness} />
    )),
    OnboardingStatus: <ui.OnboardingStatus onboarding={onboarding().session} />,
    OnboardingStepper: <ui.OnboardingStepper progress={onboarding().checkpoint} />,
    OperationDetail: <ui.OperationDetail run={run} />,
    OperationProgress: <ui.OperationProgress run={run} />,
    OperationsList: <ui.OperationsList workspaceId="w-1" time="today" />,
    PagedList: (
      <ui.PagedList result={{ ...ready, data: pages }} empty={null}>
        {String}
      </ui.PagedList>
    ),
    PauseDialog: <ui.PauseDialog {...closed} />,
    PauseEnd: <ui.PauseEnd activation={{ expiresAt: instant as never }} />,
    PauseStrip: (['platform', 'workspace'] as const).map((plane) => (
      <ui.PauseStrip key={plane} workspaceId="w-1" plane={plane} />
    )),
    PausedPanel: (
      <ui.PausedPanel pause={{ ...errors.paused, decision: { ...decision, expiresAt: instant } as never }} />
    ),
    PermissionHelp: <ui.PermissionHelp overview={{ ...permissions, overall: 'blocked' }} />,
    PermissionList: <ui.PermissionList overview={permissions} />,
    PermissionSummary: <ui.PermissionSummary overview={permissions} />,
    RecentOperations: <ui.RecentOperations {...here} hrefOf={String} allHref="/runs" />,
    Resource: <ui.Resource result={{ ...ready, data: 1 }}>{String}</ui.Resource>,
    ResumeDialog: <ui.ResumeDialog {...closed} activation={{} as never} />,
    RunStatus: <ui.RunStatus run={run} />,
    RunsElsewhere: (
      <ui.RunsElsewhere label="Runs" runs={[{ run, workspaceId: 'w-1', workspaceName: 'Acme' } as never]} />
    ),
    Skeleton: <ui.Skeleton />,
    StaleNote: <ui.StaleNote result={ready} />,
    Status: (
      <ui.Status tone="danger" icon="pause">
        Paused
      </ui.Status>
    ),
    Table: <ui.Table label="Rows" columns={[{ id: 'n', title: 'N', cell: String }]} rows={[1]} keyOf={String} />,
    TelemetrySummary: <ui.TelemetrySummary window="7d" />,
    TelemetryTrend: (['24h', '30d'] as const).map((window) => <ui.TelemetryTrend key={window} window={window} />),
    TenantVerification: <ui.TenantVerification {...here} hrefOf={String} />,
    Time: <ui.Time instant={instant} />,
    TimeFilter: <ui.TimeFilter value={null} onChange={() => {}} />,
    VerificationHelp: <ui.VerificationHelp report={report} check={report.checks[0]!} />,
    VerificationReport: <ui.VerificationReport report={report} />,
  };
}

it('every component is in the test of hydration', () => {
  const components = Object.keys(ui).filter((name) => /^[A-Z]/.test(name));
  expect(Object.keys(everyComponent({} as never))).toEqual(components.toSorted());
});

it.each([
  ['a minute later', 60_000, null],
  ['an hour later', 3_600_000, null],
  ['in a zone of the provider', 60_000, 'Asia/Tokyo'],
] as const)(
  'the first render in New York, %s, is that of the server in UTC, and the zone of the reader appears after it',
  async (_, later, timeZone) => {
    const now = Date.parse('2026-11-21T21:00:00.000Z');
    vi.useFakeTimers({ toFake: ['Date'], now });
    const world = await uiWorld();
    const { run } = orThrow(await world.user.operations.start({ ...here, type: 'acme.mail', inputs: {} }));
    await world.pause('w-1');
    await world.pause(null);
    const client = world.atlas.as(ada);
    const parts = Object.entries(everyComponent(run));
    const page = (cache: QueryClient, state?: DehydratedState): ReactNode => (
      <StrictMode>
        <QueryClientProvider client={cache}>
          <HydrationBoundary state={state}>
            <AtlasProvider client={client} cacheKey="op-ada" locale="en" timeZone={timeZone ?? undefined}>
              {parts.map(([name, part]) => (
                <section key={name} id={name}>
                  {part}
                </section>
              ))}
            </AtlasProvider>
          </HydrationBoundary>
        </QueryClientProvider>
      </StrictMode>
    );

    process.env['TZ'] = 'UTC';
    const state = await prefetched(page);
    const html = onServer(page(new QueryClient(), state));
    expect(html).toMatch(timeZone ? /Nov 22, 2026, 5:30:00.AM GMT\+9/ : /Nov 21, 2026, 8:30:00.PM UTC/);

    process.env['TZ'] = 'America/New_York';
    vi.setSystemTime(now + later);
    const complaints = vi.spyOn(console, 'error');
    const mismatches: unknown[] = [];
    const host = document.body.appendChild(document.createElement('div'));
    host.innerHTML = html;
    await act(async () => {
      roots.add(
        hydrateRoot(host, page(new QueryClient(), state), {
          onRecoverableError: (error) => void mismatches.push(error),
        }),
      );
    });
    expect(mismatches).toEqual([]);
    expect(complaints.mock.calls).toEqual([]);
    // Days of product usage are those of UTC for every reader, and say so.
    const inZone = host.innerHTML.replaceAll(/day in UTC/gi, '');
    expect(inZone).not.toMatch(timeZone ? /UTC|E[SD]T|GMT-/ : /UTC/);
    expect(host.textContent).toMatch(timeZone ? /GMT\+9/ : /EST|EDT|GMT-[45]/);
  },
);

/** What a server that renders the page asks for, and all the answers: each may make the page ask for more. */
async function prefetched(page: (cache: QueryClient) => ReactNode): Promise<DehydratedState> {
  const queries = new QueryClient();
  for (let asked = -1; asked < queries.getQueryCache().getAll().length;) {
    asked = queries.getQueryCache().getAll().length;
    onServer(page(queries));
    const open = queries.getQueryCache().findAll({ predicate: ({ state: { status } }) => status === 'pending' });
    await Promise.allSettled(open.map(async (query) => query.fetch()));
  }
  return dehydrate(queries);
}
