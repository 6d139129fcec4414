import type { referenceOf as ofTheServer } from '../../server/provider/vault.ts';

/** The name of the one secret that the demonstration has for a customer. */
export const referenceOf: typeof ofTheServer = (workspaceId) => `${workspaceId}/directory-app`;
