import { randomOf } from '../world/random.ts';

/** What a fault does to an answer. */
export type FaultEffect =
  /** Another status, with `Retry-After` exactly as it is given. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfter?: string }
  /** The body ends half-way: the connection is closed before its announced length. */
  | { readonly kind: 'truncate' }
  /** Half of the body, complete as far as HTTP is concerned. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'latency'; readonly millis: number }
  /** The connection is closed without an answer. */
  | { readonly kind: 'reset' }
  /** A page whose `@odata.nextLink` is its own address. */
  | { readonly kind: 'selfNextLink' }
  /** A page whose `@odata.nextLink` leads to another origin. */
  | { readonly kind: 'foreignNextLink'; readonly origin: string }
  /** A page without objects. Its `@odata.nextLink` is an address that was not asked before, and leads to the objects. */
  | { readonly kind: 'emptyPage' }
  /** A list whose `value` is not a list. */
  | { readonly kind: 'wrongShape' }
  /** A page whose first object is there twice. */
  | { readonly kind: 'duplicate' }
  /** An item of a batch that is missing in the answer. */
  | { readonly kind: 'omit' };

/** A fault, and which requests it concerns. */
export interface SimulatedFault {
  readonly service: 'graph' | 'login';
  /** Name, id or domain. All tenants when it is left out. */
  readonly tenant?: string;
  /** What the path has to contain, such as `/users` or `/$batch`. All paths when it is left out. */
  readonly path?: string;
  /**
   * The share of requests, from 0 to 1.
   *
   * @default 1
   */
  readonly rate?: number;
  /** How many requests at most. Without end when it is left out. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** The faults that are set. */
export interface Faults {
  set(faults: readonly SimulatedFault[]): void;
  /** The effects on one request, in the order of the faults. Uses the faults up that have a number of times. */
  effectsOn(request: {
    readonly service: 'graph' | 'login';
    readonly tenants: readonly string[];
    readonly path: string;
  }): readonly FaultEffect[];
}

/** Faults whose choice depends on the seed and on the order of requests only. */
export function createFaults(seed: number): Faults {
  let current: { readonly fault: SimulatedFault; readonly random: () => number; left: number }[] = [];
  return {
    set(faults) {
      current = faults.map((fault, at) => ({ fault, random: randomOf(seed + at), left: fault.times ?? Infinity }));
    },
    effectsOn({ service, tenants, path }) {
      return current.flatMap((one) => {
        const { fault, random } = one;
        const isConcerned =
          fault.service === service &&
          (fault.tenant === undefined || tenants.includes(fault.tenant.toLowerCase())) &&
          (fault.path === undefined || path.toLowerCase().includes(fault.path.toLowerCase()));
        if (!isConcerned || one.left <= 0 || random() >= (fault.rate ?? 1)) return [];
        one.left -= 1;
        return [fault.effect];
      });
    },
  };
}
