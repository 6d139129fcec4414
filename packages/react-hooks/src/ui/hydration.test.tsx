// @vitest-environment jsdom
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { ada, uiWorld } from '../../test/support/ui-world.tsx';
import { AtlasProvider } from '../index.ts';
import { connect, auditOptions, controlsOptions, operationsOptions } from '../server-entry.ts';
import { AuditTrail, ControlCenter, OperationsList, Time } from './index.ts';

const zone = process.env['TZ'];
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  process.env['TZ'] = zone;
  document.body.replaceChildren();
});

it.each([
  ['a minute later', 60_000],
  ['an hour later', 3_600_000],
])(
  'the first render in New York, %s, is that of the server in UTC, and the zone appears after it',
  async (_, later) => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause(null);
    const client = world.atlas.as(ada);
    const connection = connect(client, 'op-ada');
    const queries = new QueryClient();
    await queries.prefetchQuery(controlsOptions(connection));
    await queries.prefetchInfiniteQuery(auditOptions(connection, {}));
    await queries.prefetchInfiniteQuery(operationsOptions(connection, { workspaceId: 'w-1' }));
    const state = dehydrate(queries);
    const page = (cache: QueryClient): ReactNode => (
      <StrictMode>
        <QueryClientProvider client={cache}>
          <HydrationBoundary state={state}>
            <AtlasProvider client={client} cacheKey="op-ada" locale="en">
              <ControlCenter />
              <AuditTrail request={{}} />
              <OperationsList workspaceId="w-1" />
              <Time instant="2026-11-21T20:30:00.000Z" />
            </AtlasProvider>
          </HydrationBoundary>
        </QueryClientProvider>
      </StrictMode>
    );

    process.env['TZ'] = 'UTC';
    const html = onServer(page(new QueryClient()));
    expect(html).toMatch(/Nov 21, 2026, 8:30:00.PM UTC/);

    process.env['TZ'] = 'America/New_York';
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + later });
    const complaints = vi.spyOn(console, 'error');
    const mismatches: unknown[] = [];
    const host = document.body.appendChild(document.createElement('div'));
    host.innerHTML = html;
    await act(async () => {
      hydrateRoot(host, page(new QueryClient()), { onRecoverableError: (error) => void mismatches.push(error) });
    });
    expect(mismatches).toEqual([]);
    expect(complaints.mock.calls).toEqual([]);
    expect(host.innerHTML).not.toContain('UTC');
    expect(host.textContent).toMatch(/EST|EDT|GMT-[45]/);
  },
);

/** The page as a server renders it. React Aria has layout effects, which React 18 mentions on a server; nothing else may be said. */
function onServer(page: ReactNode): string {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const html = renderToString(page);
  const others = said.mock.calls.filter(
    ([text]) => !String(text).includes('useLayoutEffect does nothing on the server'),
  );
  said.mockRestore();
  expect(others).toEqual([]);
  return html;
}
