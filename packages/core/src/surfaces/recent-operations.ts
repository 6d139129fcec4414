import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { InputOf } from '../kernel/input.ts';
import { ok, type Result } from '../kernel/result.ts';
import { cancelAccess } from '../runs/cancel-access.ts';
import { showAll } from '../runs/show.ts';
import type { RunOfTenant } from '../runs/view.ts';
import { capabilityOf, noticeView, opening, tenantOf } from './embedded-facts.ts';
import { disabledView, offeredView, type RecentOperationsView } from './embedded-view.ts';
import type { SurfacesSetup } from './setup.ts';
import { presentRecentOperations } from './recent-operations-rules.ts';
import type { recentOperationsInput } from './schema.ts';
import { mayOpen } from './surface-facts.ts';

/** The answer before its runs have the names of people. */
type Settled = Omit<RecentOperationsView, 'items'> & { readonly items: readonly RunOfTenant[] };

/** `surfaces.recentOperations` after access: one read of the runs. A viewer who may not open operations gets none of them, and they are not read. */
export async function recentOperations(
  context: UseCaseContext<InputOf<typeof recentOperationsInput>>,
  { catalog }: SurfacesSetup,
): Promise<Result<Settled, never>> {
  const { unit, input, scope } = context;
  const { workspaceId, tenantId, limit } = input;
  const tenant = tenantOf(scope);
  const capability = capabilityOf(context);
  const anyRun = { types: null, statuses: null, outcomes: null, visibleTenantIds: null, from: null, to: null };
  const runs = mayOpen({ capability })
    ? await unit.runs.list({ workspaceId }, { ...anyRun, tenantId }, { after: null, limit })
    : [];
  const { state, primary, secondary, disabled, notice } = presentRecentOperations({
    lifecycle: tenant.lifecycle,
    capability,
    runs: runs.length === 0 ? 'empty' : 'populated',
  });
  const [missing = ''] = opening;
  return ok({
    workspaceId,
    tenantId,
    presentation: tenant.presentation,
    state,
    items: runs.map((run) => ({
      run,
      tenant: scope?.facts.tenant ?? null,
      cancel: cancelAccess(run, catalog, context),
    })),
    primary: offeredView(primary),
    secondary: offeredView(secondary),
    disabled: disabledView(disabled, missing),
    notice: noticeView(notice, tenant),
  });
}

/** The answer with the names of people. */
export async function showRecentOperations(
  { items, ...settled }: Settled,
  { catalog }: SurfacesSetup,
  finishing: Finishing,
): Promise<Result<RecentOperationsView, never>> {
  return ok({ ...settled, items: await showAll(items, catalog, finishing) });
}
