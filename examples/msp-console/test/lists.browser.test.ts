import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { countClicks } from './support/clicks.ts';
import { settled } from './support/walk.ts';

const site = testConsole();

it('the filters of operations are in the address, and Back restores them', async () => {
  const { page } = await site.visit({ as: 'u-bo', path: '/w/acme/operations', goesOn: true });
  await page.getByRole('link', { name: 'Failed', exact: true }).click();
  await page.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Acme Production' });
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect.poll(() => rows.count()).toBe(1);
  expect(new URL(page.url()).search).toBe('?status=failed&tenant=acme-production');
  await rows.getByRole('link', { name: 'Mailbox export' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mailbox export for Acme Production' }).waitFor();
  const main = page.getByRole('main');
  for (const part of [
    'The mailbox was not found.',
    'mailbox_not_found',
    'former-it-lead@acme.example',
    'Requested by Bo Lindqvist',
  ])
    expect(await main.textContent()).toContain(part);
  await page.getByRole('list', { name: 'Audit entries' }).waitFor();
  await page.goBack();
  await expect.poll(() => rows.count()).toBe(1);
  await page.goForward();
  // The breadcrumb leads back to the list as it was left.
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Operations' }).click();
  await page.getByRole('combobox', { name: 'Tenant' }).waitFor();
  expect(new URL(page.url()).search).toBe('?status=failed&tenant=acme-production');
});

it('an operator without the capability of an operation sees its cancel button, disabled, with the reason', async () => {
  const bo = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
  const ada = await site.visit({ as: 'op-ada', path: '/w/acme', goesOn: true }); // before the restore begins, which takes twenty seconds
  const dialog = await steps.fillRestore(bo.page, 'Acme Production');
  await dialog.getByRole('button', { name: 'Restore tenant' }).click();
  await bo.page.getByRole('link', { name: 'View progress' }).click();
  await bo.page.getByRole('heading', { level: 1, name: 'Restore for Acme Production' }).waitFor();
  await ada.walk(new URL(bo.page.url()).pathname);
  const cancel = ada.page.getByRole('button', { name: 'Cancel Restore' });
  await cancel.focus();
  await ada.page.getByRole('tooltip').waitFor();
  expect(await steps.isUnavailable(cancel)).toBe(true);
  expect(await ada.page.getByRole('tooltip').textContent()).toContain('Restore tenants');
  await bo.page.getByRole('button', { name: 'Cancel Restore' }).click();
  await steps.dialogOf(bo.page).getByRole('button', { name: 'Cancel Restore' }).click();
  await bo.page.getByText('Cancelled by Bo Lindqvist').waitFor();
  await ada.page.getByText('Cancelled by Bo Lindqvist').waitFor();
});

it('the audit trail is filtered in the address, links what it is about, and is exported as it is shown', async () => {
  const { page } = await site.visit({ as: 'u-bo', path: '/w/acme/audit?action=operation_run.completed', goesOn: true });
  await settled(page);
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect.poll(() => rows.filter({ hasNotText: 'Operation ended' }).count()).toBe(0);
  const count = await rows.count();
  expect(count).toBeGreaterThan(2);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('audit-acme.csv');
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(count + 1);
  await page.getByText(`${String(count)} entries exported.`).waitFor();
  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'This month' });
  await expect.poll(() => new URL(page.url()).search).toBe('?action=operation_run.completed&time=month');
  await rows.first().getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: / for Acme/ }).waitFor();
});

it('failed runs are one click away for the people of a customer, and visible for the operator', async () => {
  const bo = await site.visit({ as: 'u-bo', path: '/w/acme', goesOn: true });
  const finding = countClicks();
  await finding.click(bo.page.getByRole('link', { name: 'Failed operations' }));
  const rows = bo.page.getByRole('row').filter({ has: bo.page.getByRole('cell') });
  await expect.poll(() => rows.count()).toBe(1);
  expect(await rows.textContent()).toContain('The mailbox was not found.');
  expect(finding.count).toBeLessThanOrEqual(1);

  // One that fails now is on the first page of the operator, which asks again by itself.
  const ada = await site.visit({ as: 'op-ada', path: '/', goesOn: true });
  await ada.page.getByRole('link', { name: '0 Failed, last 24 hours' }).waitFor();
  const started = await bo.ask('POST', '/atlas/v1/workspaces/acme/operations', {
    type: 'acme.mailbox_export',
    tenantId: 'acme-emea',
    idempotencyKey: crypto.randomUUID(),
    inputs: { mailbox: 'former-cfo@acme-emea.example', format: 'pst' },
  });
  expect(started.status).toBe(200);
  const failed = ada.page.getByRole('table', { name: 'Failed operations' });
  await expect.poll(() => failed.getByRole('row').filter({ hasText: steps.acme }).count()).toBe(1);
});

it('all failed runs of today are one click away, over all workspaces; the time is in the address', async () => {
  const bo = await site.visit({ as: 'u-bo', path: '/w/acme', goesOn: true });
  const started = await bo.ask('POST', '/atlas/v1/workspaces/acme/operations', {
    type: 'acme.mailbox_export',
    tenantId: 'acme-production',
    idempotencyKey: crypto.randomUUID(),
    inputs: { mailbox: 'former-ceo@acme.example', format: 'eml' },
  });
  expect(started.status).toBe(200);
  const { page } = await site.visit({ as: 'op-ada', path: '/', goesOn: true });
  const finding = countClicks();
  await finding.click(page.getByRole('link', { name: 'Failed today' }));
  const rows = page.getByRole('table', { name: 'Failed operations' }).getByRole('row');
  await rows.filter({ hasText: 'Acme Production' }).first().waitFor(); // the list asks again by itself
  expect(finding.count).toBeLessThanOrEqual(1);
  expect(new URL(page.url()).search).toBe('?time=today');
  const today = await rows.count();
  const time = page.getByRole('combobox', { name: 'Time' });
  await time.selectOption({ label: 'Any time' });
  await expect.poll(() => rows.count()).toBeGreaterThan(today); // the seed has one of some days ago
  expect(new URL(page.url()).search).toBe('');
  await page.goBack();
  await expect.poll(() => time.inputValue()).toBe('today');
  await page.reload();
  await expect.poll(() => time.inputValue()).toBe('today');
  await expect.poll(() => rows.count()).toBe(today);
  await page.getByRole('link', { name: 'Stuck', exact: true }).click();
  await page.getByText('No operation is stuck.').waitFor();

  await bo.walk('/w/acme/operations?status=failed&time=today');
  const theirs = bo.page.getByRole('row').filter({ has: bo.page.getByRole('cell') });
  await theirs.filter({ hasText: 'Acme Production' }).first().waitFor();
  const ofToday = await theirs.count();
  await bo.page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'Any time' });
  await expect.poll(() => theirs.count()).toBeGreaterThan(ofToday);
  expect(new URL(bo.page.url()).search).toBe('?status=failed');
});

it('lists of workspaces and tenants are restored, on Back and after a reload', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/workspaces', goesOn: true });
  await settled(page);
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  const status = page.getByRole('combobox', { name: 'Status' });
  await status.selectOption({ label: 'Paused' });
  await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'Newest first' });
  await page.getByRole('searchbox').fill('contoso');
  await expect.poll(() => rows.count()).toBe(1);
  const left = '?status=paused&sort=newest&q=contoso';
  expect(new URL(page.url()).search).toBe(left);
  await rows.getByRole('link', { name: /^Contoso/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Contoso/ }).waitFor();
  await page.goBack();
  for (const again of [() => Promise.resolve(), () => page.reload()]) {
    await again();
    await expect.poll(() => rows.count()).toBe(1);
    expect(await page.getByRole('searchbox').inputValue()).toBe('contoso');
    expect(await status.inputValue()).toBe('paused');
    expect(new URL(page.url()).search).toBe(left);
  }
  await page.getByRole('searchbox').fill('none of them');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(2);

  // Unread controls are not the same as no pauses.
  const blind = await site.visit({ as: 'op-ada', mayComplain: true });
  await blind.page.route(/\/atlas\/v1\/controls$/, (route) => route.fulfill({ status: 500, body: '' }));
  await blind.goto('/system/workspaces?status=paused');
  await blind.page.getByRole('main').getByRole('alert').waitFor();

  const bo = await site.visit({ as: 'u-bo', path: '/w/acme/tenants', goesOn: true });
  const tenants = bo.page.getByRole('row').filter({ has: bo.page.getByRole('cell') });
  await bo.page.getByRole('searchbox', { name: 'Search by name or ID' }).fill('acme pro');
  await expect.poll(() => tenants.count()).toBe(1);
  // The lifecycle narrows what was found, and keeps the search.
  const stages = bo.page.getByRole('navigation', { name: 'Lifecycle' });
  await stages.getByRole('link', { name: 'Archived' }).click();
  await bo.page.getByText('No results').waitFor();
  expect(new URL(bo.page.url()).search).toBe('?q=acme+pro&stage=archived');
  await stages.getByRole('link', { name: 'All', exact: true }).click();
  await tenants.getByRole('link', { name: 'Acme Production' }).click();
  await bo.page.getByRole('heading', { level: 1, name: 'Acme Production' }).waitFor();
  await bo.page.goBack();
  for (const again of [() => Promise.resolve(), () => bo.page.reload()]) {
    await again();
    await expect.poll(() => tenants.count()).toBe(1);
    expect(await bo.page.getByRole('searchbox').inputValue()).toBe('acme pro');
  }
});

it('a run is cancelled in two clicks', async () => {
  const { page } = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
  const dialog = await steps.fillRestore(page, 'Acme Production');
  await dialog.getByRole('button', { name: 'Restore tenant' }).click();
  const running = page.getByRole('row').filter({ hasText: 'Restore' });
  const cancelling = countClicks();
  await cancelling.click(running.getByRole('button', { name: 'Cancel Restore' }));
  await cancelling.click(steps.dialogOf(page).getByRole('button', { name: 'Cancel Restore' }));
  await steps.gone(steps.dialogOf(page));
  await running.filter({ hasText: 'Cancelled' }).first().waitFor();
  expect(cancelling.count).toBeLessThanOrEqual(2);
});

it('the audit trail of this month is exported in three clicks', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/w/acme/audit', goesOn: true });
  await settled(page);
  const exporting = countClicks();
  await exporting.choose(page.getByRole('combobox', { name: 'Time' }), 'This month');
  const coming = page.waitForEvent('download');
  await exporting.click(page.getByRole('button', { name: 'Export CSV' }));
  const [, ...lines] = readFileSync(await (await coming).path(), 'utf8')
    .trim()
    .split('\r\n');
  const monthBegan = await page.evaluate(() => new Date(new Date().getFullYear(), new Date().getMonth(), 1).getTime());
  const instants = lines.map((line) => Date.parse(/\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(line)?.[0] ?? ''));
  expect(instants.length).toBeGreaterThan(0);
  expect(instants.filter((instant) => !(instant >= monthBegan))).toEqual([]);
  expect(exporting.count).toBeLessThanOrEqual(3);
});

it('what a person may not open is not in the rail', async () => {
  const dov = await site.visit({ as: 'u-dov', path: '/w/acme' });
  await dov.page.getByRole('link', { name: 'Tenants', exact: true }).waitFor();
  const rail = dov.page.getByRole('navigation', { name: 'Pages' });
  expect(await rail.getByRole('link').allTextContents()).toEqual(['Overview', 'Tenants', 'Onboardings', 'Operations']);
});

it('changes of controls in all workspaces are one list for the operator', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/audit', goesOn: true });
  await page.getByRole('link', { name: 'All control changes' }).click();
  await page.getByText('Legal hold under review: no copies of mailboxes leave the tenant').waitFor();
  expect(new URL(page.url()).search).toBe('?source=controls');
});

it('what a pause of all workspaces has blocked is counted at the pause, and one click leads to all of it', async () => {
  const ada = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const scope = { type: 'global' };
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const pause = { scope, reason: 'Vendor incident EX-9', expiresAt };
  const control = '/atlas/v1/controls/acme.mailbox_export';
  expect((await ada.ask('POST', `${control}/pause`, pause)).status).toBe(200);
  const start = (workspaceId: string, tenantId: string) => ({
    path: `/atlas/v1/workspaces/${workspaceId}/operations`,
    body: {
      type: 'acme.mailbox_export',
      tenantId,
      idempotencyKey: crypto.randomUUID(),
      inputs: { mailbox: 'finance@customer.example', format: 'pst' },
    },
  });
  for (const [as, where] of [
    ['u-bo', start('acme', 'acme-emea')],
    ['u-cleo', start('nordwind', 'nordwind-netz')],
  ] as const) {
    const { ask } = await site.visit({ as });
    expect((await ask('POST', where.path, where.body)).status).toBe(409);
  }
  const row = ada.page.getByRole('row').filter({ hasText: 'Vendor incident EX-9' });
  const finding = countClicks();
  await finding.click(row.getByRole('link', { name: '2 blocked starts' }));
  const rows = ada.page.getByRole('row').filter({ has: ada.page.getByRole('cell') });
  // The page before has rows too.
  await expect.poll(() => ada.page.url()).toContain('execution_blocked');
  await rows.filter({ hasText: 'Start blocked by a pause' }).nth(1).waitFor();
  await expect.poll(() => rows.count()).toBe(2);
  expect(finding.count).toBeLessThanOrEqual(1);
  const text = (await rows.allTextContents()).join(' ');
  for (const part of ['Start blocked by a pause', 'Bo Lindqvist', 'Cleo', 'Acme Europe']) expect(text).toContain(part);
  await ada.page.getByRole('combobox', { name: 'One pause' }).selectOption({ label: 'All pauses' });
  await expect
    .poll(() => new URL(ada.page.url()).search)
    .toBe('?source=controls&action=operational_control.execution_blocked');
  expect((await ada.ask('POST', `${control}/resume`, { scope })).status).toBe(200);
});

it('a workspace, a tenant and a member are created from their pages', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/workspaces', goesOn: true });
  await page.getByRole('button', { name: 'Create workspace' }).click();
  const dialog = steps.dialogOf(page);
  await dialog.getByRole('button', { name: 'Create workspace' }).click();
  await dialog.getByText('Fill this in').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Fabrikam Ä & Co');
  await dialog.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Fabrikam Ä & Co' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/w/fabrikam-a-co');
  await page.getByRole('link', { name: 'Tenants', exact: true }).click();
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Fabrikam Production');
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  await page.getByRole('heading', { level: 1, name: 'Fabrikam Production' }).waitFor();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Add member' }).click();
  await dialog.getByRole('textbox', { name: 'User ID' }).fill('u-eve');
  await dialog.getByRole('combobox', { name: /^Role/ }).selectOption({ label: 'Operator' });
  await dialog.getByRole('button', { name: 'Add member' }).click();
  const member = page.getByRole('row', { name: /Eve Park.*u-eve/ }); // a name of the directory, and never only an id
  await member.filter({ hasText: 'Operator' }).waitFor();

  // Their role is changed, and they are removed, in the same place.
  await member.getByRole('button', { name: 'Actions for Eve Park' }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await dialog.getByRole('combobox', { name: /^Role/ }).selectOption({ label: 'Manager' });
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await member.filter({ hasText: 'Manager' }).waitFor();
  await member.getByRole('button', { name: 'Actions for Eve Park' }).click();
  await page.getByRole('menuitem', { name: 'Remove member' }).click();
  await dialog.getByText('Eve Park loses access to Fabrikam Ä & Co and to 0 tenants.').waitFor();
  await dialog.getByRole('button', { name: 'Remove member' }).click();
  await steps.gone(member);
  await page.getByText('No members yet').waitFor();
});

it('the palette finds commands, and runs and tenants by a pasted id', async () => {
  const { page, ask } = await site.visit({ as: 'op-ada', path: '/w/acme', goesOn: true });
  const { items } = JSON.parse((await ask('GET', '/atlas/v1/workspaces/acme/operations')).text) as {
    readonly items: readonly { readonly id: string; readonly tenant: { readonly name: string } }[];
  };
  await page.keyboard.press('Control+k');
  const search = page.getByRole('searchbox');
  await search.fill(items[0]?.id ?? '');
  await page.getByRole('menuitem', { name: `· ${items[0]?.tenant.name ?? ''}` }).waitFor();
  await search.fill('5f0c1a9e-7f53-4c5e-9a36-2f8b1f0a7c11');
  await page.getByRole('menuitem', { name: 'Acme Production' }).waitFor();
  await search.fill('pause mail');
  await page.getByRole('menuitem', { name: 'Pause Mailbox export…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Operational controls' }).waitFor();
});
