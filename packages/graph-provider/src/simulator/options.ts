/** What a tenant may use. Privileged Identity Management needs `P2`, sign-in activity `P1` or `P2`, device management `Intune`. */
export type SimulatedLicence = 'P1' | 'P2' | 'Intune';

/** A tenant of the simulated world. */
export interface SimulatedTenantOptions {
  /**
   * Its GUID.
   *
   * @default one made from the seed
   */
  readonly id?: string;
  /** Its name in the initial domain, such as `contoso` of `contoso.onmicrosoft.com`: small letters, digits, hyphens. Unique in the world. */
  readonly name: string;
  /**
   * The name of the organization.
   *
   * @default the name
   */
  readonly displayName?: string;
  /**
   * How many users it has, from 0 to 1,000,000. They cost no memory.
   *
   * @default 50
   */
  readonly users?: number;
  /**
   * How many groups it has, from 0 to 1,000,000.
   *
   * @default 12
   */
  readonly groups?: number;
  /**
   * How many policies it has of each kind, from 0 to 1,000.
   *
   * @default 4
   */
  readonly policies?: number;
  /**
   * What it may use.
   *
   * @default ['P1', 'P2', 'Intune']
   */
  readonly licences?: readonly SimulatedLicence[];
}

/** A client secret of an app. */
export interface SimulatedSecret {
  readonly value: string;
  /** Milliseconds since 1970. It does not expire when this is left out. */
  readonly expiresAt?: number;
}

/** An app registration of the simulated world. */
export interface SimulatedAppOptions {
  /** Its application (client) id, a GUID. */
  readonly clientId: string;
  readonly displayName: string;
  /** Where the consent page may send an administrator back to. Compared as a whole. */
  readonly redirectUris?: readonly string[];
  readonly secrets?: readonly SimulatedSecret[];
  /** Certificates in PEM, which verify client assertions. */
  readonly certificates?: readonly string[];
  /** Names of the application permissions that it asks an administrator for. */
  readonly permissions?: readonly string[];
  /** Names of the delegated permissions that it asks an administrator for. */
  readonly delegatedPermissions?: readonly string[];
  /** Names or ids of the tenants that have consented at the start. */
  readonly consentedBy?: readonly string[];
}

/** A token bucket: `limit` requests at once, refilled over `perSeconds`. */
export interface ThrottleLimit {
  readonly limit: number;
  readonly perSeconds: number;
}

/** Limits of Graph. None when they are left out. Requests that are refused count as well. */
export interface ThrottleOptions {
  /** For one app in one tenant. */
  readonly perTenant?: ThrottleLimit;
  /** For one app over all tenants. */
  readonly perApp?: ThrottleLimit;
}

/** Origins without a path. */
export interface SimulatorOrigins {
  readonly graph: string;
  readonly login: string;
}

/** Options of the simulator. */
export interface GraphSimulatorOptions {
  /** The same seed gives the same world, on every machine. */
  readonly seed: string;
  readonly tenants: readonly SimulatedTenantOptions[];
  readonly apps: readonly SimulatedAppOptions[];
  /**
   * Milliseconds since 1970.
   *
   * @default Date.now
   */
  readonly clock?: () => number;
  /**
   * Waits for the latency that a fault asks for. Rejects when the signal aborts, which it does when the client has left.
   *
   * @default a timer
   */
  readonly sleep?: (millis: number, signal: AbortSignal) => Promise<void>;
  /**
   * Where Graph and sign-in are, for `handle` and `handlers`. The ids of permissions depend on it, as they do on the cloud.
   *
   * @default those of the global cloud
   */
  readonly origins?: SimulatorOrigins;
  /**
   * Objects on a page that does not ask for a number, from 1 to 999.
   *
   * @default 100
   */
  readonly pageSize?: number;
  /**
   * How long an access token is valid.
   *
   * @default 3599
   */
  readonly tokenSeconds?: number;
  /**
   * How long a new consent is missing from tokens, in milliseconds, as at Microsoft.
   *
   * @default 0
   */
  readonly consentDelayMillis?: number;
  readonly throttle?: ThrottleOptions;
  /** Opens `/__simulator` to requests that carry it in the header `x-simulator-token`. Closed when it is left out. At least 16 characters. */
  readonly controlToken?: string;
}
