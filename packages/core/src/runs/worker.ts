import type { Environment } from '../access/environment.ts';
import { now } from '../kernel/clock.ts';
import { withDeadline } from '../kernel/deadline.ts';
import { plusMillis } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import { optionChecks } from '../kernel/options.ts';
import type { OperationRun, RunRef } from '../ports/run-store.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { OperationCatalog } from './definition.ts';
import { executeRun, type Execution } from './execute.ts';

/** How the in-process engine works. */
export interface InProcessOptions {
  /** Runs worked on at the same time: 1 to 1000. @default 4 */
  readonly concurrency?: number | undefined;
  /** How often to poll for runs that another process queued, in whole milliseconds. @default 1000 */
  readonly pollMillis?: number | undefined;
  /** A running run without a sign of life for so long is taken over, in whole milliseconds. @default 60000 */
  readonly leaseMillis?: number | undefined;
}

/** An engine that works runs off. */
export interface Dispatcher {
  readonly kind: 'in_process';
  readonly concurrency: number;
  readonly pollMillis: number;
  readonly leaseMillis: number;
}

/**
 * Works runs off inside the host's own process, for development and for products of one process. Several processes may run one each on the
 * same database: every run is claimed by exactly one. Throws an invariant for an option that cannot work.
 *
 * @example
 * const atlas = createTenantAtlas({ storage, dispatcher: inProcess({ concurrency: 8 }) });
 */
export function inProcess(options: InProcessOptions = {}): Dispatcher {
  optionChecks('inProcess').names(options, ['concurrency', 'pollMillis', 'leaseMillis']);
  const { concurrency = 4, pollMillis = 1_000, leaseMillis = 60_000 } = options;
  const dispatcher: Dispatcher = { kind: 'in_process', concurrency, pollMillis, leaseMillis };
  checkDispatcher('inProcess', dispatcher);
  return Object.freeze(dispatcher);
}

/** Throws an invariant for numbers with which a worker would poll without a break or take nothing up. */
export function checkDispatcher(factory: string, dispatcher: Dispatcher): void {
  const check = optionChecks(factory);
  check.whole('concurrency', dispatcher.concurrency, 1, 1_000);
  check.delay('pollMillis', dispatcher.pollMillis);
  check.delay('leaseMillis', dispatcher.leaseMillis);
}

/** Takes runs up and works them off. */
export interface Worker {
  /** Starts taking up runs; calling it again changes nothing. Runs that were queued before, or abandoned, are taken up too. */
  start(): void;
  /** Stops claiming runs, waits up to ten seconds for those in progress, then fires the `signal` of the rest. The next worker takes them up again. */
  stop(): Promise<void>;
  /** Resolves once nothing is queued and nothing is in progress here; for scripts and tests. Rejects when the store cannot answer. */
  idle(): Promise<void>;
}

/** A worker, with the two functions that services call. */
export interface WorkerHandle extends Worker {
  /** Polls for queued runs now instead of at the next interval. */
  wake(): void;
  /** Stops a run that was cancelled, if it is worked on here. */
  abort(run: Pick<OperationRun, 'workspaceId' | 'id'>): void;
}

/** How long `stop` waits before it fires the signals, in milliseconds. */
export const stopGraceMillis = 10_000;
/** How long handlers have to react to their signal, in milliseconds. */
const abortGraceMillis = 2_000;

/** The in-process worker over an atlas's storage. */
export function createWorker(
  environment: Environment,
  catalog: OperationCatalog,
  { concurrency, pollMillis, leaseMillis }: Dispatcher,
  scheduler: Scheduler,
): WorkerHandle {
  const types = Object.keys(catalog);
  const active = new Map<string, Execution>();
  const { clock, logger, storage } = environment;
  let isOn = false;
  let cancelPoll = (): void => {};
  let polling: Promise<number> | null = null;
  let pollAgain = false;

  const nameOf = ({ workspaceId, id }: RunRef): string => `${workspaceId} ${id}`;

  /** Takes up as many runs as there is room for; answers how many it saw waiting. */
  const poll = async (): Promise<number> => {
    const room = concurrency - active.size;
    if (room <= 0) return 0;
    const abandonedBefore = plusMillis(now(clock), -leaseMillis);
    const waiting = await storage.unit({ plane: 'platform', actor: null }, (unit) =>
      unit.runs.findClaimable(types, abandonedBefore, room),
    );
    for (const ref of waiting) if (isOn) await claimAndRun(ref);
    return waiting.length;
  };

  const claimAndRun = async (ref: RunRef): Promise<void> => {
    const scope = { workspaceId: ref.workspaceId };
    const run = await storage.unit({ plane: 'workspace', ...scope, actor: null }, (unit) => {
      const at = now(clock);
      return unit.runs.claim(scope, ref.id, at, plusMillis(at, -leaseMillis));
    });
    if (!run) return;
    const execution = executeRun(environment, catalog, run, leaseMillis, scheduler);
    active.set(nameOf(run), execution);
    void execution.ended.finally(() => {
      // The same run may have been taken up anew here, after its lease ran out.
      if (active.get(nameOf(run)) === execution) active.delete(nameOf(run));
      wake();
    });
  };

  /** One poll at a time; a request that arrives meanwhile is kept. */
  const pollOnce = (): Promise<number> => {
    if (polling) {
      pollAgain = true;
      return polling;
    }
    polling = poll().finally(() => {
      polling = null;
      if (pollAgain && isOn) wake();
      pollAgain = false;
    });
    return polling;
  };

  const wake = (): void => {
    if (!isOn) return;
    pollOnce().catch((reason: unknown) =>
      logger.warn('worker_poll_failed', { name: reason instanceof Error ? reason.name : typeof reason }),
    );
  };

  const schedulePoll = (): void => {
    cancelPoll = scheduler.after(pollMillis, () => {
      if (!isOn) return;
      wake();
      schedulePoll();
    });
  };

  /** Waits for everything in progress here, at most `millis`; leaves no timer behind that would keep the process alive. */
  const allEnded = async (millis: number): Promise<void> => {
    const allDone = Promise.all([...active.values()].map(({ ended }) => ended));
    await withDeadline(scheduler, millis, allDone, () => []);
  };

  return {
    wake,
    abort: (run) => active.get(nameOf(run))?.abort('cancelled'),
    start() {
      if (isOn) return;
      isOn = true;
      wake();
      schedulePoll();
    },
    async stop() {
      isOn = false;
      cancelPoll();
      await polling?.catch(() => 0);
      await allEnded(stopGraceMillis);
      for (const execution of active.values()) execution.abort('stopping');
      await allEnded(abortGraceMillis);
    },
    async idle() {
      invariant(isOn, 'worker.idle() waits for a worker that works: call worker.start() first.');
      for (;;) {
        // A poll that is in progress may have begun before the caller's run was queued.
        await polling;
        const seen = await pollOnce();
        if (seen === 0 && active.size === 0) return;
        await allEnded(20);
      }
    },
  };
}
