import type { ActivationView } from '@tenantatlas/core/browser';
import { useWorkspaceName } from '../base/names.ts';
import { useUi } from '../base/use-ui.ts';

/** Says where a pause applies: "everyone", or the workspace by its name where it is known. */
export function useWhere(scope: ActivationView['scope'] | null, fallback: string): string {
  const { t } = useUi();
  const name = useWorkspaceName(scope?.workspaceId ?? null);
  return scope?.type === 'global' ? t('ui.scope.everyone') : (name ?? fallback);
}
