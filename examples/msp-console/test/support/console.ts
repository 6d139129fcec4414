import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { launch } from './browser.ts';
import { keptWindows } from './kept-windows.ts';
import { startServer, type RunningServer } from './server.ts';
import { openVisit, type Visit, type VisitOptions } from './visit.ts';

/** The console with its server, its data and a browser, for the tests of one file. */
export interface TestConsole {
  readonly address: string;
  readonly browser: Browser;
  /** Opens a separate browser window, with or without a signed-in person, or goes on in one. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** Ends the server without warning. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data. */
  restart(): Promise<void>;
}

/** How a test wants its console. */
export interface TestConsoleOptions {
  /** Changes the seeded data directory before the server opens it. */
  readonly prepare?: (data: string) => Promise<void>;
  /** Variables of the environment of its server. */
  readonly environment?: Readonly<Record<string, string>>;
}

let launched: Promise<Browser> | undefined;

/** The browser of this worker: its files share it, because each window has separate cookies. It ends with the worker. */
function sharedBrowser(): Promise<Browser> {
  return (launched ??= launch(inject('chromium')));
}

/** One console per file, freshly seeded, removed at the end of the file. */
export function testConsole({ prepare, environment }: TestConsoleOptions = {}): TestConsole {
  const folder = mkdtempSync(join(tmpdir(), 'msp-console-data-'));
  const data = join(folder, 'data');
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    cpSync(inject('seededData'), data, { recursive: true });
    await prepare?.(data);
    [server, browser] = await Promise.all([startServer(data, '0', environment), sharedBrowser()]);
  }, 600_000); // a busy machine takes minutes to fill a database
  afterAll(async () => {
    await windows.close();
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The console is there once the tests of its file run.');
    return part;
  };
  const self: TestConsole = {
    get address() {
      return started(server).address;
    },
    get browser() {
      return started(browser);
    },
    visit: (options = {}) => (options.goesOn ? windows.goOn(options) : openVisit(self, options)),
    kill: () => started(server).kill(),
    async restart() {
      server = await startServer(data, new URL(self.address).port, environment);
    },
  };
  const windows = keptWindows(self);
  return self;
}
