import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// What a content security policy forbids in a page and a platform at the edge: code made from text. Node can forbid it for a whole process.
const program = `
import { createTenantAtlas, defineEvents, integer, orThrow, systemActor, token, workspaceUser } from '@tenantatlas/core';

let isForbidden = false;
try { new Function('return 1'); } catch { isForbidden = true; }

const metadata = { channel: token(['email']), recipients: integer() };
const events = defineEvents({ 'acme.sent': { featureArea: 'campaigns', label: 'Sent', metadata } });
const atlas = createTenantAtlas({ catalogs: { events: [events] } });
const setup = atlas.as(systemActor('setup'));
orThrow(await setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
orThrow(await setup.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));
const sent = {
  eventName: 'acme.sent', actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
  workspaceId: 'w-1', tenantId: 't-1', subjectType: 'campaign', subjectId: 'c-7',
};
const good = orThrow(await atlas.record({ ...sent, metadata: { channel: 'email', recipients: 3 } }));
const bad = await atlas.record({ ...sent, metadata: { channel: 'bo@example.com' } });
console.log(JSON.stringify({ isForbidden, good: good.outcome, bad: bad.error.issues.map(({ path, rule }) => [path, rule]) }));
await atlas.close();
`;

it('product usage is recorded where no code may be made from text', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--disallow-code-generation-from-strings',
      '--conditions=tenantatlas-source',
      '--input-type=module',
      '--eval',
      program,
    ],
    { cwd: dirname(fileURLToPath(import.meta.url)), encoding: 'utf8' },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(JSON.parse(stdout)).toEqual({
    isForbidden: true,
    good: 'recorded',
    bad: [['metadata.channel', 'one_of']],
  });
});
