import { fork } from 'node:child_process';

/** A process of the test's own that speaks over IPC. */
export interface RaceProcess<To, From extends { readonly said: string }> {
  send(message: To): void;
  /** The next message that says `said`; rejects when the process ends before. Messages are kept until they are asked for. */
  hear<Said extends From['said']>(said: Said): Promise<Extract<From, { readonly said: Said }>>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it, whatever it does, and waits. */
  end(): Promise<void>;
}

interface Waiting<From> {
  readonly said: string;
  resolve(message: From): void;
  reject(reason: Error): void;
}

/** Runs a script of `children/` on the Node of this process, from sources, with `config` as its first argument. */
export function startProcess<To extends object, From extends { readonly said: string }>(
  script: string,
  config: object,
): RaceProcess<To, From> {
  const child = fork(new URL(`./children/${script}`, import.meta.url), [JSON.stringify(config)], {
    execPath: process.execPath,
    execArgv: ['--conditions=tenantatlas-source'],
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const kept: From[] = [];
  const waiting: Waiting<From>[] = [];
  let said = '';
  let over: Error | null = null;
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  child.on('message', (message) => {
    const heard = message as From;
    const at = waiting.findIndex((one) => one.said === heard.said);
    if (at < 0) kept.push(heard);
    else waiting.splice(at, 1)[0]?.resolve(heard);
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      over = new Error(`${script} ended (${String(signal ?? code)}): ${said}`);
      for (const one of waiting.splice(0)) one.reject(over);
      resolve();
    });
  });
  return {
    send: (message) => void child.send(message),
    hear<Said extends From['said']>(word: Said) {
      const at = kept.findIndex((one) => one.said === word);
      const found = at < 0 ? null : (kept.splice(at, 1)[0] ?? null);
      const heard = found
        ? Promise.resolve(found)
        : new Promise<From>((resolve, reject) => {
            if (over) reject(over);
            else waiting.push({ said: word, resolve, reject });
          });
      return heard as Promise<Extract<From, { readonly said: Said }>>;
    },
    signal: (name) => void child.kill(name),
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Sends a message to the process that started this one. */
export function tellParent(message: object): void {
  process.send?.(message);
}

/** Configuration of this process; it exits when its parent process has exited. */
export function readConfig<Config>(): Config {
  process.on('disconnect', () => process.exit(1));
  return JSON.parse(process.argv[2] ?? '{}') as Config;
}
