import { InvariantError } from '@tenantatlas/core';
import type { SimulatorControl } from '@tenantatlas/graph-provider/simulator';
import { dedicatedClientId, directory, permissions, platformClientId, type DirectoryTenant } from './directory.ts';

/** A simulated tenant and what was changed in it. */
export interface SimulatedState extends DirectoryTenant {
  /** Permissions that were taken away. */
  readonly removed: readonly string[];
  readonly isThrottled: boolean;
  /** Whether sign-in of apps is blocked. */
  readonly isSignInBlocked: boolean;
}

/** Changes simulated tenants, as their administrators or Microsoft would. The console itself knows nothing of it: it learns by its next check. */
export interface Demonstration {
  /** The names of the permissions that can be taken away. Without a delegated one an onboarding can still be completed, once a person has acknowledged it. */
  readonly permissions: readonly string[];
  tenants(): readonly SimulatedState[];
  /** Takes a permission away from every app in the tenant. False for a tenant or a permission that is not there. */
  removePermission(externalTenantId: string, permission: string): boolean;
  /** Limits reads of what the tenant has granted, until `restore`. False for a tenant that is not there. */
  throttle(externalTenantId: string): boolean;
  /** Lets the tenant refuse every sign-in of an app, as its Conditional Access would, until `restore`. False for a tenant that is not there. */
  blockSignIn(externalTenantId: string): boolean;
  /** Gives permissions back, ends limits and allows sign-in. False for a tenant that is not there. */
  restore(externalTenantId: string): boolean;
  /** What differs at the start: Contoso took a permission away, and one tenant of Acme is throttled. */
  begin(): void;
  /** Answers as slowly as a busy Microsoft from now on, so that a person can watch a check. */
  slowDown(): void;
}

/** What Microsoft answers where Conditional Access blocks a sign-in: AADSTS53003. */
const conditionalAccess = 53003;

/** How long an answer takes once it is slowed down. */
const latencyMillis = 900;

/** How long Microsoft asks to wait, in seconds. Longer than the provider of this console waits. */
const retryAfter = '30';

/** See {@link Demonstration}. */
export function createDemonstration(control: SimulatorControl): Demonstration {
  const changes = new Map(
    directory.map((one) => [
      one.externalTenantId,
      { removed: new Set<string>(), isThrottled: false, isSignInBlocked: false },
    ]),
  );
  const appsIn = (externalTenantId: string): readonly string[] => {
    const workspaceId = directory.find((one) => one.externalTenantId === externalTenantId)?.workspaceId;
    const own = workspaceId === undefined ? null : dedicatedClientId(workspaceId);
    return own === null ? [platformClientId] : [platformClientId, own];
  };
  let isSlow = false;
  const setFaults = (): void =>
    control.setFaults([
      ...(isSlow ? slow : []),
      ...[...changes].flatMap(([tenant, { isThrottled }]) =>
        isThrottled
          ? [
              {
                service: 'graph',
                tenant,
                path: '/servicePrincipals',
                effect: { kind: 'status', status: 429, retryAfter },
              } as const,
            ]
          : [],
      ),
    ]);
  const self: Demonstration = {
    permissions: permissions.map(({ key }) => key),
    tenants: () =>
      directory.map((one) => {
        const change = changes.get(one.externalTenantId);
        return {
          ...one,
          removed: [...(change?.removed ?? [])],
          isThrottled: change?.isThrottled ?? false,
          isSignInBlocked: change?.isSignInBlocked ?? false,
        };
      }),
    removePermission(tenant, permission) {
      const change = changes.get(tenant);
      const required = permissions.find(({ key }) => key === permission);
      if (!change || !required) return false;
      for (const app of appsIn(tenant)) whereConsented(() => control.revoke(tenant, app, permission, required.type));
      change.removed.add(permission);
      return true;
    },
    throttle(tenant) {
      const change = changes.get(tenant);
      if (!change) return false;
      change.isThrottled = true;
      setFaults();
      return true;
    },
    blockSignIn(tenant) {
      const change = changes.get(tenant);
      if (!change) return false;
      change.isSignInBlocked = true;
      control.failLogin(tenant, conditionalAccess);
      return true;
    },
    restore(tenant) {
      const change = changes.get(tenant);
      if (!change) return false;
      for (const { key, type } of permissions.filter((one) => change.removed.has(one.key)))
        for (const app of appsIn(tenant)) whereConsented(() => control.grant(tenant, app, key, type));
      change.removed.clear();
      change.isThrottled = false;
      change.isSignInBlocked = false;
      control.failLogin(tenant, null);
      setFaults();
      return true;
    },
    slowDown() {
      isSlow = true;
      setFaults();
    },
    begin() {
      for (const { tenantId, externalTenantId } of directory) {
        if (tenantId === 'contoso-clinical') self.removePermission(externalTenantId, 'Policy.Read.All');
        if (tenantId === 'acme-emea') self.throttle(externalTenantId);
      }
    },
  };
  return self;
}

const slow = (['graph', 'login'] as const).map((service) => ({
  service,
  effect: { kind: 'latency', millis: latencyMillis } as const,
}));

/** An app that the tenant has not consented to, or that has or lacks the permission already, is left as it is. */
function whereConsented(change: () => void): void {
  try {
    change();
  } catch (reason) {
    if (!(reason instanceof InvariantError)) throw reason;
  }
}
