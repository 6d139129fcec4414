import { setTimeout as wait } from 'node:timers/promises';
import { createControl, type SimulatorControl } from './control/control.ts';
import { createCounters } from './control/counters.ts';
import { createFaults } from './control/faults.ts';
import { createThrottle } from './control/throttle.ts';
import type { GraphSimulatorOptions } from './options.ts';
import { checkOptions } from './server/check-options.ts';
import type { Environment } from './server/environment.ts';
import { createHandle } from './server/handle.ts';
import { listen, type ListeningSimulator } from './server/listen.ts';
import { createWorld } from './world/world.ts';

/** The part of msw's `http` that is used. Both msw 2 and msw 3 have it. */
export interface MswHttpLike<Handler> {
  all(path: RegExp, resolver: (info: { readonly request: Request }) => Promise<Response>): Handler;
}

/** A simulated Microsoft Graph with its sign-in. A test double: it is not for production. */
export interface GraphSimulator {
  /** Answers a request to Graph, to sign-in or to the control. A connection that a fault closes is `Response.error()`. */
  handle(request: Request): Promise<Response>;
  /**
   * Listens on two ports of 127.0.0.1. Next links are absolute to the address that was asked.
   *
   * @example
   * await using server = await simulator.listen();
   * await fetch(`${server.graph}/v1.0/organization`);
   */
  listen(ports?: { readonly graph?: number; readonly login?: number }): Promise<ListeningSimulator>;
  /**
   * Handlers for msw, which is an optional peer: pass its `http`.
   *
   * @example
   * import { http } from 'msw';
   * import { setupServer } from 'msw/node';
   * setupServer(...simulator.handlers(http)).listen();
   */
  handlers<Handler>(http: MswHttpLike<Handler>): readonly Handler[];
  /** Changes the world while it is read, and reads the counters. */
  readonly control: SimulatorControl;
}

/**
 * Makes a simulator: tenants, app registrations and everything that Graph tells about them, from a seed. Same seed, same requests and same clock: the same bytes.
 *
 * A test double for tests and demos, not for production: it has no real users, and its tokens are worth nothing anywhere else. Throws an invariant for options that
 * are wrong.
 *
 * @example
 * const simulator = createGraphSimulator({
 *   seed: 'demo',
 *   tenants: [{ name: 'contoso', users: 2_000 }, { name: 'fabrikam', licences: ['P1'] }],
 *   apps: [{ clientId, displayName: 'Atlas', secrets: [{ value: secret }], permissions: ['User.Read.All'], consentedBy: ['contoso'] }],
 * });
 */
export function createGraphSimulator(options: GraphSimulatorOptions): GraphSimulator {
  checkOptions(options);
  const world = createWorld(options);
  const env: Environment = {
    world,
    faults: createFaults(world.seed),
    throttle: createThrottle(() => world.now(), options.throttle ?? {}),
    counters: createCounters(),
    sleep: options.sleep ?? ((millis, signal) => wait(millis, undefined, { signal })),
  };
  const control = createControl(env);
  const handle = createHandle(env, control, options.controlToken);
  return {
    handle,
    listen: (ports = {}) => listen(handle, world.origins, ports),
    handlers(http) {
      const origins = [...world.origins.graph, ...world.origins.login].map((origin) =>
        origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      );
      return [http.all(new RegExp(`^(?:${origins.join('|')})(?:/|$)`), ({ request }) => handle(request))];
    },
    control,
  };
}
