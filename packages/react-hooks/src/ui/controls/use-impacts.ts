import { useQueries } from '@tanstack/react-query';
import type { ImpactPreview } from '@tenantatlas/core/browser';
import { controlImpactOptions } from '../../options/controls.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { readResult } from '../../query/read-result.ts';
import type { HookResult } from '../../result.ts';
import { sentScopes, type ChosenScope, type SentScope } from './draft.ts';

/** What a pause of all chosen scopes would touch, or their end: the impacts of each, added up. */
export function useImpacts(control: string, scope: ChosenScope, intent: 'pause' | 'resume'): HookResult<ImpactPreview> {
  return useImpactsOf(
    control,
    sentScopes(scope).map((one) => one.scope),
    intent,
  );
}

/**
 * {@link useImpacts} of scopes that can hold the global one beside workspaces. Each is asked about alone, where the pauses of the others still hold: when all of them end,
 * the chosen workspaces start again too.
 */
export function useImpactsOf(
  control: string,
  sent: readonly SentScope['scope'][],
  intent: 'pause' | 'resume',
): HookResult<ImpactPreview> {
  const { connection } = useAtlas();
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
  const all = ready.map(({ data }) => data);
  const global = all.find(({ scopeType }) => scopeType === 'global');
  const sum = (count: (impact: ImpactPreview) => number): number => all.reduce((total, one) => total + count(one), 0);
  const changes = (one: ImpactPreview): ImpactPreview['changed'] => (global && one !== global ? one : one.changed);
  const data: ImpactPreview = {
    ...first.data,
    workspaceId: null,
    workspaceCount: global?.workspaceCount ?? sum((one) => one.workspaceCount),
    tenantCount: global?.tenantCount ?? sum((one) => one.tenantCount),
    changed: {
      workspaceCount: sum((one) => changes(one).workspaceCount),
      tenantCount: sum((one) => changes(one).tenantCount),
    },
    runsInFlight: global?.runsInFlight ?? sum((one) => one.runsInFlight),
  };
  return { ...first, data, refresh };
}
