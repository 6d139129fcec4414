import type { ActivationView } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { useWorkspaces } from '../../hooks/use-workspaces.ts';
import { useUi } from '../base/use-ui.ts';

const request = { limit: 200 } as const;

/** Says where a pause applies: "everyone", or the workspace by its name where it is known. */
export function useWhere(): (scope: ActivationView['scope'], fallback: string) => string {
  const { t } = useUi();
  const workspaces = useWorkspaces(request);
  const items = workspaces.state === 'ready' ? workspaces.data.items : undefined;
  return useCallback(
    ({ type, workspaceId }, fallback) =>
      type === 'global'
        ? t('ui.scope.everyone')
        : (items?.find((one) => one.workspaceId === workspaceId)?.name ?? fallback),
    [items, t],
  );
}
