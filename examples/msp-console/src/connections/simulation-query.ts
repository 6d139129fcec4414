import { queryOptions } from '@tanstack/react-query';
import type { SimulationView } from '../../server/provider/simulation-handler.ts';
import { onBehalf } from '../atlas/hooks.ts';

/** What a person changes at the simulated Microsoft. */
export type SimulationChange =
  | { readonly action: 'remove_permission'; readonly tenantId: string; readonly permission: string }
  | { readonly action: 'throttle' | 'block_sign_in' | 'restore'; readonly tenantId: string };

/** The simulated tenants of a workspace, for one person. */
export function simulationQuery(workspaceId: string, personId: string) {
  return queryOptions({
    queryKey: ['simulation', personId, workspaceId],
    networkMode: 'always',
    queryFn: () => ask(workspaceId, personId),
  });
}

/** Changes a simulated tenant and answers all of them. */
export function changeSimulation(
  workspaceId: string,
  personId: string,
  change: SimulationChange,
): Promise<SimulationView> {
  return ask(workspaceId, personId, change);
}

async function ask(workspaceId: string, personId: string, change?: SimulationChange): Promise<SimulationView> {
  const response = await fetch(`/simulation/${encodeURIComponent(workspaceId)}`, {
    method: change ? 'POST' : 'GET',
    headers: { [onBehalf]: personId, ...(change ? { 'content-type': 'application/json' } : {}) },
    ...(change ? { body: JSON.stringify(change) } : {}),
  });
  if (!response.ok) throw new Error(`The server answered ${String(response.status)}.`);
  return (await response.json()) as SimulationView;
}
