import { useQueries } from '@tanstack/react-query';
import type { ImpactPreview } from '@tenantatlas/core/browser';
import { controlImpactOptions } from '../../options.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { readResult } from '../../query/read-result.ts';
import type { HookResult } from '../../result.ts';
import type { SentScope } from './draft.ts';

/**
 * What a pause of all these scopes would touch, or their end: the impacts of each, added up. Each is asked about alone, where the pauses of the others still hold: when the
 * global one ends too, the workspaces start again as well.
 */
export function useImpacts(
  control: string,
  sent: readonly SentScope[],
  intent: 'pause' | 'resume',
): HookResult<ImpactPreview> {
  const { connection } = useAtlas();
  const asked = sent.length > 0 ? sent.map(({ scope }) => scope) : [{ type: 'workspace', workspaceId: null } as const];
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
  const whole = global ? [global] : all;
  const data: ImpactPreview = {
    ...(global ?? first.data),
    workspaceId: null,
    ...counted(whole),
    changed: counted(all.map((one) => (global && one !== global ? one : one.changed))),
    runsInFlight: whole.reduce((total, one) => total + one.runsInFlight, 0),
  };
  return { ...first, data, refresh };
}

function counted(all: readonly ImpactPreview['changed'][]): ImpactPreview['changed'] {
  return {
    workspaceCount: all.reduce((total, one) => total + one.workspaceCount, 0),
    tenantCount: all.reduce((total, one) => total + one.tenantCount, 0),
  };
}
