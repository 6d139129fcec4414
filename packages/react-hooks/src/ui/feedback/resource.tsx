import { Fragment, type ReactNode } from 'react';
import type { HookResult } from '../../result.ts';
import { DeniedPanel } from './denied-panel.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { PausedPanel } from './paused-panel.tsx';
import { Skeleton, type SkeletonProps } from './skeleton.tsx';

/** Properties of {@link Resource}. */
export interface ResourceProps<T> {
  readonly result: HookResult<T>;
  /** What is shown while loading. */
  readonly skeleton?: SkeletonProps | undefined;
  readonly children: (data: T, ready: Extract<HookResult<T>, { readonly state: 'ready' }>) => ReactNode;
}

/**
 * The five states of a reading hook; only `ready` differs from place to place.
 *
 * @example
 * <Resource result={useTenants({ workspaceId: 'w-1' })} skeleton={{ rows: 5 }}>
 *   {({ items }) => items.map(({ tenantId, name }) => <p key={tenantId}>{name}</p>)}
 * </Resource>
 */
export function Resource<T>({ result, skeleton, children }: ResourceProps<T>): ReactNode {
  switch (result.state) {
    case 'loading':
      return <Skeleton {...skeleton} />;
    case 'ready':
      return <Fragment>{children(result.data, result)}</Fragment>;
    case 'denied':
      return <DeniedPanel error={result.error} />;
    case 'paused':
      return <PausedPanel pause={result.error} />;
    case 'failed':
      return <ErrorPanel error={result.error} onRetry={result.refresh} />;
  }
}
