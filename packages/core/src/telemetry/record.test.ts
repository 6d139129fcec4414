import { beforeEach, describe, expect, it } from 'vitest';
import { noon } from '../../test/support/controls-fixtures.ts';
import { ada, system } from '../../test/support/controls-world.ts';
import { bo, sent, usageWorld, type UsageWorld } from '../../test/support/usage-world.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { epochMillis, plusMillis, toInstant } from '../kernel/instant.ts';
import { orThrow } from '../kernel/result.ts';
import { eventSkewMillis } from './make-event.ts';
import { maxRecordedEvents } from './record.ts';

let world: UsageWorld;
beforeEach(async () => {
  world = await usageWorld();
});

const issuesOf = (error: unknown) =>
  (error as { readonly issues: readonly { readonly path: string; readonly rule: string }[] }).issues.map(
    ({ path, rule }) => [path, rule],
  );

describe('an event that is recorded', () => {
  it('has an id, the area of the catalog and the present, and is committed when the result comes', async () => {
    const { atlas, added, units, count } = world;
    const recording = orThrow(
      await atlas.record({ ...sent, subjectId: 7, metadata: { channel: 'email', dry_run: null } }),
    );
    expect(recording).toEqual({ outcome: 'recorded', id: added[0]?.[0]?.id, occurredAt: noon });
    expect(Object.isFrozen(recording)).toBe(true);
    expect(await count()).toBe(1);
    expect(added).toEqual([
      [
        {
          workspaceId: 'w-1',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          tenantId: 't-1',
          user: { kind: 'user', personId: 'u-bo' },
          eventName: 'acme.sent',
          featureArea: 'campaigns',
          subjectType: 'campaign',
          subjectId: '7',
          metadata: { channel: 'email' },
          occurredAt: noon,
          recordedAt: noon,
        },
      ],
    ]);
    expect(units).toEqual([{ plane: 'platform', actor: null }]);
  });

  it('may be of the last millisecond that an instant can have, by a clock that is wrong', async () => {
    const last = toInstant(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
    const { atlas, clock, count } = world;
    clock.set(last);
    orThrow(await atlas.record({ ...sent, occurredAt: last }));
    expect(orThrow(await atlas.recordMany([{ ...sent, occurredAt: plusMillis(last, -1) }])).recorded).toBe(1);
    expect(await count()).toBe(2);
  });

  it('may be one of the SDK', async () => {
    const metadata = { report_type: 'permission_posture' } as const;
    orThrow(await world.atlas.record({ ...sent, eventName: 'product.stored_report.created', metadata }));
    expect(world.added[0]?.[0]).toMatchObject({ featureArea: 'stored_reports', metadata });
  });

  it('is recorded once with the same workspace, id and instant, and again with another one', async () => {
    const { atlas, count } = world;
    const same = { ...sent, id: 'e-1', occurredAt: '2026-11-20T12:00:00+02:00' };
    const first = orThrow(await atlas.record(same));
    expect(first).toEqual({ outcome: 'recorded', id: 'e-1', occurredAt: '2026-11-20T10:00:00.000Z' });
    expect(orThrow(await atlas.record(same))).toEqual(first);
    expect(await count()).toBe(1);
    orThrow(await atlas.record({ ...same, workspaceId: 'w-2' }));
    orThrow(await atlas.record({ ...same, occurredAt: '2026-11-20T10:00:01Z' }));
    expect(await count()).toBe(3);
  });

  it.each([
    ['a platform operator', ada, 'platform_operator'],
    ['a system actor', system, 'system_actor'],
    ['a system by kind and id', { kind: 'system', id: 'job' }, 'system_actor'],
  ] as const)('is skipped for %s, also in a transaction, and still judged', async (_, actor, reason) => {
    const { atlas, count, units } = world;
    const skipped = { outcome: 'skipped', reason };
    expect(orThrow(await atlas.record({ ...sent, actor }))).toEqual(skipped);
    expect(units).toEqual([]);
    await orThrow(
      atlas.guard('acme.mail', { actor: system }, async (tx) =>
        expect(orThrow(await tx.record({ ...sent, actor }))).toEqual(skipped),
      ),
    );
    expect(await count()).toBe(0);
    const wrong = await atlas.record({ ...sent, actor, subjectType: 'a campaign' });
    expect(issuesOf(wrong._unsafeUnwrapErr())).toEqual([['subjectType', 'token']]);
  });
});

describe('an event that is refused', () => {
  it('names field, rule and fix, and writes nothing', async () => {
    const { atlas, units } = world;
    const refusal = (await atlas.record({ ...sent, metadata: { chanel: 'email' } } as never))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({
      code: 'invalid_input',
      issues: [
        {
          path: 'metadata.chanel',
          rule: 'unknown_key',
          fix: {
            text: expect.stringContaining('acme.sent has: channel, template_key, recipients, dry_run.') as string,
          },
        },
      ],
    });
    expect(units).toEqual([]);
  });

  it('is in the future by more than clocks differ', async () => {
    const { atlas, count } = world;
    const at = (millis: number) => ({ ...sent, occurredAt: plusMillis(noon, millis) });
    const early = await atlas.record(at(eventSkewMillis + 1));
    expect(issuesOf(early._unsafeUnwrapErr())).toEqual([['occurredAt', 'not_in_future']]);
    orThrow(await atlas.record(at(eventSkewMillis)));
    expect(eventSkewMillis).toBe(60_000);
    expect(await count()).toBe(1);
  });

  it('has an id without an instant: a call that is repeated later would make another event', async () => {
    const alone = await world.atlas.record({ ...sent, id: 'e-1' });
    expect(issuesOf(alone._unsafeUnwrapErr())).toEqual([['occurredAt', 'required']]);
  });

  it('occurred before the oldest instant that is kept', async () => {
    const { atlas, prune } = world;
    await prune(epochMillis(noon));
    const old = (await atlas.record({ ...sent, occurredAt: plusMillis(noon, -1) }))._unsafeUnwrapErr();
    expect(issuesOf(old)).toEqual([['occurredAt', 'kept_since']]);
    expect(JSON.stringify(old)).toContain(noon);
    orThrow(await atlas.record(sent));
  });

  it.each([
    ['of another workspace', { workspaceId: 'w-2', tenantId: 't-9' }],
    ['of a workspace that does not exist', { workspaceId: 'w-9' }],
  ])('names a tenant %s', async (_, change) => {
    const { atlas, count } = world;
    expect((await atlas.record({ ...sent, ...change }))._unsafeUnwrapErr().code).toBe('not_found');
    expect(await count()).toBe(0);
  });

  it('has its values in no error, no log and no observation', async () => {
    const { atlas, lines, instrumentation } = world;
    const secrets = [
      'bo.berg@example.com',
      'Bo Berg',
      'https://example.com/hr',
      'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    ];
    for (const secret of secrets)
      for (const change of [
        { metadata: { template_key: secret } },
        { metadata: { channel: secret } },
        { metadata: { recipients: { secret } } },
        { metadata: { [secret]: 1 } },
        { [secret]: 1 },
        { subjectId: secret },
        { subjectType: secret },
        { eventName: secret },
        { occurredAt: secret },
        { actor: { kind: secret, id: 'u-1' } },
        { actor: { kind: 'user', id: `${secret},@` } },
      ]) {
        const one = (await atlas.record({ ...sent, ...change } as never))._unsafeUnwrapErr();
        const many = (await atlas.recordMany([{ ...sent, ...change } as never]))._unsafeUnwrapErr();
        expect(one.code).toBe('invalid_input');
        for (const told of [one, many, lines, instrumentation.events])
          expect(JSON.stringify(told)).not.toContain(secret);
      }
    expect(lines.length).toBe(secrets.length * 22);
    expect(lines[0]).toEqual({
      event: 'refused',
      fields: { method: 'record', reason: 'input', code: 'invalid_input', rules: 'token' },
    });
  });
});

describe('in a transaction', () => {
  const boom = new RangeError('the host changed its mind');

  it('the event exists exactly when the action was committed', async () => {
    const { atlas, count, units } = world;
    const guarded = (fail: boolean) =>
      atlas.guard('acme.mail', { actor: bo, workspaceId: 'w-1', tenantId: 't-1' }, async (tx) => {
        orThrow(await tx.record(sent));
        if (fail) throw boom;
      });
    const setup = atlas.as(system);
    orThrow(await setup.workspaces.addMember({ workspaceId: 'w-1', userId: bo.id, role: 'owner' }));
    orThrow(await setup.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: bo.id }));
    await expect(guarded(true)).rejects.toBe(boom);
    expect(await count()).toBe(0);
    orThrow(await guarded(false));
    expect(await count()).toBe(1);
    expect(units.at(-1)).toEqual({
      plane: 'workspace',
      workspaceId: 'w-1',
      actor: { kind: 'user', personId: bo.id },
    });
  });

  it('a bound atlas records in the transaction of the host', async () => {
    const { atlas, memory, count } = world;
    const attempt = memory.transaction(async ({ handle }) => {
      const bound = atlas.withTransaction(handle);
      orThrow(await bound.record(sent));
      orThrow(await bound.recordMany([sent, { ...sent, workspaceId: 'w-2' }]));
      throw boom;
    });
    await expect(attempt).rejects.toBe(boom);
    expect(await count()).toBe(0);
  });

  it('a refusal leaves the transaction usable, and the host decides', async () => {
    const { atlas, count } = world;
    await orThrow(
      atlas.guard('acme.mail', { actor: system }, async (tx) => {
        expect((await tx.record({ ...sent, tenantId: 't-9' }))._unsafeUnwrapErr().code).toBe('not_found');
        orThrow(await tx.record(sent));
      }),
    );
    expect(await count()).toBe(1);
  });

  it.each(['record', 'recordMany'] as const)(
    '%s of the atlas is refused inside a transaction or a unit that the host opened on the storage, and others continue',
    async (method) => {
      const { atlas, memory, count } = world;
      const attempt = async () =>
        method === 'record' ? orThrow(await atlas.record(sent)) : orThrow(await atlas.recordMany([sent]));
      const refusal = new RegExp(`Use tx.${method} of the tx`);
      const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
      const independent = entered.then(attempt);
      await memory.transaction(async () => {
        enter();
        await expect(attempt()).rejects.toThrow(refusal);
      });
      await memory.unit({ plane: 'platform', actor: null }, async () => {
        await expect(attempt()).rejects.toThrow(refusal);
      });
      await independent;
      expect(await count()).toBe(1);
    },
  );

  it('the atlas outside of it is refused instead of waiting for the transaction', async () => {
    const { atlas, count } = world;
    await orThrow(
      atlas.guard('acme.mail', { actor: system }, async (tx) => {
        await expect(atlas.record(sent)).rejects.toThrow(InvariantError);
        await expect(atlas.recordMany([sent])).rejects.toThrow(/Use tx.recordMany of the tx that your work was given/);
        orThrow(await tx.record(sent));
      }),
    );
    expect(await count()).toBe(1);
    orThrow(await atlas.record(sent));
  });
});

describe('many events', () => {
  it('are added in one statement, with what is new, repeated and skipped', async () => {
    const { atlas, added, count } = world;
    const same = { ...sent, id: 'e-1', occurredAt: noon };
    const events = [
      sent,
      { ...sent, workspaceId: 'w-2' },
      same,
      same,
      { ...sent, actor: ada },
      { ...sent, actor: system },
    ];
    expect(orThrow(await atlas.recordMany(events))).toEqual({ recorded: 3, repeated: 1, skipped: 2 });
    expect(orThrow(await atlas.recordMany([same, sent]))).toEqual({ recorded: 1, repeated: 1, skipped: 0 });
    expect(added.map(({ length }) => length)).toEqual([4, 2]);
    expect(await count()).toBe(4);
  });

  it('need no statement when there is nothing to add', async () => {
    const { atlas, units } = world;
    expect(orThrow(await atlas.recordMany([]))).toEqual({ recorded: 0, repeated: 0, skipped: 0 });
    expect(orThrow(await atlas.recordMany([{ ...sent, actor: ada }]))).toEqual({
      recorded: 0,
      repeated: 0,
      skipped: 1,
    });
    expect(units).toEqual([]);
  });

  it('are all refused for one that is wrong, with the path of each mistake', async () => {
    const { atlas, count, prune } = world;
    const refusal = async (...events: readonly unknown[]) =>
      issuesOf((await atlas.recordMany([sent, ...events] as never))._unsafeUnwrapErr());
    expect(await refusal({ ...sent, metadata: { channel: 'fax' } }, { ...sent, subjectId: null }, 7)).toEqual([
      ['events.1.metadata.channel', 'one_of'],
      ['events.2.subjectId', 'required'],
      ['events.3', 'type'],
    ]);
    expect(await refusal({ ...sent, actor: ada }, { ...sent, tenantId: 't-9' })).toEqual([
      ['events.2.tenantId', 'unknown_tenant'],
    ]);
    await prune(epochMillis(noon) - 1_000);
    expect(await refusal({ ...sent, occurredAt: plusMillis(noon, -1_001) })).toEqual([
      ['events.1.occurredAt', 'kept_since'],
    ]);
    const twins = [noon, plusMillis(noon, -2_000)].map((occurredAt) => ({ ...sent, id: 'e-1', occurredAt }));
    expect(await refusal(...twins)).toEqual([['events.2.occurredAt', 'kept_since']]);
    const unknownTenants = ['t-8', 't-9'].map((tenantId) => ({ ...sent, id: 'e-1', occurredAt: noon, tenantId }));
    expect(await refusal(...unknownTenants)).toEqual([['events.tenantId', 'unknown_tenant']]);
    expect(await count()).toBe(0);
  });

  const throwing = () => {
    throw new Error('no');
  };
  it.each([
    ['null', () => null],
    ['undefined', () => undefined],
    ['a text', () => 'acme.sent'],
    ['what only looks like a list', () => ({ 0: sent, length: 1 })],
    ['a list that throws', () => new Proxy([sent], { get: throwing })],
  ])('are a list, and not %s', async (_, make) => {
    const refusal = await world.atlas.recordMany(make() as never);
    expect(issuesOf(refusal._unsafeUnwrapErr())).toEqual([['events', 'type']]);
  });

  it('are bounded, also when a list says that it is endless', async () => {
    const { atlas, count } = world;
    const refusal = await atlas.recordMany(Array.from({ length: maxRecordedEvents + 1 }, () => sent));
    expect(issuesOf(refusal._unsafeUnwrapErr())).toEqual([['events', 'too_big']]);
    const endless = new Proxy([sent], {
      get: (list, name) => (name === 'length' ? 2 ** 32 - 1 : Reflect.get(list, name)),
    });
    expect(issuesOf((await atlas.recordMany(endless))._unsafeUnwrapErr())).toEqual([['events', 'too_big']]);
    expect(orThrow(await atlas.recordMany(Array.from({ length: maxRecordedEvents }, () => sent)))).toEqual({
      recorded: maxRecordedEvents,
      repeated: 0,
      skipped: 0,
    });
    expect(await count()).toBe(maxRecordedEvents);
  });

  it('name at most 50 mistakes', async () => {
    const refusal = await world.atlas.recordMany(Array.from({ length: 200 }, () => ({ ...sent, subjectId: 'a b' })));
    expect(issuesOf(refusal._unsafeUnwrapErr())).toHaveLength(50);
  });
});
