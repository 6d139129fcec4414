import type { CredentialSource } from '@tenantatlas/core';
import type { AppRegistration } from './directory.ts';

/** The name under which the secret store has the app of a customer. */
export function referenceOf(workspaceId: string): string {
  return `${workspaceId}/directory-app`;
}

/**
 * A secret store in memory: one secret for each customer. The name comes from a form, so it is compared with the one name that the workspace of the request may use:
 * a workspace never gets the secret of another.
 */
export function createVault(appOf: (workspaceId: string) => AppRegistration | null): CredentialSource {
  return {
    resolve: ({ reference, workspaceId }) =>
      Promise.resolve(reference === referenceOf(workspaceId) ? appOf(workspaceId) : null),
  };
}
