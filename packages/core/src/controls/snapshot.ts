import { systemClock, type Clock } from '../kernel/clock.ts';
import { epochMillis, toInstant, type Instant } from '../kernel/instant.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { checkList, checkMethods, checkNames } from '../kernel/options.ts';
import { timers } from '../kernel/timers.ts';
import { silentLogger, type Logger } from '../ports/logger.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { ControlDecision } from './decision.ts';
import { enabled, pausedBy } from './rules.ts';

/** How often the snapshot asks whether anything changed, in milliseconds. */
export const snapshotPollMillis = 2_000;

/** The age in milliseconds from which a decision must not be shown as current. */
export const snapshotStalenessBoundMillis = 6_000;

/** Control state in memory, for displays and pre-checks. A start never relies on it. */
export interface ControlSnapshot<Key extends string = string> {
  /**
   * The decision as of the last refresh, at the speed of a map lookup. Throws an invariant before the first {@link refresh} has
   * succeeded, and for a key outside the catalog: an unknown state must not look like "enabled".
   */
  evaluate(control: Key, workspaceId?: string | null): ControlDecision;
  /** Reads the store now. Rejects with a `StorageFault` when it cannot; the previous state stays. */
  refresh(): Promise<void>;
  /** Refreshes now and then every two seconds until the returned function is called. Later failures are logged and make the snapshot stale. */
  start(): Promise<() => void>;
  /** How old the state is in milliseconds; null before the first refresh. */
  ageMillis(): number | null;
  /** Whether the state may be shown as current: refreshed within the stated bound of six seconds. */
  isFresh(): boolean;
}

interface Entry {
  readonly decision: ControlDecision;
  /** Infinity for a pause without an end, so that the clock is read only where it matters. */
  readonly expiresAtMillis: number;
}

interface State {
  readonly epoch: number;
  readonly global: ReadonlyMap<string, Entry>;
  readonly workspaces: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
}

/** Where a snapshot gets its pauses from. */
export interface SnapshotSource {
  /** A number that grows with every change; asked first, because it is cheap. */
  epoch(): Promise<number>;
  /** Everything active at `now`, with the epoch it belongs to. */
  load(now: Instant): Promise<{ readonly epoch: number; readonly activations: readonly ControlActivation[] }>;
}

/** What a snapshot works with. */
export interface SnapshotOptions {
  readonly source: SnapshotSource;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
  /** @default silent */
  readonly logger?: Logger | undefined;
  /** @default the platform's timers */
  readonly scheduler?: Scheduler | undefined;
}

function checkOptions(keys: readonly string[], options: SnapshotOptions): void {
  const factory = 'createControlSnapshot';
  checkList(factory, 'keys', keys ?? null, (key) => typeof key === 'string', "['restore.execute']");
  checkNames(factory, options, ['source', 'clock', 'logger', 'scheduler']);
  checkMethods(factory, 'source', options.source ?? null, ['epoch', 'load'], 'what reads the pauses');
  checkMethods(factory, 'clock', options.clock, ['epochMillis'], 'a clock');
  checkMethods(factory, 'logger', options.logger, ['warn', 'error'], 'a logger');
  checkMethods(factory, 'scheduler', options.scheduler, ['after'], 'a scheduler');
}

/**
 * A snapshot of the controls `keys`. An atlas brings its own as `atlas.snapshot`; this is for processes that only show or pre-check controls and
 * should start fast: its subpath loads neither zod nor the rest of the SDK.
 *
 * @example
 * const snapshot = createControlSnapshot(['restore.execute'], { source });
 * await snapshot.start();
 * snapshot.evaluate('restore.execute', 'w-1').effectiveState;
 */
export function createControlSnapshot(keys: readonly string[], options: SnapshotOptions): ControlSnapshot {
  checkOptions(keys, options);
  const { source, clock = systemClock, logger = silentLogger, scheduler = timers } = options;
  const enabledDecisions = new Map(keys.map((key) => [key, enabled(key)]));
  let state: State | null = null;
  let refreshedAt: number | null = null;
  let refreshing: Promise<void> | null = null;

  const evaluate = (control: string, workspaceId: string | null = null): ControlDecision => {
    if (state === null)
      throw new InvariantError('The snapshot is empty: await atlas.snapshot.start() or refresh() before you evaluate.');
    const unpaused = enabledDecisions.get(control);
    if (unpaused === undefined) throw new InvariantError(`There is no control "${control}" in the catalog.`);
    const globalPause = state.global.get(control);
    if (globalPause !== undefined && isOn(globalPause)) return globalPause.decision;
    if (workspaceId !== null) {
      const pause = state.workspaces.get(control)?.get(workspaceId);
      if (pause !== undefined && isOn(pause)) return pause.decision;
    }
    return unpaused;
  };

  const isOn = ({ expiresAtMillis }: Entry): boolean =>
    expiresAtMillis === Infinity || clock.epochMillis() < expiresAtMillis;

  const load = async (): Promise<void> => {
    const startedAt = clock.epochMillis();
    const isCurrent = state !== null && (await source.epoch()) === state.epoch;
    const next = isCurrent ? null : await source.load(toInstant(startedAt));
    if (next) state = index(next.epoch, next.activations);
    refreshedAt = startedAt;
  };

  const refresh = (): Promise<void> => {
    refreshing ??= load().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  const ageMillis = (): number | null => (refreshedAt === null ? null : Math.max(0, clock.epochMillis() - refreshedAt));

  return {
    evaluate,
    refresh,
    ageMillis,
    isFresh: () => (ageMillis() ?? Infinity) <= snapshotStalenessBoundMillis,
    async start() {
      let stopped = false;
      let cancel = (): void => {};
      const schedulePoll = (): void => {
        if (stopped) return;
        cancel = scheduler.after(snapshotPollMillis, poll, { background: true });
      };
      const poll = (): void => {
        refresh()
          .catch((reason: unknown) =>
            logger.warn('snapshot_refresh_failed', { name: reason instanceof Error ? reason.name : typeof reason }),
          )
          .finally(schedulePoll);
      };
      await refresh();
      schedulePoll();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}

function index(epoch: number, activations: readonly ControlActivation[]): State {
  const global = new Map<string, Entry>();
  const workspaces = new Map<string, Map<string, Entry>>();
  for (const activation of activations) {
    const entry: Entry = {
      decision: pausedBy(activation),
      expiresAtMillis: activation.expiresAt === null ? Infinity : epochMillis(activation.expiresAt),
    };
    const { scope, controlKey } = activation;
    if (scope.type === 'global') {
      global.set(controlKey, entry);
    } else {
      const ofControl = workspaces.get(controlKey) ?? new Map<string, Entry>();
      workspaces.set(controlKey, ofControl.set(scope.workspaceId, entry));
    }
  }
  return { epoch, global, workspaces };
}
