import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { testConsole } from './support/console.ts';

const site = testConsole();

/** Another origin on this machine: the same address at another port. */
async function elsewhere(): Promise<string> {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<h1>Elsewhere</h1>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
}

/** What a page gets to read of an address. */
const reads = (url: string) =>
  fetch(url, { credentials: 'include' }).then(
    (answer) => answer.text(),
    () => 'blocked',
  );

it('this browser blocks cross-origin reads, so the tests of this project are meaningful', async () => {
  const page = await (await site.browser.newContext()).newPage();
  onTestFinished(() => page.context().close());
  const other = await elsewhere();
  await page.goto(other);
  expect(await page.evaluate(reads, `${other}/own`)).toContain('Elsewhere');
  const third = await elsewhere();
  expect((await fetch(third)).status).toBe(200);
  expect(await page.evaluate(reads, third)).toBe('blocked');
});

it('a cross-origin page can neither read a session, nor write with it, nor frame the console', async () => {
  const { page, context } = await site.visit({ as: 'op-ada', path: '/system/controls', mayComplain: true });
  const other = await context.newPage();
  await other.goto(await elsewhere());
  expect(await other.evaluate(reads, `${site.address}/session`)).toBe('blocked');
  const pause = { url: `${site.address}/atlas/v1/controls/restore.execute/pause`, reason: 'Written from elsewhere' };
  await other.evaluate(
    ({ url, reason }) =>
      fetch(url, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'include',
        body: JSON.stringify({ scope: { type: 'global' }, reason }),
      }).catch(() => null),
    pause,
  );
  await page.reload();
  await page.getByRole('article', { name: 'Restore' }).waitFor();
  expect(await page.getByRole('main').textContent()).not.toContain(pause.reason);
  await other.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener('load', resolve));
  }, site.address);
  expect(await other.frames()[1]?.getByRole('heading').count()).toBe(0);
});
