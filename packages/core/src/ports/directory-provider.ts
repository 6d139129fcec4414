import type { CollectionState, Evidence, EvidenceReason } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AbortSignalLike } from './restore-executor.ts';

/** Who uses a permission: the app itself, or the app for a person who signed in. */
export const permissionTypes = ['application', 'delegated'] as const;

/** See {@link permissionTypes}. */
export type PermissionType = (typeof permissionTypes)[number];

/** A permission that a tenant has granted. */
export interface Grant {
  /** Its name, such as `Organization.Read.All`, in the provider's spelling: at most 200 characters of letters, digits and `._:/-`. */
  readonly key: string;
  readonly type: PermissionType;
}

/** A permission that the product needs. */
export interface RequiredPermission extends Grant {
  /** What does not work without it, as words of the product. */
  readonly features: readonly string[];
  /** The version of the manifest that asked for it first. */
  readonly since: number;
}

/** The permissions that the product needs of one provider, as of a version. */
export interface PermissionManifest {
  readonly provider: string;
  /** Rises by one with each change; the highest `since` at least. */
  readonly version: number;
  readonly permissions: readonly RequiredPermission[];
}

/** Which tenant to ask, and with what. */
export interface ProviderAccess {
  /** The tenant's id at the provider: a GUID or a domain name. */
  readonly externalTenantId: string;
  /** Whose app signs in. */
  readonly connectionType: 'platform' | 'dedicated';
  /**
   * What the host's `CredentialSource` answered for the connection; null where the connection names none. Core hands it on and does nothing else with it. A provider
   * MUST NOT put it, or anything made from it, into evidence, faults, logs or spans.
   */
  readonly credential: unknown;
}

/** What every call gets besides its subject. */
export interface ProviderCall {
  /** A provider MUST stop soon after it fires: no request starts then, and the call rejects with the signal's reason. */
  readonly signal: AbortSignalLike;
  /**
   * A provider MUST then sign in anew instead of using what it keeps: a consent given a moment ago is not in an older token, and an older token works although its
   * credential has ended. @default false
   */
  readonly isFresh?: boolean;
}

/** The tenant that a sign-in really reached. */
export interface TenantIdentity {
  readonly externalTenantId: string;
  readonly displayName: string;
  /** Domain names that the tenant has proven to own, in lower case. */
  readonly verifiedDomains: readonly string[];
}

/** How a principal holds a role. `active` is a holding that was activated for a time, `eligible` one that the principal can activate. */
export const roleHoldingStates = ['assigned', 'active', 'eligible'] as const;

/** Who holds a role. `unknown` where the provider does not say. */
export const principalKinds = ['user', 'group', 'service_principal', 'unknown'] as const;

/** Who holds a role. */
export interface RolePrincipal {
  readonly id: string;
  readonly kind: (typeof principalKinds)[number];
  readonly displayName: string | null;
}

/** One way in which one principal holds one role. A principal who holds a role in two ways has two of them. */
export interface RoleHolding {
  readonly kind: 'holding';
  readonly roleId: string;
  readonly principal: RolePrincipal;
  readonly state: (typeof roleHoldingStates)[number];
  /** The group whose member the principal is; null where the role was given to the principal itself. */
  readonly throughGroup: RolePrincipal | null;
  /** What the role covers: `/` for the whole tenant. */
  readonly scope: string;
  /** When it ends; null where it does not, or the provider does not say. */
  readonly until: Instant | null;
}

/** A role of the tenant. */
export interface RoleDefinition {
  readonly kind: 'definition';
  readonly id: string;
  readonly displayName: string;
  readonly isBuiltIn: boolean;
  /** Whether the provider calls it privileged; null where it does not say. */
  readonly isPrivileged: boolean | null;
}

/** What a reading of roles yields. */
export type RoleFact = RoleDefinition | RoleHolding;

/** The families of configuration that an inventory covers. */
export const configurationFamilies = [
  'conditional_access',
  'device_configuration',
  'device_compliance',
  'settings_catalog',
] as const;

/** One policy of a tenant. */
export interface ConfigurationItem {
  readonly family: (typeof configurationFamilies)[number];
  readonly id: string;
  readonly displayName: string;
  /**
   * One text for equal policies: a hash of what the policy does. Ids, instants, the order of members and secrets do not count, so that a changed fingerprint is a
   * changed policy.
   */
  readonly fingerprint: string;
  /** When the provider says that it was changed last. */
  readonly changedAt: Instant | null;
}

/** What was read of one part of a tenant, for example of one family of policies. */
export interface ReadPart {
  readonly part: string;
  readonly items: number;
  /** How this part was read. A reading of which parts are missing says so for each. @default 'collected' */
  readonly collection?: Exclude<CollectionState, 'stale' | 'never'>;
  /** Why the part was not read completely. @default null: it was */
  readonly reason?: EvidenceReason | null;
}

/** Takes what was read, page by page. The reading waits for the promise it answers. */
export type OnItems<Item> = (items: readonly Item[]) => void | Promise<void>;

/** Where an administrator of the tenant gives consent. */
export interface ConsentRequest {
  /** The tenant that is expected to consent; null lets the administrator choose. */
  readonly externalTenantId: string | null;
  /** Where the provider sends the administrator afterwards. */
  readonly redirectUri: string;
  /** Comes back with the answer; at most 500 characters of `[A-Za-z0-9._-]`. */
  readonly state: string;
  readonly connectionType: ProviderAccess['connectionType'];
  readonly credential: unknown;
}

/** What the provider says when it sends the administrator back. It is input of a browser: it decides nothing about which tenant consented. */
export interface ConsentAnswer {
  readonly outcome: 'granted' | 'declined' | 'failed';
  /** The tenant that the answer names; a claim, not a proof. */
  readonly externalTenantId: string | null;
  /** The provider's own code where it refused, such as `AADSTS65004`. */
  readonly providerCode: string | null;
}

/**
 * One provider of directories, such as Microsoft Entra. An adapter knows no workspace, stores nothing and decides nothing.
 *
 * Everything that the provider may answer is evidence: a refusal, a missing licence, a limit, a wrong shape. A method rejects only with a `ProviderFault`, for
 * what the adapter could not even ask, or with the reason of the signal. A list that could not be read is never an empty one.
 *
 * `providerConformance` of `@tenantatlas/core/conformance` judges an adapter.
 *
 * @see docs/decisions/0033-the-provider-plane.md
 */
export interface DirectoryProvider {
  /** A lower-case word that connections name, such as `microsoft`. */
  readonly provider: string;
  /** What the product needs of the provider, before the host adds to it. */
  readonly permissions: PermissionManifest;

  /** Where an administrator gives consent: an absolute https address, or one of loopback. Sends no request. */
  consentUrl(request: ConsentRequest): string;

  /** Reads what the provider sent back to `redirectUri`. Never throws, whatever the parameters. */
  readConsent(parameters: URLSearchParamsLike): ConsentAnswer;

  /** Signs in and reads which tenant was reached. */
  verify(access: ProviderAccess, call: ProviderCall): Promise<Evidence<TenantIdentity>>;

  /** Reads which permissions the tenant has granted to the app. A name that cannot be resolved makes the answer `partial`. */
  grants(access: ProviderAccess, call: ProviderCall): Promise<Evidence<readonly Grant[]>>;

  /**
   * Reads roles and who holds them, in pages. Memory MUST NOT grow with the tenant. What `onItems` got counts only once the answer is `collected`. The parts say
   * how many items each kind had.
   */
  roles(access: ProviderAccess, onItems: OnItems<RoleFact>, call: ProviderCall): Promise<Evidence<readonly ReadPart[]>>;

  /** Reads policies with their fingerprints, in pages, as {@link DirectoryProvider.roles} does. The parts are the families. */
  configuration(
    access: ProviderAccess,
    onItems: OnItems<ConfigurationItem>,
    call: ProviderCall,
  ): Promise<Evidence<readonly ReadPart[]>>;
}

/** What an adapter reads of a query string. Core compiles without the types of a platform. */
export interface URLSearchParamsLike {
  /** The first value of a parameter; null where there is none. */
  get(name: string): string | null;
}
