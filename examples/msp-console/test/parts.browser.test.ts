import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';

const site = testConsole();
const workspacesPart = '**/assets/workspaces-page-*.js*';
const sharedPart = '**/assets/use-all-workspaces-*.js*';

it('works without the server: pages open inside the frame, and load by themselves once it answers', async () => {
  const { page, context } = await site.visit({ as: 'op-ada', path: '/system/controls' });
  await page.getByRole('article', { name: steps.restoreControl }).waitFor();
  const rail = page.getByRole('navigation', { name: 'Pages' });
  await page.route(workspacesPart, (route) => route.continue());
  await context.setOffline(true);
  for (const name of ['Workspaces', 'Audit', 'Operational controls', 'Workspaces']) {
    await rail.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    expect(await rail.isVisible()).toBe(true);
  }
  expect(await page.getByText('Something went wrong').count()).toBe(0);
  await context.setOffline(false);
  await page.getByRole('row', { name: steps.acme }).waitFor();
  await page.goBack();
  await page.getByRole('article', { name: steps.restoreControl }).waitFor();
});

it('a file that cannot be loaded affects only its page, and is requested again', async () => {
  const { page } = await site.visit({ as: 'op-ada', mayComplain: true });
  await page.route(workspacesPart, (route) => route.abort());
  await page.goto('/system/controls');
  await page.getByRole('article', { name: steps.restoreControl }).waitFor();
  const rail = page.getByRole('navigation', { name: 'Pages' });
  await rail.getByRole('link', { name: 'Workspaces' }).click();
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'could not be loaded' });
  await alert.waitFor();
  await page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
  await rail.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await page.goBack();
  await alert.waitFor();
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('row', { name: steps.acme }).waitFor();
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
});

it('loads the page again for a file that parts share, which a browser keeps as failed', async () => {
  const { page } = await site.visit({ as: 'op-ada', mayComplain: true });
  for (const file of [workspacesPart, sharedPart]) await page.route(file, (route) => route.abort());
  await page.goto('/system/workspaces');
  await page.getByRole('main').getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('row', { name: steps.acme }).waitFor();
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(false);
});

it('loads the page again for another build, once and never in a loop', async () => {
  const { page } = await site.visit({ as: 'op-ada', mayComplain: true });
  await page.route(workspacesPart, (route) => route.fulfill({ status: 404 }));
  let loads = 0;
  await page.route('**/*', async (route) => {
    const isPage = route.request().resourceType() === 'document';
    if (isPage) loads += 1;
    const isAsked = route.request().resourceType() === 'fetch' && new URL(route.request().url()).pathname === '/';
    if (!isAsked) return route.fallback();
    const answer = await route.fetch();
    return route.fulfill({
      response: answer,
      body: (await answer.text()).replace(/\/assets\/index-/, '/assets/other-'),
    });
  });
  await page.goto('/system/workspaces');
  await page.getByRole('main').getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  expect(loads).toBe(2);
  // It is asked for again by itself, and every time another build is seen.
  const asked = (): Promise<unknown> =>
    page.waitForResponse((answer) => new URL(answer.url()).pathname === '/' && answer.status() === 200);
  await asked();
  await asked();
  expect(loads).toBe(2);
});
