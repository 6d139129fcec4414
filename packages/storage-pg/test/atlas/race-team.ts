import type { FromStarter, StarterConfig, Tally, ToStarter, Trial } from './race-protocol.ts';
import { startProcess } from './race-process.ts';

/** Four processes with sixteen starters each. */
export interface Team {
  start(trial: Trial): void;
  /** Resolves once every process has started something since. */
  started(): Promise<void>;
  /** Resolves once every single starter has been refused since. */
  allRefused(): Promise<void>;
  stop(): Promise<Tally>;
  end(): Promise<void>;
}

const processes = 4;
const loops = 16;

/** Tenants that a workspace needs so that each starter has its own. */
export const starters = processes * loops;

/** Starts the processes and waits until they are there. */
export async function startTeam(url: string): Promise<Team> {
  const members = Array.from({ length: processes }, (_, at) => {
    const config: StarterConfig = { url, userId: `u-${at}`, loops, firstLoop: at * loops };
    return startProcess<ToStarter, FromStarter>('starter.ts', config);
  });
  const end = async (): Promise<void> => void (await Promise.all(members.map((one) => one.end())));
  const fromAll = async (said: 'ready' | 'started' | 'all_refused'): Promise<void> =>
    void (await Promise.all(members.map((one) => one.hear(said))));
  try {
    await fromAll('ready');
  } catch (error) {
    await end();
    throw error;
  }
  return {
    start: (trial) => members.forEach((one) => one.send({ do: 'start', trial })),
    started: () => fromAll('started'),
    allRefused: () => fromAll('all_refused'),
    async stop() {
      members.forEach((one) => one.send({ do: 'stop' }));
      const tallies = (await Promise.all(members.map((one) => one.hear('stopped')))).map(({ tally }) => tally);
      return {
        started: tallies.flatMap(({ started }) => started),
        refused: tallies.reduce((sum, { refused }) => sum + refused, 0),
        busy: tallies.reduce((sum, { busy }) => sum + busy, 0),
        others: tallies.flatMap(({ others }) => others),
      };
    },
    end,
  };
}
