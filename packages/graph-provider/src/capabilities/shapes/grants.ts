import * as z from 'zod';
import { objectId } from './ids.ts';

/** Service principals by their app: at most one in a tenant. The app's own answers neither of the lists, because they are not asked for. */
export const servicePrincipals = z.object({
  value: z
    .array(
      z.object({
        id: objectId,
        appId: z.string(),
        // A role without a value has no name and is never in a token.
        appRoles: z.array(z.object({ id: objectId, value: z.string().nullish() })).optional(),
      }),
    )
    .max(1),
});

/** An application permission that the tenant has given to a service principal. */
export const appRoleAssignment = z.object({
  id: objectId,
  appRoleId: objectId,
  principalId: objectId,
  resourceId: objectId,
});

/** Delegated permissions that a service principal has, for one person or for all. */
export const delegatedGrant = z.object({
  id: objectId,
  clientId: objectId,
  consentType: z.string(),
  resourceId: objectId,
  scope: z.string().nullish(),
});
