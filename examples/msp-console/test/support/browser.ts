import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** A Chromium that can be started, and what was unpacked for it. */
export interface FoundChromium {
  readonly path: string;
  /** A folder to be removed once the browser is no longer needed; null when nothing was unpacked. */
  readonly unpacked: string | null;
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The named Chromium, else an installed one, else the one from npm. Rejects with a sentence that says what to do. */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (existsSync(named)) return { path: named, unpacked: null };
    throw new Error(
      `CHROMIUM_PATH is "${named}", where there is no file: name a Chromium or Chrome that is installed.`,
    );
  }
  const path = installed.find((one) => existsSync(one));
  if (path !== undefined) return { path, unpacked: null };
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`No Chromium was found. ${whatToDo}`);
  return unpack();
}

const whatToDo = 'Install Chromium or Chrome, or name one with CHROMIUM_PATH=/path/to/chromium npm test.';

/** Unpacks into a folder of our own: a foreign `chromium` in the system's temporary folder would be executed. */
async function unpack(): Promise<FoundChromium> {
  const unpacked = mkdtempSync(join(tmpdir(), 'msp-console-chromium-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpacked; // where the package unpacks to; it knows no other way
  try {
    const { default: fromNpm } = await import('@sparticuz/chromium');
    return { path: await fromNpm.executablePath(), unpacked };
  } catch (reason) {
    rmSync(unpacked, { recursive: true, force: true });
    throw new Error(`The Chromium from npm could not be unpacked. ${whatToDo}`, { cause: reason });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Pages are drawn by the CPU, in the process of the browser: a process that simulates a graphics card takes a sixth more CPU time. */
const drawnByCpu = ['--disable-gpu', '--disable-gpu-compositing', '--disable-software-rasterizer', '--in-process-gpu'];

/** Starts a browser without the sandbox, which root cannot use, and with nothing else of the web switched off. Rejects with a sentence that says what to do. */
export async function launch(
  { path, unpacked }: FoundChromium,
  env: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: path,
      headless: true,
      args: ['--no-sandbox', ...drawnByCpu],
      env: { ...process.env, ...(unpacked === null ? {} : { TMPDIR: unpacked }), ...env },
    });
  } catch (reason) {
    throw new Error(`${path} could not be started; on Linux it needs libnss3. ${whatToDo}`, { cause: reason });
  }
}
