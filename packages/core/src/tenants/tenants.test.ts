import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { allPages, limitedTo, oneWorkspace, trail } from '../../test/support/directory.ts';
import { codeOf, failure, value } from '../conformance/client/answers.ts';
import { holdsAsync } from '../../test/support/seeds.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import { noon } from '../conformance/client/suite-atlas.ts';
import { presentLifecycle } from '../lifecycle/presentation.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { tenantLifecycles, type TenantLifecycle } from '../ports/tenant-store.ts';

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;

let world: Awaited<ReturnType<typeof oneWorkspace>>;
beforeEach(async () => {
  world = await oneWorkspace();
});

describe('adding a tenant', () => {
  it('as an owner creates a draft, whatever was requested, entitles the owner, and records both in the trail', async () => {
    const created = await value(
      world.owner.tenants.create({ ...t1, name: ' Contoso ', externalTenantId: 'ext-1.example', lifecycle: 'active' }),
    );
    expect(created).toMatchObject({
      ...t1,
      name: 'Contoso',
      externalTenantId: 'ext-1.example',
      lifecycle: 'draft',
      createdAt: noon,
      version: 1,
    });
    expect(created.presentation.label.text).toBe('Draft');
    expect(await value(world.owner.tenants.get(t1))).toEqual(created);
    const entries = await trail(world);
    expect(entries.map(({ action, tenantId, target, metadata }) => [action, tenantId, target, metadata])).toEqual([
      [
        'tenant.created',
        't-1',
        { type: 'tenant', id: 't-1', label: 'Contoso' },
        { lifecycle: 'draft', external_tenant_id: 'ext-1.example' },
      ],
      ['entitlement.granted', 't-1', { type: 'person', id: 'u-owner', label: 'Olga Owner' }, {}],
    ]);
  });

  it.each(['system', 'operator'] as const)('as %s adopts one in service, or creates a draft', async (who) => {
    const adopted = await value(world[who].tenants.create({ ...t1, name: 'Contoso', lifecycle: 'active' }));
    expect(adopted.lifecycle).toBe('active');
    const draft = await value(world[who].tenants.create({ ...w1, tenantId: 't-2', name: 'Fabrikam' }));
    expect(draft.lifecycle).toBe('draft');
    expect(codeOf(await world.owner.tenants.get(t1))).toBe('not_found');
  });

  it('is a conflict when the id is taken, and of concurrent calls one wins', async () => {
    const race = await Promise.all(
      Array.from({ length: 5 }, () => world.owner.tenants.create({ ...t1, name: 'Race' })),
    );
    expect(race.filter((each) => each.isOk())).toHaveLength(1);
    expect(await failure(world.operator.tenants.create({ ...t1, name: 'Late' }))).toMatchObject({
      code: 'conflict',
      reason: 'exists',
      winner: { type: 'tenant', id: 't-1' },
    });
  });

  it('outside an allowed set is not_found, whether the id is taken or free', async () => {
    await value(world.system.tenants.create({ ...t1, name: 'Hidden' }));
    const limited = world.atlas.as(limitedTo('t-2'));
    expect(codeOf(await limited.tenants.create({ ...t1, name: 'Probe' }))).toBe('not_found');
    expect(codeOf(await limited.tenants.create({ ...w1, tenantId: 't-9', name: 'Probe' }))).toBe('not_found');
    expect(codeOf(await limited.tenants.create({ ...w1, tenantId: 't-2', name: 'Mine' }))).toBe('ok');
  });
});

describe('an external id that is active elsewhere', () => {
  beforeEach(async () => {
    await value(world.system.workspaces.create({ workspaceId: 'w-2', name: 'Secret Customer' }));
    const theirs = { workspaceId: 'w-2', tenantId: 't-secret', name: 'Secret', externalTenantId: 'ext-1.example' };
    await value(world.system.tenants.create({ ...theirs, lifecycle: 'active' }));
  });

  it('is a conflict for the platform, on adopting and on activating, without naming a workspace', async () => {
    const adopted = await failure(
      world.operator.tenants.create({ ...t1, name: 'Again', externalTenantId: 'ext-1.example', lifecycle: 'active' }),
    );
    expect(adopted).toMatchObject({ code: 'conflict', reason: 'exists', winner: null });
    await value(world.operator.tenants.create({ ...t1, name: 'Again', externalTenantId: 'ext-1.example' }));
    await value(world.operator.tenants.changeLifecycle({ ...t1, to: 'onboarding' }));
    const activated = await failure(world.operator.tenants.changeLifecycle({ ...t1, to: 'active' }));
    expect(activated).toMatchObject({ code: 'conflict', reason: 'exists', winner: null });
    expect((await value(world.operator.tenants.get(t1))).lifecycle).toBe('onboarding');
  });

  it('is hidden from an owner: a taken and a free one get the same answer', async () => {
    const tryOut = async (tenantId: string, externalTenantId: string) => {
      const at = { ...w1, tenantId };
      const created = await world.owner.tenants.create({ ...at, name: 'Mine', externalTenantId });
      const onboarding = await world.owner.tenants.changeLifecycle({ ...at, to: 'onboarding' });
      const active = await world.owner.tenants.changeLifecycle({ ...at, to: 'active' });
      return JSON.stringify([created, onboarding, active])
        .replaceAll(tenantId, 't')
        .replaceAll(externalTenantId, 'ext');
    };
    expect(await tryOut('t-a', 'ext-1.example')).toBe(await tryOut('t-b', 'ext-2.example'));
  });

  it('does not keep an owner from bringing back what was in service, unless it was claimed meanwhile', async () => {
    await value(
      world.system.tenants.create({ ...t1, name: 'Mine', externalTenantId: 'ext-2.example', lifecycle: 'active' }),
    );
    await value(world.system.workspaces.grantTenant({ ...t1, userId: 'u-owner' }));
    await value(world.owner.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    expect((await value(world.owner.tenants.changeLifecycle({ ...t1, to: 'active' }))).lifecycle).toBe('active');
    await value(world.owner.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    const taker = { workspaceId: 'w-2', tenantId: 't-taker', name: 'Taker', externalTenantId: 'ext-2.example' };
    await value(world.system.tenants.create({ ...taker, lifecycle: 'active' }));
    expect(await failure(world.owner.tenants.changeLifecycle({ ...t1, to: 'active' }))).toMatchObject({
      code: 'conflict',
      reason: 'lifecycle',
      winner: null,
    });
  });

  it("does not affect an owner's activation without external ids", async () => {
    await value(world.owner.tenants.create({ ...t1, name: 'Mine' }));
    await value(world.owner.tenants.changeLifecycle({ ...t1, to: 'onboarding' }));
    expect(codeOf(await world.owner.tenants.changeLifecycle({ ...t1, to: 'active' }))).toBe('ok');
  });
});

const wayTo: { readonly [lifecycle in TenantLifecycle]: readonly TenantLifecycle[] } = {
  draft: [],
  onboarding: ['onboarding'],
  active: ['onboarding', 'active'],
  archived: ['onboarding', 'archived'],
};
const allowed = [
  'draft>onboarding',
  'draft>archived',
  'onboarding>active',
  'onboarding>archived',
  'active>archived',
  'archived>onboarding',
];

describe.each(tenantLifecycles)('a tenant that is %s', (from) => {
  it.each(tenantLifecycles)('moves to %s exactly when the table allows it', async (to) => {
    await value(world.system.tenants.create({ ...t1, name: 'Contoso' }));
    for (const step of wayTo[from]) await value(world.system.tenants.changeLifecycle({ ...t1, to: step }));
    const before = await value(world.system.tenants.get(t1));
    const entries = (await trail(world, 'nobody')).length;
    const answer = await world.operator.tenants.changeLifecycle({ ...t1, to });
    const after = await value(world.system.tenants.get(t1));
    const added = (await trail(world, 'nobody')).slice(entries);
    if (allowed.includes(`${from}>${to}`)) {
      expect(after).toMatchObject({ lifecycle: to, version: before.version + 1 });
      expect(answer._unsafeUnwrap()).toEqual(after);
      expect(added.map(({ action, metadata }) => [action, metadata])).toEqual([
        ['tenant.lifecycle_changed', { from, to }],
      ]);
      const [told, next] = [from, to].map((value) => presentLifecycle(value).label.text);
      expect(added.map(({ summary }) => summary.text)).toEqual([
        `Tenant Contoso moved from ${String(told)} to ${String(next)}`,
      ]);
    } else {
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'conflict', reason: 'lifecycle' });
      expect(after).toEqual(before);
      expect(added).toEqual([]);
    }
  });
});

describe('versions', () => {
  it('of a change based on an older version are a conflict', async () => {
    await value(world.system.tenants.create({ ...t1, name: 'Contoso' }));
    const change = (expectedVersion: number) =>
      world.system.tenants.changeLifecycle({ ...t1, to: 'onboarding', expectedVersion });
    expect(await failure(change(2))).toMatchObject({ code: 'conflict', reason: 'version' });
    expect((await value(change(1))).version).toBe(2);
    expect(await failure(change(1))).toMatchObject({ code: 'conflict', reason: 'version' });
  });

  it('that race are a conflict for the slower one, with nothing written', async () => {
    const { storage } = observed(createMemoryStorage(), { 'tenants.changeLifecycle': async () => 'changed_meanwhile' });
    const raced = await oneWorkspace(storage);
    await value(raced.system.tenants.create({ ...t1, name: 'Contoso' }));
    const before = await raced.dump();
    const refused = await failure(raced.operator.tenants.changeLifecycle({ ...t1, to: 'onboarding' }));
    expect(refused).toMatchObject({ code: 'conflict', reason: 'version' });
    expect(await raced.dump()).toBe(before);
  });
});

describe('listing', () => {
  it('omits no tenant in any lifecycle, whatever the page size and the caller', async () => {
    await holdsAsync(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...tenantLifecycles), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (lifecycles, limit) => {
          const fresh = await oneWorkspace();
          for (const [index, lifecycle] of lifecycles.entries()) {
            const at = { ...w1, tenantId: `t-${index}` };
            await value(fresh.owner.tenants.create({ ...at, name: 'N' }));
            for (const to of wayTo[lifecycle]) await value(fresh.system.tenants.changeLifecycle({ ...at, to }));
          }
          for (const client of [fresh.owner, fresh.operator, fresh.system]) {
            const all = (await allPages((cursor) => client.tenants.list({ ...w1, cursor, limit }))).flat();
            expect(all.map(({ lifecycle }) => lifecycle).sort()).toEqual([...lifecycles].sort());
            for (const one of tenantLifecycles) {
              const { items } = await value(client.tenants.list({ ...w1, lifecycles: [one] }));
              expect(items).toEqual(all.filter(({ lifecycle }) => lifecycle === one));
              expect(items.every(({ presentation }) => presentation.isCanonical)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('shows a member the entitled tenants, and a limited operator those of the allowed set', async () => {
    for (const tenantId of ['t-1', 't-2', 't-3'])
      await value(world.system.tenants.create({ ...w1, tenantId, name: tenantId }));
    await value(world.system.workspaces.grantTenant({ ...w1, tenantId: 't-2', userId: 'u-owner' }));
    const idsOf = async (client: typeof world.owner) =>
      (await value(client.tenants.list(w1))).items.map(({ tenantId }) => tenantId);
    expect(await idsOf(world.owner)).toEqual(['t-2']);
    expect(await idsOf(world.atlas.as(limitedTo('t-1', 't-3')))).toEqual(['t-1', 't-3']);
    expect(await idsOf(world.atlas.as(limitedTo()))).toEqual([]);
    const elsewhere = { ...limitedTo(), allowedTenants: [{ workspaceId: 'w-2', tenantId: 't-1' }] };
    expect(await idsOf(world.atlas.as(elsewhere))).toEqual([]);
    expect(await idsOf(world.operator)).toEqual(['t-1', 't-2', 't-3']);
  });
});
