import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { settled, walkInside } from './walk.ts';

/** People on the sign-in page by their ids. */
export type PersonId = 'op-ada' | 'op-lena' | 'u-bo' | 'u-cleo' | 'u-dov' | 'u-eve' | typeof auth0Id | typeof entraId;

/** The person whose id Auth0 made. */
export const auth0Id = 'auth0|65f0c0ffee12345678901234';
/** The person whose id is a subject of Microsoft Entra. */
export const entraId = 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ=';

/** Who visits, and with which settings. */
export interface VisitOptions {
  /** Without it no person is signed in. */
  readonly as?: PersonId;
  readonly path?: string;
  /** The host name by which the console is called: it chooses the brand. @default '127.0.0.1' */
  readonly host?: string;
  /** @default 'en-US' */
  readonly locale?: string;
  /** @default 1440 */
  readonly width?: number;
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark';
  /** For tests that provoke complaints. @default false */
  readonly mayComplain?: boolean;
  /**
   * Goes on in the window that an earlier test of the file had with the same person, host and language, and walks to `path` inside the app: to load the app in a new
   * window takes seven times the CPU time. For tests that are about no load, and that leave no setting, listener or script in the window. @default false
   */
  readonly goesOn?: boolean;
}

/** A browser window with separate cookies. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the pages of this window complained about so far: errors, refused contents. */
  readonly complaints: string[];
  /** Opens an address of the console. */
  readonly goto: (path: string) => Promise<void>;
  /**
   * Goes to an address as a link of the console does, and waits until everything has been read. Only the first address of a window is opened: that takes four times
   * the CPU time.
   */
  readonly walk: (path: string) => Promise<void>;
  /** Asks the server beside the page, as the same person. */
  readonly ask: (
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly text: string }>;
}

/** Widths of a desk, a tablet and a phone. */
export const widths = [1440, 1024, 390] as const;

/** The size of a window of that width. */
export function sizeOf(width: number): { readonly width: number; readonly height: number } {
  return { width, height: width < 600 ? 844 : 900 };
}

/** Where a visit takes place. */
export interface VisitedConsole {
  readonly address: string;
  readonly browser: Browser;
}

/** Opens a window for one test. A page that complains fails the test at its end. */
export async function openVisit(place: VisitedConsole, options: VisitOptions = {}): Promise<Visit> {
  const visit = await openWindow(place, options);
  onTestFinished(async () => {
    await visit.context.close();
    expect(visit.complaints).toEqual([]);
  });
  return visit;
}

/** Opens a window, which the caller closes. */
export async function openWindow({ address, browser }: VisitedConsole, options: VisitOptions): Promise<Visit> {
  const {
    as,
    path,
    host = '127.0.0.1',
    locale = 'en-US',
    width = 1440,
    colorScheme = 'light',
    mayComplain = false,
  } = options;
  const context = await browser.newContext({
    baseURL: address.replace('127.0.0.1', host),
    locale,
    colorScheme,
    timezoneId: 'Europe/Berlin',
    viewport: sizeOf(width),
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  const complaints = mayComplain ? [] : await listen(context);
  const page = await context.newPage();
  let isLoaded = false;
  const visit: Visit = {
    context,
    page,
    complaints,
    goto: async (to) => {
      await page.goto(to);
      await page.getByRole('heading', { level: 1 }).waitFor();
      isLoaded = true;
    },
    walk: (to) => (isLoaded ? walkInside(page, to) : visit.goto(to).then(() => settled(page))),
    ask: async (method, to, data) => {
      // A server may close a connection that was idle at the very moment a request is sent on it.
      const answer = await context.request.fetch(to, { method, maxRetries: 2, ...(data ? { data } : {}) });
      return { status: answer.status(), text: await answer.text() };
    },
  };
  if (as && host === '127.0.0.1') expect((await visit.ask('POST', '/session', { personId: as })).status).toBe(200);
  if (as && host !== '127.0.0.1') await signInFrom(page, as); // only the browser knows what a name below localhost is
  if (path !== undefined) await visit.goto(path);
  return visit;
}

/** Signs in from inside the page: programs other than browsers may not find the host. */
async function signInFrom(page: Page, personId: PersonId): Promise<void> {
  await page.goto('/');
  const status = await page.evaluate(async (id) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ personId: id }) })).status;
  }, personId);
  expect(status).toBe(200);
}

async function listen(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => complaints.push(text));
  await context.addInitScript(() => {
    const { reportViolation } = globalThis as unknown as { reportViolation: (text: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      reportViolation(`policy: ${violatedDirective} ${blockedURI} of ${sourceFile}`),
    );
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${String(error.error())}`));
  context.on('console', (message) => {
    // The browser logs every refusal and every lost connection by itself; those are answers.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
