import type { ConnectionView } from '@tenantatlas/core/browser';
import { useUpdateConnection, type AnyAtlasError } from '@tenantatlas/react-hooks';

/** One member of a connection that is set, whatever else of it changes meanwhile. */
export interface Switch {
  /** Sets it, and answers whether it is so now: also when another person was faster. */
  readonly run: (change: { readonly isEnabled: boolean } | { readonly isDefault: true }) => Promise<boolean>;
  readonly isBusy: boolean;
  /** Why the last try failed; null when it did not. */
  readonly error: AnyAtlasError | null;
}

/** See {@link Switch}. */
export function useSwitch({ workspaceId, id }: Pick<ConnectionView, 'workspaceId' | 'id'>): Switch {
  const { run, reset: _reset, ...outcome } = useUpdateConnection();
  return {
    run: async (change) => (await run({ workspaceId, connectionId: id, ...change })).match(() => true, isSoAlready),
    isBusy: outcome.state === 'pending',
    error: 'error' in outcome && !isSoAlready(outcome.error) ? outcome.error : null,
  };
}

function isSoAlready(error: AnyAtlasError): boolean {
  return error.code === 'conflict' && error.reason === 'nothing_to_do';
}
