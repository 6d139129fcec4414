import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { GraphSite, Measured, Task } from './contract.ts';

/** A contestant in its own process. */
export interface Runner {
  readonly name: string;
  /** Does a task and answers what it took. Rejects when the process ends before. */
  run(task: Task): Promise<Measured>;
  stop(): void;
}

/** Starts a contestant. */
export function startContestant(name: string, site: GraphSite): Runner {
  const child: ChildProcess = fork(join(import.meta.dirname, 'contestant-process.ts'), [name, JSON.stringify(site)]);
  return {
    name,
    run: (task) =>
      new Promise<Measured>((resolve, reject) => {
        const ended = (): void => reject(new Error(`The process of "${name}" ended before its task.`));
        child.once('exit', ended);
        child.once('message', (measured: Measured) => {
          child.off('exit', ended);
          resolve(measured);
        });
        child.send(task);
      }),
    stop: () => void child.kill(),
  };
}
