import { useConsentUrl, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { noteConsentFrom } from './consent-from.ts';

/** What leads to the page where an administrator of a tenant gives consent. */
export interface Consent {
  readonly ask: () => void;
  /** Whether the other page is on its way. */
  readonly isPending: boolean;
  readonly error: AnyAtlasError | null;
}

/** Leads to the provider's page. `from` is the page of this console to which the answer leads back. */
export function useConsent(
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
  from: string,
): Consent {
  const { run, reset: _reset, ...outcome } = useConsentUrl();
  const isPending = outcome.state === 'pending' || outcome.state === 'done';
  const open = async (): Promise<void> => {
    const answer = await run({ workspaceId, connectionId: id });
    if (answer.isErr()) return;
    noteConsentFrom(from);
    location.assign(answer.value.url);
  };
  return {
    ask: () => (isPending ? undefined : void open()),
    isPending,
    error: 'error' in outcome ? outcome.error : null,
  };
}
