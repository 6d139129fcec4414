import { createTenantAtlas, defineEvents, orThrow, systemActor, token, workspaceUser } from '@tenantatlas/core';
import { expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../support/backends.ts';
import { foldAll, unequalCounts } from './usage-world.ts';

const campaigns = { featureArea: 'campaigns', label: 'Campaigns sent', metadata: { channel: token() } };
/** The release before: an event that the next one has no more, and one that it describes in another way. */
const before = defineEvents({
  'acme.campaign.sent': campaigns,
  'acme.letter.printed': { ...campaigns, label: 'Letters' },
});
const after = defineEvents({
  'acme.campaign.sent': { featureArea: 'marketing', label: 'Sendings', metadata: { medium: token() } },
});

const place = {
  actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
  workspaceId: 'w-1',
  tenantId: 't-1',
  subjectType: 'campaign',
  subjectId: 'c-1',
} as const;

it('two releases with other catalogs on one ledger count the same events, each those that it declares', async () => {
  const open = await openBackend('pg');
  onTestFinished(() => open.close());
  const [old, next] = [
    createTenantAtlas({ storage: open.storage, catalogs: { events: [before] } }),
    createTenantAtlas({ storage: open.storage, catalogs: { events: [after] } }),
  ];
  const [byOld, byNext] = [old.as(systemActor('test')), next.as(systemActor('test'))];
  orThrow(await byOld.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await byOld.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));
  const sent = { ...place, eventName: 'acme.campaign.sent' } as const;
  for (let round = 0; round < 2; round += 1) {
    // Both at the same time, and both while counts are moved.
    const answers = await Promise.all([
      old.recordMany([
        { ...sent, metadata: { channel: 'mail' } },
        { ...place, eventName: 'acme.letter.printed', metadata: {} },
      ]),
      next.recordMany([{ ...sent, metadata: { medium: 'mail' } }]),
      foldAll(open.storage),
    ]);
    expect(answers.slice(0, 2)).toMatchObject([{ value: { recorded: 2 } }, { value: { recorded: 1 } }]);
  }
  // What the other release has declared is no event and no metadata of this one.
  const foreign = next.record({ ...place, eventName: 'acme.letter.printed' as 'acme.campaign.sent', metadata: {} });
  expect((await foreign)._unsafeUnwrapErr()).toMatchObject({ issues: [{ path: 'eventName' }] });
  const renamed = next.record({ ...sent, metadata: { channel: 'mail' } as object });
  expect((await renamed)._unsafeUnwrapErr()).toMatchObject({ issues: [{ path: 'metadata.channel' }] });
  for (const when of ['before', 'after']) {
    const figures = async (client: typeof byOld | typeof byNext) => {
      const { totalEvents, families, activeWorkspaces } = orThrow(await client.telemetry.summary({ window: '24h' }));
      const own = families.filter(({ eventName }) => eventName.startsWith('acme.'));
      return [when, totalEvents, activeWorkspaces, ...own.map(({ label, count }) => `${label}: ${String(count)}`)];
    };
    expect(await figures(byOld)).toEqual([when, 6, 1, 'Campaigns sent: 4', 'Letters: 2']);
    expect(await figures(byNext)).toEqual([when, 4, 1, 'Sendings: 4']);
    await foldAll(open.storage);
  }
  expect(await unequalCounts(open)).toEqual([]);
});
