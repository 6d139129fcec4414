import {
  createTenantAtlas,
  defineAuditActions,
  defineControls,
  orThrow,
  systemActor,
  workspaceUser,
} from '@tenantatlas/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forEachHost, jot, type Host } from './race-host.ts';

const auditActions = defineAuditActions({
  'acme.report_sent': {
    label: { en: 'Report sent' },
    summary: { en: 'Report {title} sent' },
    metadata: { recipients: 'workspace', cost_cents: 'platform' },
  },
});
const controls = defineControls({
  'acme.reports': {
    label: 'Reports',
    supportedScopes: ['global', 'workspace'],
    operationTypes: [],
    affectedSurfaces: ['acme.reports'],
  },
});
const entry = {
  action: 'acme.report_sent',
  target: { type: 'report', id: 'r-7', label: 'Autumn' },
  summary: { title: 'Autumn' },
  metadata: { recipients: 12, cost_cents: 40 },
} as const;
const scheduler = systemActor('scheduler');
const w1 = { workspaceId: 'w-1' } as const;

forEachHost((_, open) => {
  let host: Host;
  let atlas: ReturnType<typeof compose>;
  const compose = (opened: Host) =>
    createTenantAtlas({ storage: opened.storage, catalogs: { controls: [controls], auditActions: [auditActions] } });
  beforeAll(async () => {
    host = await open();
    atlas = compose(host);
  });
  afterAll(() => host.close());

  const recorded = async () => {
    const { items } = orThrow(await atlas.as(scheduler).audit.list({ ...w1, actions: ['acme.report_sent'] }));
    return items.map(({ id }) => id);
  };

  it('an own entry is in the trail with its values once it is recorded', async () => {
    const before = await recorded();
    const { entryId } = orThrow(await atlas.audit.record({ actor: scheduler, ...w1, ...entry }));
    const { items } = orThrow(await atlas.as(scheduler).audit.list({ ...w1, actions: ['acme.report_sent'], limit: 1 }));
    expect(items[0]).toMatchObject({
      id: entryId,
      action: 'acme.report_sent',
      target: { type: 'report', id: 'r-7', label: 'Autumn' },
      summary: { text: 'Report Autumn sent' },
      metadata: { recipients: 12, cost_cents: 40 },
    });
    expect(await recorded()).toEqual([entryId, ...before]);
  });

  it.each(['commit', 'rollback'] as const)('an own entry in a transaction of the host shares its %s', async (end) => {
    const before = await recorded();
    const note = `${end}-1`;
    const undo = new Error('undo');
    const work = host.hostTransaction(async (transaction) => {
      await jot(transaction, note);
      orThrow(await atlas.withTransaction(transaction.handle).audit.record({ actor: scheduler, ...w1, ...entry }));
      if (end === 'rollback') throw undo;
    });
    if (end === 'rollback') await expect(work).rejects.toBe(undo);
    else await work;
    const isThere = end === 'commit';
    expect((await recorded()).length - before.length).toBe(isThere ? 1 : 0);
    expect((await host.notes()).includes(note)).toBe(isThere);
  });

  it('the entry of a guard exists exactly when the guarded work was committed', async () => {
    const before = await recorded();
    const guard = (work: () => Promise<void>) =>
      atlas.guard('acme.reports', { actor: scheduler, ...w1, entry }, work).then((answer) => orThrow(answer));
    await guard(() => Promise.resolve());
    expect((await recorded()).length).toBe(before.length + 1);
    await expect(guard(() => Promise.reject(new Error('The mail server is down.')))).rejects.toThrow('mail server');
    expect((await recorded()).length).toBe(before.length + 1);
  });

  it('an own entry that is refused writes nothing, and leaves the transaction of the host usable', async () => {
    const before = await recorded();
    const outsider = workspaceUser({ id: 'u-outsider', label: 'Sam' });
    await host.hostTransaction(async (transaction) => {
      const { audit } = atlas.withTransaction(transaction.handle);
      const hidden = await audit.record({ actor: outsider, ...w1, ...entry });
      expect(hidden._unsafeUnwrapErr().code).toBe('not_found');
      const misspelt = { ...entry, metadata: { recipient: 12 } } as unknown as typeof entry;
      const wrong = await audit.record({ actor: scheduler, ...w1, ...misspelt });
      expect(wrong._unsafeUnwrapErr()).toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'metadata.recipient' }],
      });
      await jot(transaction, 'refused-1');
    });
    expect(await host.notes()).toContain('refused-1');
    expect(await recorded()).toEqual(before);
  });
});
