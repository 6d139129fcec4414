import { useQueries } from '@tanstack/react-query';
import type { ImpactPreview } from '@tenantatlas/core/browser';
import { controlImpactOptions } from '../../options/controls.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { readResult } from '../../query/read-result.ts';
import type { HookResult } from '../../result.ts';
import { sentScopes, type ChosenScope } from './draft.ts';

/** What a pause of all chosen scopes would touch, or their end: the impacts of each, added up. */
export function useImpacts(control: string, scope: ChosenScope, intent: 'pause' | 'resume'): HookResult<ImpactPreview> {
  const { connection } = useAtlas();
  const sent = sentScopes(scope).map((one) => one.scope);
  const asked = sent.length > 0 ? sent : [{ type: 'workspace', workspaceId: null } as const];
  const results = useQueries({
    queries: asked.map((one) => controlImpactOptions(connection, { control, scope: one, intent })),
  }).map((query) => readResult(query));
  return results.length === 1 && results[0] ? results[0] : together(results);
}

function together(results: readonly HookResult<ImpactPreview>[]): HookResult<ImpactPreview> {
  const refresh = (): void => results.forEach((one) => one.refresh());
  const open = results.find(({ state }) => state !== 'ready' && state !== 'loading');
  if (open) return { ...open, refresh };
  const ready = results.flatMap((one) => (one.state === 'ready' ? one : []));
  const [first] = ready;
  if (!first || ready.length < results.length) return { state: 'loading', refresh };
  const sum = (count: (impact: ImpactPreview) => number): number =>
    ready.reduce((all, { data }) => all + count(data), 0);
  const data: ImpactPreview = {
    ...first.data,
    workspaceId: null,
    workspaceCount: sum((one) => one.workspaceCount),
    tenantCount: sum((one) => one.tenantCount),
    changed: {
      workspaceCount: sum(({ changed }) => changed.workspaceCount),
      tenantCount: sum(({ changed }) => changed.tenantCount),
    },
    runsInFlight: sum((one) => one.runsInFlight),
  };
  return { ...first, data, refresh };
}
