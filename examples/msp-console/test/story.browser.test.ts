import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import type { Visit } from './support/visit.ts';

const reason = 'Vendor incident EX-2077: restores may hang';
const message = 'Restores rest until our backup vendor has mended an incident.';

/** Text for people who may know of the pause, and for no others. */
const telltale = new RegExp(`paused|pausiert|Vendor incident|${message}`, 'i');

/** Everything that the atlas answers to a window from now on. */
function answersTo({ page }: Visit): Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\/(?:atlas|session)\b/.test(new URL(response.url()).pathname)) answers.push(response.text().catch(() => ''));
  });
  return answers;
}

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.innerText);

async function signIn(visit: Visit, name: string): Promise<void> {
  await visit.page.goto('/');
  await visit.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await visit.page.getByRole('button', { name }).click();
  await visit.page
    .getByRole('heading', { level: 1 })
    .and(visit.page.getByRole('heading', { name: /^(?!Sign in)/ }))
    .waitFor();
}

describe('an incident, from the pause to its audit trail', () => {
  const site = testConsole();

  it('is paused, explained, hidden from people without access, resumed, and recorded', async () => {
    const ada = await site.visit();
    await signIn(ada, 'Ada Okafor');
    await ada.page.getByRole('link', { name: 'Operational controls' }).first().click();
    await adaPauses(ada);

    const bo = await site.visit({ as: 'u-bo', path: steps.acmeProduction });
    await boIsRefused(bo);
    const cleo = await site.visit({ as: 'u-cleo', path: '/w/nordwind/tenants/nordwind-hauptmandant' });
    await cleoMayStart(cleo);
    await dovLearnsNothing(await site.visit({ as: 'u-dov' }));
    await eveFindsNothing(await site.visit({ as: 'u-eve', path: '/' }));

    await steps.resumeAtAcme(ada.page);
    await expect
      .poll(() => ada.page.getByRole('status').allTextContents())
      .toContain(`${steps.restoreControl} resumed for ${steps.acme}.`);
    await boRestores(bo, () => historyTells(ada.page));
  });

  async function adaPauses({ page }: Visit): Promise<void> {
    let release = (): void => {};
    const isSeen = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/restore.execute/impact**', async (route) => {
      if (route.request().url().includes('acme')) await isSeen;
      await route.continue();
    });
    const dialog = await steps.openPause(page);
    await steps.fillPause(dialog, { reason, message });
    const confirm = dialog.getByRole('button', { name: 'Pause', exact: true });
    await confirm.waitFor();
    expect(await steps.isUnavailable(confirm)).toBe(true);
    await confirm.click({ force: true });
    await dialog.getByRole('textbox', { name: 'Reason' }).press('Control+Enter');
    release();
    await steps.available(confirm);
    expect(await dialog.textContent()).toContain(
      `Stops new starts of ${steps.restoreControl} for ${steps.acme} (3 tenants).`,
    );
    await page.unroute('**/restore.execute/impact**');
    await confirm.click();
    await steps.gone(dialog);
    const card = page.getByRole('article', { name: steps.restoreControl });
    await card.getByRole('rowheader', { name: steps.acme }).waitFor();
    const words = (await card.textContent()) ?? '';
    for (const part of [reason, message, 'Ada Okafor', 'in 1 hour', 'Paused in 1 workspace'])
      expect(words).toContain(part);
  }

  async function boIsRefused({ page, ask }: Visit): Promise<void> {
    await page.getByRole('button', { name: 'Restore (paused)' }).click();
    const dialog = steps.dialogOf(page);
    await dialog.getByRole('heading', { name: `${steps.restoreControl} paused` }).waitFor();
    expect(await dialog.textContent()).toContain(message);
    expect(await dialog.textContent()).toMatch(/Paused until .*\d/);
    expect(await dialog.getByRole('button').allTextContents()).toEqual(['Close']);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('main').textContent()).toContain(message);
    expect(await textOf(page)).not.toContain(reason); // the operators' words
    const { status, text } = await ask(
      'POST',
      '/atlas/v1/workspaces/acme/operations',
      startOf('acme-production', 'Acme Production'),
    );
    expect(status).toBe(409);
    expect(JSON.parse(text)).toMatchObject({ code: 'control_paused' });
    expect(text).toContain(message);
  }

  async function cleoMayStart({ page, ask }: Visit): Promise<void> {
    await page.getByRole('button', { name: 'Restore', exact: true }).waitFor();
    expect(await page.getByRole('main').textContent()).not.toMatch(telltale);
    const start = startOf('nordwind-hauptmandant', 'Nordwind Hauptmandant');
    expect((await ask('POST', '/atlas/v1/workspaces/nordwind/operations', start)).status).toBe(200);
  }

  async function dovLearnsNothing(dov: Visit): Promise<void> {
    const { page } = dov;
    const answers = answersTo(dov);
    const pages = ['/', steps.acmeProduction, '/w/acme/tenants', '/w/acme/operations', '/w/acme/audit'];
    for (const path of pages) {
      await dov.goto(path);
      await page.waitForLoadState('networkidle');
      expect(await textOf(page), path).not.toMatch(telltale);
    }
    await dov.goto(steps.acmeProduction);
    const button = page.getByRole('button', { name: 'Restore', exact: true });
    expect(await steps.isUnavailable(button)).toBe(true);
    await button.focus();
    const tip = page.getByRole('tooltip');
    await tip.waitFor();
    expect(await tip.textContent()).toMatch(/operations\.start|capability/);
    await page.keyboard.press('Enter');
    expect(await steps.dialogOf(page).count()).toBe(0);
    expect(await textOf(page)).not.toMatch(telltale);
    const refused = await dov.ask(
      'POST',
      '/atlas/v1/workspaces/acme/operations',
      startOf('acme-production', 'Acme Production'),
    );
    expect(refused.status).toBe(403);
    expect(answers.length).toBeGreaterThan(pages.length);
    for (const body of [refused.text, ...(await Promise.all(answers))]) expect(body).not.toMatch(telltale);
  }

  async function eveFindsNothing(eve: Visit): Promise<void> {
    await eve.page.getByRole('heading', { name: 'You have no access to a workspace yet' }).waitFor();
    for (const path of ['/w/acme', steps.acmeProduction, '/w/nowhere', '/system/controls']) {
      await eve.goto(path);
      await eve.page.getByRole('heading', { name: 'Page not found' }).waitFor();
      expect(await textOf(eve.page)).not.toMatch(/Acme|Restore/);
    }
    const start = startOf('acme-production', 'Acme Production');
    const hidden = await eve.ask('POST', '/atlas/v1/workspaces/acme/operations', start);
    const absent = await eve.ask('POST', '/atlas/v1/workspaces/nowhere/operations', start);
    expect([hidden.status, hidden.text]).toEqual([404, absent.text]);
  }

  async function boRestores({ page }: Visit, meanwhile: () => Promise<void>): Promise<void> {
    const dialog = await steps.fillRestore(page, 'Acme Production');
    await (await steps.available(dialog.getByRole('button', { name: 'Restore tenant' }))).click();
    await steps.gone(dialog);
    await page.getByRole('link', { name: 'View progress' }).click();
    const bar = page.getByRole('progressbar');
    const done = (): Promise<number> => bar.evaluate((element) => (element as HTMLProgressElement).value);
    await expect.poll(done).toBeGreaterThan(1);
    expect(await bar.evaluate((element) => (element as HTMLProgressElement).max)).toBe(32);
    const before = await done();
    await page.reload();
    await bar.waitFor();
    expect(await done()).toBeGreaterThanOrEqual(before);
    await meanwhile();
    await expect.poll(() => page.getByRole('main').textContent(), { timeout: 60_000 }).toContain('Succeeded');
    expect(await bar.count()).toBe(0);
    expect(await page.getByRole('main').textContent()).toContain('32 succeeded');
  }

  async function historyTells(page: Page): Promise<void> {
    const card = page.getByRole('article', { name: steps.restoreControl });
    // Browsers differ in the role of a `summary`.
    await card.locator('summary').click();
    const story = card.getByRole('listitem');
    await expect
      .poll(() => story.first().textContent())
      .toContain(`Ada Okafor resumed ${steps.restoreControl} for ${steps.acme}.`);
    await expect.poll(() => story.allTextContents().then(String)).not.toContain('Loading…'); // names come after the entries
    const told = await story.allTextContents();
    expect(told[1]).toContain(`Bo Lindqvist tried to start ${steps.restoreControl} and was stopped by the pause.`);
    expect(told[2]).toContain(`Ada Okafor paused ${steps.restoreControl} for ${steps.acme}.`);
    expect(told[2]).toContain(reason);
  }
});

function startOf(tenantId: string, confirmTenantName: string) {
  return {
    type: 'restore.execute',
    tenantId,
    idempotencyKey: crypto.randomUUID(),
    inputs: { backupSetId: 'nightly', acknowledgedImpact: true, confirmTenantName },
  };
}
