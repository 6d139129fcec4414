// People whose ids come from an identity provider: with a bar, with a sign of equality, in other letters.
import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { auth0Id, entraId } from './support/visit.ts';

const site = testConsole();

it.each([
  { provider: 'Auth0', id: auth0Id, name: 'Fay Nakamura' },
  { provider: 'Microsoft Entra', id: entraId, name: 'Gus Petrov' },
])('a person of $provider signs in, starts an export, and is named in the history of it', async ({ id, name }) => {
  const { page, ask, context } = await site.visit({ path: '/' });
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('heading', { level: 1, name: steps.acme }).waitFor();
  expect(await context.cookies()).not.toEqual([]);
  const started = await ask('POST', '/atlas/v1/workspaces/acme/operations', {
    type: 'acme.mailbox_export',
    tenantId: 'acme-production',
    idempotencyKey: `of ${name}`.replaceAll(' ', '-'),
    inputs: { mailbox: 'fay@acme.example', format: 'pst' },
  });
  expect(started.status, started.text).toBe(200);
  const { id: runId } = (JSON.parse(started.text) as { run: { id: string } }).run;
  await page.goto(`/w/acme/operations/${runId}`);
  await page.getByText(`Requested by ${name}`).waitFor();
  expect(await page.evaluate(() => document.documentElement.innerText)).not.toContain(id);
  await ask('POST', `/atlas/v1/workspaces/acme/operations/${runId}/cancel`, {});

  // An operator takes the access away and gives it back: the id is a part of the address.
  const ada = await site.visit({ as: 'op-ada', path: '/system/controls' });
  const member = `/atlas/v1/workspaces/acme/members/${encodeURIComponent(id)}`;
  const remove = () => ada.context.request.fetch(member, { method: 'DELETE', headers: { origin: site.address } });
  expect((await remove()).status()).toBe(200);
  await page.goto('/w/acme');
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
  const add = { method: 'PUT', data: { role: 'operator' }, headers: { origin: site.address } };
  expect((await ada.context.request.fetch(member, add)).status()).toBe(200);
  await page.goto('/w/acme');
  await page.getByRole('heading', { level: 1, name: steps.acme }).waitFor();
});
