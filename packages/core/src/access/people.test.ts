import { describe, expect, it } from 'vitest';
import { oneWorkspace } from '../../test/support/directory.ts';
import { failure, value } from '../conformance/client/answers.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import type { PersonId } from '../kernel/ids.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { notedPeople } from './environment.ts';
import { distinctPeople, personView } from './person-view.ts';

const w1 = { workspaceId: 'w-1' } as const;
const owner = { kind: 'user', personId: 'u-owner' as PersonId } as const;

type World = Awaited<ReturnType<typeof oneWorkspace>>;

const known = ({ storage }: Pick<World, 'storage'>) =>
  storage.unit({ plane: 'platform', actor: null }, (unit) => unit.people.find([owner]));
const addOne = (client: World['owner'], userId = 'u-1') =>
  client.workspaces.addMember({ ...w1, userId, role: 'readonly' });
/** How the trail names the actor who added `u-1`. */
const nameInTrail = async ({ system }: World) => {
  const { items } = await value(system.audit.list({ ...w1, targetType: 'person', targetId: 'u-1' }));
  return items[0]?.actor.label.text;
};

describe('the directory of people', () => {
  it('records a label on writes only', async () => {
    const world = await oneWorkspace();
    await value(world.owner.workspaces.get(w1));
    await value(world.owner.workspaces.list());
    expect(await known(world)).toEqual([]);
    await value(addOne(world.owner));
    expect(await known(world)).toEqual([{ ...owner, label: 'Olga Owner' }]);
    expect(await nameInTrail(world)).toBe('Olga Owner');
  });

  it('records it once per process, and again after a change', async () => {
    const world = await oneWorkspace();
    const asks = async (client: World['owner'], userId: string) => {
      world.takeCalls();
      await value(addOne(client, userId));
      return world.takeCalls().filter((call) => call === 'people.remember').length;
    };
    expect(await asks(world.owner, 'u-1')).toBe(1);
    expect(await asks(world.owner, 'u-2')).toBe(0);
    expect(await asks(world.asUser('u-owner', 'Olga Married'), 'u-3')).toBe(1);
    expect(await nameInTrail(world)).toBe('Olga Married');
  });

  it('is not skipped after a refused write rolled the label back', async () => {
    const world = await oneWorkspace();
    await value(world.system.tenants.create({ ...w1, tenantId: 't-1', name: 'Taken' }));
    expect((await failure(world.owner.tenants.create({ ...w1, tenantId: 't-1', name: 'Again' }))).code).toBe(
      'conflict',
    );
    expect(await known(world)).toEqual([]);
    await value(addOne(world.owner));
    expect(await nameInTrail(world)).toBe('Olga Owner');
  });

  it('is not skipped after a host’s transaction rolled the label back', async () => {
    const world = await oneWorkspace();
    const { atlas, storage } = world;
    const rolledBack = storage.transaction(async ({ handle }) => {
      await value(addOne(atlas.withTransaction(handle).as({ kind: 'user', id: owner.personId, label: 'Olga Owner' })));
      throw new Error('the host changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await known(world)).toEqual([]);
    await value(addOne(world.owner));
    expect(await nameInTrail(world)).toBe('Olga Owner');
  });

  it('keeps an erased person erased: the id stays, the name is unknown', async () => {
    const world = await oneWorkspace();
    await value(addOne(world.owner));
    await world.storage.unit({ plane: 'platform', actor: null }, (unit) => unit.people.erase(owner));
    await value(addOne(world.asUser('u-owner', 'Olga Returns'), 'u-2'));
    expect(await nameInTrail(world)).toBe('Unknown person');
  });

  it('fails with storage_failure if the store fails at the second read', async () => {
    const { storage } = observed(createMemoryStorage());
    const world = await oneWorkspace(storage);
    await value(addOne(world.owner));
    await world.atlas.close();
    expect((await failure(world.system.audit.list(w1))).code).toBe('storage_failure');
  });
});

describe('a displayed person', () => {
  const directory = [
    { kind: 'user', personId: 'x-1' as PersonId, label: 'Uma' },
    { kind: 'platform', personId: 'x-1' as PersonId, label: 'Otto' },
    { kind: 'platform', personId: 'x-2' as PersonId, label: null },
  ] as const;

  it.each([
    { kind: 'user', id: 'x-1', text: 'Uma' },
    { kind: 'platform', id: 'x-1', text: 'Otto' },
    { kind: 'platform', id: 'x-2', text: 'Unknown operator' },
    { kind: 'platform', id: 'x-3', text: 'Unknown operator' },
    { kind: 'user', id: 'x-3', text: 'Unknown person' },
    { kind: 'system', id: 'hook', text: 'System (hook)' },
  ] as const)('$kind $id is "$text"', ({ kind, id, text }) => {
    const view = personView({ kind, id }, directory);
    expect([view.kind, view.id, view.label.text]).toEqual([kind, id, text]);
  });

  it('is looked up once, however often it is referenced', () => {
    const ref = { kind: 'user', personId: 'x-1' as PersonId } as const;
    expect(distinctPeople([ref, null, { ...ref }, { ...ref, kind: 'platform' }])).toEqual([
      ref,
      { ...ref, kind: 'platform' },
    ]);
  });
});

describe('the record of this process', () => {
  it('has a limited size', () => {
    const noted = notedPeople(2);
    for (const key of ['a', 'b', 'c']) noted.add(key);
    expect([noted.has('a'), noted.has('c')]).toEqual([false, true]);
    noted.delete('c');
    expect(noted.has('c')).toBe(false);
  });
});
