import type { SyncObject } from './collection.ts';

/** A person of a tenant. A member that is not there is not set, or has not changed: see `SyncPage.changed`. */
export interface GraphUser extends SyncObject {
  readonly displayName?: string | null | undefined;
  readonly userPrincipalName?: string | null | undefined;
  readonly mail?: string | null | undefined;
  readonly accountEnabled?: boolean | null | undefined;
  /** `Member` or `Guest`. */
  readonly userType?: string | null | undefined;
  readonly createdDateTime?: string | null | undefined;
  readonly onPremisesSyncEnabled?: boolean | null | undefined;
}

/** A group of a tenant. See {@link GraphUser} about members that are not there. */
export interface GraphGroup extends SyncObject {
  readonly displayName?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly mail?: string | null | undefined;
  readonly mailEnabled?: boolean | null | undefined;
  readonly securityEnabled?: boolean | null | undefined;
  /** Has `Unified` for a group of Microsoft 365. */
  readonly groupTypes?: readonly string[] | null | undefined;
  readonly isAssignableToRole?: boolean | null | undefined;
  readonly createdDateTime?: string | null | undefined;
}

/** An app in a tenant. See {@link GraphUser} about members that are not there. */
export interface GraphServicePrincipal extends SyncObject {
  readonly appId?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly accountEnabled?: boolean | null | undefined;
  readonly servicePrincipalType?: string | null | undefined;
  readonly appOwnerOrganizationId?: string | null | undefined;
}

/** Delegated permissions that an app has in a tenant. See {@link GraphUser} about members that are not there. */
export interface GraphDelegatedGrant extends SyncObject {
  readonly clientId?: string | null | undefined;
  /** `AllPrincipals` for all of the tenant, else `Principal`. */
  readonly consentType?: string | null | undefined;
  readonly principalId?: string | null | undefined;
  readonly resourceId?: string | null | undefined;
  /** Names of permissions with a space between. */
  readonly scope?: string | null | undefined;
}

/** A role of the directory. */
export interface GraphRoleDefinition extends SyncObject {
  readonly displayName: string;
  readonly isBuiltIn: boolean;
}

/** A role that a principal holds now. Which of them were activated, and who can activate one, is read by `roles` of the provider. */
export interface GraphRoleAssignment extends SyncObject {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** `/` for the whole tenant. */
  readonly directoryScopeId?: string | null | undefined;
}
