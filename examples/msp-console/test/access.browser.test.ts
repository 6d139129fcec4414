import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { settled } from './support/walk.ts';

const site = testConsole();

it('an operator without the capability sees every control, can press none, and is refused by the server too', async () => {
  const { page, ask } = await site.visit({ as: 'op-lena', path: '/system/controls' });
  await page.getByRole('article', { name: steps.restoreControl }).waitFor();
  const buttons = page.getByRole('main').getByRole('button', { name: /^(Pause|Resume|Change|More)/ });
  await expect.poll(() => steps.countAvailable(buttons)).toBe(0);
  expect(await buttons.count()).toBeGreaterThan(2);
  await buttons.first().focus();
  const tip = page.getByRole('tooltip');
  await tip.waitFor();
  expect(await tip.textContent()).toContain('“Pause and resume operations”');
  await page.keyboard.press('Enter');
  expect(await steps.dialogOf(page).count()).toBe(0);
  const refused = await ask('POST', '/atlas/v1/controls/restore.execute/pause', {
    scope: { type: 'global' },
    reason: 'I would like to',
  });
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([
    403,
    { code: 'forbidden', capability: 'platform.ops.controls.manage' },
  ]);
});

// A refusal that a page provokes on each visit hides the ones that mean something, in the log and in the audit of the server.
it.each([
  {
    as: 'op-lena',
    paths: ['/system', '/system/controls', '/system/workspaces', '/system/audit', '/w/acme', '/w/acme/members'],
  },
  { as: 'u-dov', paths: ['/', '/w/acme/tenants', steps.acmeProduction, '/w/acme/operations'] },
  { as: 'u-eve', paths: ['/'] },
] as const)('pages ask for nothing that $as may not read', async ({ as, paths }) => {
  const { page, goto } = await site.visit({ as });
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${String(answer.status())} ${answer.url()}`);
  });
  for (const path of paths) {
    await goto(path);
    await settled(page);
    await page.waitForLoadState('networkidle');
  }
  expect(refused).toEqual([]);
});

it('the next person starts on the first page, not where the last one was', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls' });
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Bo Lindqvist' }).click();
  await page.getByRole('heading', { level: 1, name: steps.acme }).waitFor();
  expect(new URL(page.url()).pathname).not.toContain('/system');
});

it('the same person continues where the session ended', async () => {
  const { page, ask, context } = await site.visit({ as: 'u-bo', path: steps.acmeProduction });
  await context.clearCookies();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'Bo Lindqvist' }).click();
  await page.getByRole('heading', { level: 1, name: 'Acme Production' }).waitFor();
  expect((await ask('GET', '/session')).text).toContain('u-bo');
});

it('a tenant page shows that its actions could not be loaded, offers to retry, and shows them once they can be', async () => {
  const { page } = await site.visit({ as: 'u-bo' });
  const actions = '**/tenants/*/actions**';
  const problem = { code: 'storage_failure', retryable: false, outcome: 'not_written', message: null };
  await page.route(actions, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.goto(steps.acmeProduction);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  await alert.getByRole('button', { name: 'Try again' }).waitFor();
  await page.unroute(actions); // the page reads again by itself, and the alert goes with that
  await page.getByRole('button', { name: 'Restore', exact: true }).waitFor();
});
