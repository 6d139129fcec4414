import type { MentionedPlace } from '@tenantatlas/core/browser';
import { createContext, useContext } from 'react';

/** Names that came with the answer that is shown: nothing is asked for them. */
export const KnownNames = /* @__PURE__ */ createContext<readonly MentionedPlace[]>([]);

/** The name of a workspace, or of a tenant in it, that came with the answer: null for what does not exist any more, undefined where no name came. */
export function useKnownName(workspaceId: string | null, tenantId: string | null): string | null | undefined {
  return useContext(KnownNames).find((place) => place.workspaceId === workspaceId && place.tenantId === tenantId)?.name;
}
