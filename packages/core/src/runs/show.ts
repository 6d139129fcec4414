import { lookUpOthers, ownName } from '../access/look-up-people.ts';
import type { Finishing } from '../access/method.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { now } from '../kernel/clock.ts';
import { ok, type ResultAsync } from '../kernel/result.ts';
import type { OperationCatalog } from './definition.ts';
import { runView, type OperationRunView, type RunOfTenant } from './view.ts';

/** Runs with their initiators' names. The caller's own name is known; other names are read from the directory. */
export async function showAll(
  runs: readonly RunOfTenant[],
  catalog: OperationCatalog,
  { environment, caller }: Finishing,
): Promise<readonly OperationRunView[]> {
  const refs = runs.map(({ run }) => run.initiator);
  const people = await lookUpOthers(environment, caller, refs);
  const at = now(environment.clock);
  return runs.map((run) => runView(run, catalog, people, at));
}

/** One run with the name of its initiator. */
export async function show(
  run: RunOfTenant,
  catalog: OperationCatalog,
  finishing: Finishing,
): Promise<OperationRunView> {
  const [view] = await showAll([run], catalog, finishing);
  // One run in, one view out.
  return view as OperationRunView;
}

/** The write is already committed: when names cannot be read, the run is shown without them and not reported as a failure. */
export function showAsWritten(
  run: RunOfTenant,
  catalog: OperationCatalog,
  finishing: Finishing,
): ResultAsync<OperationRunView, never> {
  const { environment, caller } = finishing;
  return guardAgainstBugs(
    environment,
    'operations',
    show(run, catalog, finishing).then((view) => ok(view)),
  ).orElse(() => ok(runView(run, catalog, ownName(caller), now(environment.clock))));
}
