// What a host writes. Compiled here against the sources, and by `consumer` of the check against the packed packages.
import { createTenantAtlas, simulatedRestore, workspaceUser } from '@tenantatlas/core';
import { okAsync } from '@tenantatlas/core/browser';
import {
  AtlasProvider,
  controlsOptions,
  createAtlasHooks,
  useActions,
  useAtlas,
  useControls,
  useOperations,
  useSay,
  type HookResult,
} from '@tenantatlas/react-hooks';
import { createTestClient, TestAtlasProvider } from '@tenantatlas/react-hooks/testing';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

const client = createTenantAtlas({ restore: simulatedRestore() }).as(workspaceUser({ id: 'u-1', label: 'Bo' }));
const { useStartOperation } = createAtlasHooks<typeof client>();
const here = { workspaceId: 'w-1', tenantId: 't-1' };

function Restore(): ReactNode {
  const say = useSay();
  const actions = useActions({ ...here, types: ['restore.execute'] });
  const restore = useStartOperation();
  const inputs = { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' };
  const start = () => void restore.run({ ...here, type: 'restore.execute', idempotencyKey: 'click-81', inputs });
  if (actions.state !== 'ready') return <NotReady answer={actions} />;
  if (restore.state === 'paused') return <p>{say(restore.error.message)}</p>;
  return actions.data.map(({ type, label, state }) => (
    <button key={type} disabled={state === 'denied'} onClick={start}>
      {label}
    </button>
  ));
}

function NotReady({
  answer,
}: {
  readonly answer: Exclude<HookResult<unknown>, { readonly state: 'ready' }>;
}): ReactNode {
  return answer.state === 'loading' ? <p>…</p> : <p onClick={answer.refresh}>{answer.error.code}</p>;
}

function Runs(): ReactNode {
  const runs = useOperations({ workspaceId: 'w-1' });
  if (runs.state !== 'ready') return <NotReady answer={runs} />;
  const { items, hasMore, loadMore } = runs.data;
  return (
    <>
      {items.map(({ id, status }) => (
        <p key={id}>{status}</p>
      ))}
      {hasMore && <button onClick={loadMore}>More</button>}
    </>
  );
}

function OwnQuery(): ReactNode {
  const { connection } = useAtlas();
  const { data } = useQuery({ ...controlsOptions(connection), select: (controls) => controls.length });
  return <p>{(data ?? 0).toFixed(0)}</p>;
}

function Count(): ReactNode {
  const controls = useControls();
  return controls.state === 'ready' ? <p>{controls.data.length}</p> : <NotReady answer={controls} />;
}

/** The page. */
export const page = (
  <AtlasProvider client={client} locale="de" theme="dark">
    <Restore />
    <Runs />
    <OwnQuery />
  </AtlasProvider>
);

/** Its test. */
export const tested = (
  <TestAtlasProvider handlers={{ 'controls.list': () => okAsync([]) }}>
    <Count />
  </TestAtlasProvider>
);

/** Another. */
export const testedWithClient = (
  <TestAtlasProvider client={createTestClient({})}>
    <Count />
  </TestAtlasProvider>
);
