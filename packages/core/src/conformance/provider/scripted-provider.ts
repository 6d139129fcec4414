import { collected, type Evidence, type EvidenceReason } from '../../kernel/evidence.ts';
import { normalizeExternalTenantId } from '../../kernel/ids.ts';
import { toInstant, type Instant } from '../../kernel/instant.ts';
import type {
  ConfigurationItem,
  ConsentAnswer,
  DirectoryProvider,
  Grant,
  OnItems,
  PermissionManifest,
  ProviderAccess,
  ProviderCall,
  ReadPart,
  RoleFact,
  TenantIdentity,
} from '../../ports/directory-provider.ts';

/** A tenant that the scripted provider knows. */
export interface ScriptedTenant extends TenantIdentity {
  readonly grants: readonly Grant[];
  readonly roles?: readonly RoleFact[] | undefined;
  readonly configuration?: readonly ConfigurationItem[] | undefined;
}

/** What can be asked of a provider. */
export type ProviderCapability = 'verify' | 'grants' | 'roles' | 'configuration';

/** What a scripted provider is made of. */
export interface ScriptedProviderOptions {
  /** @default 'scripted' */
  readonly provider?: string | undefined;
  /** @default nothing is required */
  readonly permissions?: PermissionManifest | undefined;
  /** @default none: every sign-in is refused, because the tenant has no consent */
  readonly tenants?: readonly ScriptedTenant[] | undefined;
  /** @default the first of January 2026 */
  readonly now?: (() => Instant) | undefined;
  /** Items in a page. @default 100 */
  readonly pageSize?: number | undefined;
}

/** A provider without a network, for tests of code that uses one. */
export interface ScriptedProvider extends DirectoryProvider {
  /** Puts a tenant in place, or takes it away: without it, sign-ins to that tenant are refused as without consent. */
  set(tenant: ScriptedTenant): void;
  remove(externalTenantId: string): void;
  /** The next calls of a capability answer so, one each, before it answers from its tenants again. */
  answerNext(capability: ProviderCapability, ...states: readonly ScriptedState[]): void;
  /** Every call so far. */
  readonly calls: readonly ScriptedCall[];
}

/** An answer that is not what was asked for. */
export interface ScriptedState {
  readonly collection: 'forbidden' | 'not_licensed' | 'throttled' | 'failed';
  readonly reason: EvidenceReason;
}

/** One call of a scripted provider. */
export interface ScriptedCall {
  readonly capability: ProviderCapability;
  readonly externalTenantId: string;
  readonly isFresh: boolean;
}

const noConsent: ScriptedState = {
  collection: 'forbidden',
  reason: { code: 'provider_consent_missing', providerCode: 'scripted_no_consent', retryAt: null },
};

/**
 * A provider that answers what it is told. It passes `providerConformance`.
 *
 * @example
 * const provider = scriptedProvider({ tenants: [{ externalTenantId: 'contoso.example', displayName: 'Contoso', verifiedDomains: [], grants: [] }] });
 * const atlas = createTenantAtlas({ providers: [provider] });
 */
export function scriptedProvider(options: ScriptedProviderOptions = {}): ScriptedProvider {
  const { provider = 'scripted', now = () => toInstant(Date.UTC(2026, 0, 1)), pageSize = 100 } = options;
  const { permissions = { provider, version: 1, permissions: [] } } = options;
  const tenants = new Map<string, ScriptedTenant>();
  const next = new Map<ProviderCapability, ScriptedState[]>();
  const calls: ScriptedCall[] = [];
  const set = (tenant: ScriptedTenant): void =>
    void tenants.set(normalizeExternalTenantId(tenant.externalTenantId), tenant);
  for (const tenant of options.tenants ?? []) set(tenant);

  const find = ({ externalTenantId }: ProviderAccess): ScriptedTenant | undefined => {
    const asked = normalizeExternalTenantId(externalTenantId);
    return tenants.get(asked) ?? [...tenants.values()].find(({ verifiedDomains }) => verifiedDomains.includes(asked));
  };
  const answer = async <T>(
    capability: ProviderCapability,
    access: ProviderAccess,
    { signal, isFresh = false }: ProviderCall,
    read: (tenant: ScriptedTenant) => T | Promise<T>,
  ): Promise<Evidence<T>> => {
    if (signal.aborted) throw signal.reason;
    calls.push({ capability, externalTenantId: access.externalTenantId, isFresh });
    const told = next.get(capability)?.shift();
    const tenant = find(access);
    if (!told && tenant) return collected(await read(tenant), now());
    return { ...(told ?? noConsent), lastKnown: null, observedAt: now() };
  };
  const stream = async <Item>(
    items: readonly Item[],
    partOf: (item: Item) => string,
    onItems: OnItems<Item>,
    { signal }: ProviderCall,
  ): Promise<readonly ReadPart[]> => {
    const counts = new Map<string, number>();
    for (let at = 0; at < items.length; at += pageSize) {
      const page = items.slice(at, at + pageSize);
      await onItems(page);
      if (signal.aborted) throw signal.reason;
      for (const item of page) counts.set(partOf(item), (counts.get(partOf(item)) ?? 0) + 1);
    }
    return [...counts].map(([part, count]) => ({ part, items: count }));
  };

  return {
    provider,
    permissions,
    calls,
    set,
    remove: (externalTenantId) => void tenants.delete(normalizeExternalTenantId(externalTenantId)),
    answerNext: (capability, ...states) => void next.set(capability, [...(next.get(capability) ?? []), ...states]),
    consentUrl({ externalTenantId, redirectUri, state }) {
      const parameters = [
        ...(externalTenantId === null ? [] : [['tenant', externalTenantId]]),
        ['redirect_uri', redirectUri],
        ['state', state],
      ] as const;
      const query = parameters.map(([name, value]) => `${String(name)}=${encodeURIComponent(String(value))}`).join('&');
      return `https://${provider}.example/consent?${query}`;
    },
    readConsent(parameters): ConsentAnswer {
      const providerCode = parameters.get('error');
      const outcome = providerCode === null ? 'granted' : providerCode === 'access_denied' ? 'declined' : 'failed';
      return { outcome, externalTenantId: parameters.get('tenant'), providerCode };
    },
    verify: (access, call) =>
      answer('verify', access, call, ({ externalTenantId, displayName, verifiedDomains }) => ({
        externalTenantId,
        displayName,
        verifiedDomains,
      })),
    grants: (access, call) => answer('grants', access, call, ({ grants }) => grants),
    roles: (access, onItems, call) =>
      answer('roles', access, call, ({ roles = [] }) => stream(roles, ({ kind }) => kind, onItems, call)),
    configuration: (access, onItems, call) =>
      answer('configuration', access, call, ({ configuration = [] }) =>
        stream(configuration, ({ family }) => family, onItems, call),
      ),
  };
}
