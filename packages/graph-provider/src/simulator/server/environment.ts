import type { Counters } from '../control/counters.ts';
import type { Faults } from '../control/faults.ts';
import type { Throttle } from '../control/throttle.ts';
import type { World } from '../world/world.ts';

/** What a request is answered from. */
export interface Environment {
  readonly world: World;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly counters: Counters;
  /** Rejects when the signal aborts. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
}
