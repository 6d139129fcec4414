import { fork, type ChildProcess } from 'node:child_process';

/** A contestant in its own process. */
export interface Runner<Task, Measured> {
  readonly name: string;
  /** Does a task and answers what it took. Rejects when the process ends before. */
  run(task: Task): Promise<Measured>;
  stop(): void;
}

/** Starts a contestant: `file` is given its name and `setup`, and calls {@link serveTasks}. */
export function startContestant<Task, Measured>(file: string, name: string, setup: unknown): Runner<Task, Measured> {
  const child: ChildProcess = fork(file, [name, JSON.stringify(setup)]);
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
        child.send(task as object);
      }),
    stop: () => void child.kill(),
  };
}

/** In the process of a contestant: does one task after the other. A failure ends the process. */
export function serveTasks<Task, Measured>(perform: (task: Task) => Promise<Measured>): void {
  process.on('message', (task: Task) => {
    void perform(task).then((measured) => process.send?.(measured));
  });
}

/** What the process of a contestant was started with. */
export function givenSetup<Setup>(): { readonly name: string; readonly setup: Setup } {
  const [, , name = '', setup = 'null'] = process.argv;
  return { name, setup: JSON.parse(setup) as Setup };
}
