import { describe, expect, it } from 'vitest';
import { aggregates } from '../conformance/aggregates/index.ts';
import { callMethod } from '../conformance/client/call-method.ts';
import { allPages, oneWorkspace } from '../../test/support/directory.ts';
import { failure, pathsOf, value, type SeenError } from '../conformance/client/answers.ts';
import { methodSpecs } from '../conformance/client/method-specs/index.ts';
import { existingPlace } from '../conformance/client/scope-states.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import { allPowers, noon } from '../conformance/client/suite-atlas.ts';
import { buildWorld } from '../conformance/client/world.ts';
import { systemActor, workspaceUser } from '../access/actor.ts';
import { accessMatrix, type MethodName } from '../access/matrix.ts';
import { createMemoryStorage } from '../memory/index.ts';

const w1 = { workspaceId: 'w-1' } as const;

describe('creating', () => {
  it('returns the workspace, with its name trimmed and normalised, and one audit entry', async () => {
    const { operator, system } = await oneWorkspace();
    const workspace = await value(operator.workspaces.create({ workspaceId: 'w-2', name: '  Cafe\u0301 ' }));
    expect(workspace).toEqual({
      workspaceId: 'w-2',
      name: 'Café',
      status: 'in_service',
      archivedAt: null,
      createdAt: noon,
      updatedAt: noon,
      version: 1,
    });
    const { items } = await value(system.audit.list({ workspaceId: 'w-2' }));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      action: 'workspace.created',
      outcome: 'success',
      target: { type: 'workspace', id: 'w-2', label: 'Café' },
      actor: { kind: 'platform', id: 'op-all' },
      workspaceId: 'w-2',
      tenantId: null,
      metadata: {},
    });
    expect(items[0]?.summary.text).toBe('Workspace Café created');
  });

  it('is a conflict when the id is taken, and of concurrent calls exactly one wins', async () => {
    const { operator } = await oneWorkspace();
    expect(await failure(operator.workspaces.create({ ...w1, name: 'Again' }))).toMatchObject({
      code: 'conflict',
      reason: 'exists',
      winner: { type: 'workspace', id: 'w-1' },
    });
    const name = 'Race';
    const race = await Promise.all(
      Array.from({ length: 5 }, () => operator.workspaces.create({ workspaceId: 'w-3', name })),
    );
    expect(race.filter((each) => each.isOk())).toHaveLength(1);
  });

  it.each(['', '   ', 'x'.repeat(201), 'a\u0000'])('rejects the name %j', async (name) => {
    const { operator } = await oneWorkspace();
    expect(pathsOf(await failure(operator.workspaces.create({ workspaceId: 'w-2', name })))).toEqual(['name']);
  });
});

describe('archiving and restoring', () => {
  it('moves back and forth, one version and one entry each', async () => {
    const { operator, system, clock } = await oneWorkspace();
    clock.advance(1000);
    const archived = await value(operator.workspaces.archive(w1));
    expect(archived).toMatchObject({ status: 'archived', version: 2, createdAt: noon });
    expect(archived.archivedAt).toBe(archived.updatedAt);
    expect(archived.archivedAt).toBe('2026-11-21T12:00:01.000Z');
    expect(await value(operator.workspaces.get(w1))).toMatchObject({ ...archived });
    expect(await value(operator.workspaces.restore(w1))).toMatchObject({
      status: 'in_service',
      archivedAt: null,
      version: 3,
    });
    const { items } = await value(system.audit.list({ ...w1, targetType: 'workspace' }));
    expect(items.map(({ action }) => action).sort()).toEqual([
      'workspace.archived',
      'workspace.created',
      'workspace.restored',
    ]);
  });

  it('is an error when there is nothing to do', async () => {
    const { operator } = await oneWorkspace();
    expect(await failure(operator.workspaces.restore(w1))).toMatchObject({ code: 'conflict', reason: 'nothing_to_do' });
    await value(operator.workspaces.archive(w1));
    expect(await failure(operator.workspaces.archive(w1))).toMatchObject({ code: 'immutable', state: 'archived' });
  });

  it('succeeds for one of several concurrent calls', async () => {
    const { operator } = await oneWorkspace();
    const race = await Promise.all(Array.from({ length: 4 }, () => operator.workspaces.archive(w1)));
    expect(race.filter((each) => each.isOk())).toHaveLength(1);
    expect((await value(operator.workspaces.get(w1))).version).toBe(2);
  });

  it('is a conflict, and leaves no entry, when another change came in between', async () => {
    const inner = createMemoryStorage();
    const { storage } = observed(inner, { 'workspaces.setArchived': async () => null });
    const { operator, dump } = await oneWorkspace(storage);
    const before = await dump();
    expect(await failure(operator.workspaces.archive(w1))).toMatchObject({ code: 'conflict', reason: 'version' });
    expect(await dump()).toBe(before);
  });
});

describe('an archived workspace', () => {
  const writing = (Object.keys(accessMatrix) as MethodName[]).filter(
    (method) => accessMatrix[method].writes && !['workspaces.create', 'workspaces.restore'].includes(method),
  );

  it.each(writing)('refuses %s', async (method) => {
    const world = await buildWorld({ archived: 'workspace' });
    const before = await world.dump();
    // The system cannot start a restore at all.
    for (const sample of methodSpecs[method].samples.filter(
      ({ at, name }) => at['workspaceId'] && name !== 'restore',
    )) {
      const { system, platform } = accessMatrix[method];
      const person = platform ? allPowers : workspaceUser({ id: 'u-owner', label: 'Bo' });
      const actor = system === false ? person : systemActor('test');
      const answer = await callMethod(world.atlas.as(actor), method, sample.request(existingPlace(world)));
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'immutable', state: 'archived' });
    }
    expect(await world.dump()).toBe(before);
  });

  it('is readable as before', async () => {
    const { atlas, ids } = await buildWorld({ archived: 'workspace' });
    const client = atlas.as(systemActor('test'));
    await value(client.workspaces.get(w1));
    await value(client.tenants.get({ ...w1, tenantId: 't-1' }));
    for (const { idMember, client: named } of aggregates)
      await value(callMethod(client, named.show, { ...w1, [idMember]: ids.existing[idMember] }));
    expect((await value(client.tenants.list(w1))).items).toHaveLength(2);
  });
});

describe('listing', () => {
  it('shows a user their own workspaces and other actors all, by id', async () => {
    const { operator, system, asUser } = await oneWorkspace();
    for (const workspaceId of ['w-10', 'W-2', 'w-2']) await value(system.workspaces.create({ workspaceId, name: 'N' }));
    await value(system.workspaces.addMember({ workspaceId: 'w-2', userId: 'u-1', role: 'readonly' }));
    await value(system.workspaces.addMember({ workspaceId: 'W-2', userId: 'u-1', role: 'readonly' }));
    const idsOf = async (client: typeof operator) =>
      (await value(client.workspaces.list())).items.map(({ workspaceId }) => workspaceId);
    expect(await idsOf(operator)).toEqual(['W-2', 'w-1', 'w-10', 'w-2']);
    expect(await idsOf(system)).toEqual(['W-2', 'w-1', 'w-10', 'w-2']);
    expect(await idsOf(asUser('u-1'))).toEqual(['W-2', 'w-2']);
    expect(await idsOf(asUser('u-nobody'))).toEqual([]);
  });

  it('includes archived ones unless filtered out', async () => {
    const { operator, owner } = await oneWorkspace();
    await value(operator.workspaces.create({ workspaceId: 'w-2', name: 'Live' }));
    await value(operator.workspaces.archive(w1));
    for (const [client, all] of [
      [operator, ['w-1', 'w-2']],
      [owner, ['w-1']],
    ] as const) {
      const ids = async (status: 'archived' | 'in_service' | null) =>
        (await value(client.workspaces.list({ status }))).items.map(({ workspaceId }) => workspaceId);
      expect(await ids(null)).toEqual(all);
      expect(await ids('archived')).toEqual(['w-1']);
      expect(await ids('in_service')).toEqual(all.filter((id) => id !== 'w-1'));
    }
  });

  it('pages without gaps or repeats, for operators and for members', async () => {
    const { operator, system, asUser } = await oneWorkspace();
    const ids = Array.from({ length: 7 }, (_, index) => `x-${index}`);
    for (const workspaceId of ids) {
      await value(system.workspaces.create({ workspaceId, name: 'N' }));
      await value(system.workspaces.addMember({ workspaceId, userId: 'u-1', role: 'readonly' }));
    }
    const user = asUser('u-1');
    for (const [client, wanted] of [
      [operator, ['w-1', ...ids]],
      [user, ids],
    ] as const) {
      const pages = await allPages((cursor) => client.workspaces.list({ cursor, limit: 3 }));
      expect(pages.flat().map(({ workspaceId }) => workspaceId)).toEqual([...wanted].sort());
      expect(pages).toHaveLength(3);
    }
    const { nextCursor } = await value(operator.workspaces.list({ limit: 1 }));
    expect(pathsOf(await failure(operator.workspaces.list({ cursor: nextCursor, status: 'archived' })))).toEqual([
      'cursor',
    ]);
  });

  it.each([0, 201, 1.5])('rejects the limit %d', async (limit) => {
    const { operator } = await oneWorkspace();
    const refused: SeenError = await failure(operator.workspaces.list({ limit }));
    expect(pathsOf(refused)).toEqual(['limit']);
  });
});
