import { describe, expect, it } from 'vitest';
import { mia, ole, rea } from '../../test/support/controls-world.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { systemActor, workspaceUser, type Actor } from '../access/actor.ts';
import { issue } from '../kernel/issues.ts';
import { orThrow } from '../kernel/result.ts';
import { sayRun } from '../runs/messages.ts';
import { simulatedRestore } from '../runs/simulated-restore.ts';

const world = () =>
  runsWorld({
    operations: { 'acme.mail': operation({ control: 'acme.mail' }), 'acme.nightly': operation({ planes: ['system'] }) },
    restore: simulatedRestore(),
  });
const ask = (made: Awaited<ReturnType<typeof world>>, actor: Actor, types?: readonly string[]) =>
  made.atlas.as(actor).surfaces.actions({ workspaceId: 'w-1', tenantId: 't-1', ...(types ? { types } : {}) });
const states = async (answer: ReturnType<typeof ask>) =>
  (await orThrow(answer)).map(({ type, state }) => [type, state]);

describe('surfaces.actions', () => {
  it('returns for each operation of a workspace the answer of a start', async () => {
    const made = await world();
    expect(await states(ask(made, mia))).toEqual([
      ['restore.execute', 'available'],
      ['acme.mail', 'available'],
    ]);
    expect(await states(ask(made, ole))).toEqual([
      ['restore.execute', 'denied'],
      ['acme.mail', 'available'],
    ]);
    await made.pause('w-1');
    expect(await states(ask(made, mia, ['acme.mail', 'restore.execute']))).toEqual([
      ['acme.mail', 'paused'],
      ['restore.execute', 'available'],
    ]);
  });

  it('shows a pause in the words of the refusal, and only to callers who could start', async () => {
    const made = await world();
    const before = JSON.stringify(await orThrow(ask(made, rea)));
    await made.pause();
    const [mail] = await orThrow(ask(made, mia, ['acme.mail']));
    const refused = (await made.start({ actor: mia }))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'control_paused', ...mail?.pause });
    expect(mail?.pause?.message.text).toContain('Spam alarm');
    expect(JSON.stringify(await orThrow(ask(made, rea)))).toBe(before);
  });

  it('does not offer an unready operation, and a start is refused with the same reason', async () => {
    const missing = issue('type', 'no_mail_server', sayRun('runs.input.acknowledge'));
    let installed = false;
    const made = await runsWorld({
      operations: { 'acme.mail': operation({ unready: () => (installed ? null : missing) }) },
    });
    const [shown] = await orThrow(ask(made, mia, ['acme.mail']));
    expect(shown).toMatchObject({ state: 'denied', reason: missing.fix });
    expect((await made.start({ actor: mia }))._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [missing],
    });
    installed = true;
    expect(await states(ask(made, mia, ['acme.mail']))).toEqual([['acme.mail', 'available']]);
    expect((await made.start({ actor: mia })).isOk()).toBe(true);
  });

  it('rejects an unknown operation by its path', async () => {
    const refused = (await ask(await world(), mia, ['acme.mail', 'acme.nothing']))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'invalid_input', issues: [{ path: 'types.1' }] });
  });

  it('reflects only the pauses of this workspace', async () => {
    const made = await world();
    await made.pause('w-2');
    expect(await states(ask(made, mia, ['acme.mail']))).toEqual([['acme.mail', 'available']]);
  });
});

describe('surfaces.pauses', () => {
  const pauses = async (made: Awaited<ReturnType<typeof world>>, actor: Actor) =>
    orThrow(await made.atlas.as(actor).surfaces.pauses({ workspaceId: 'w-1' })).map(({ controlKey }) => controlKey);

  it('are shown only to callers who could start what they stop: with its capability, and with a tenant', async () => {
    const made = await world();
    await made.pause('w-1');
    expect([await pauses(made, mia), await pauses(made, ole), await pauses(made, rea)]).toEqual([
      ['acme.mail'],
      ['acme.mail'],
      [],
    ]);
    const system = made.atlas.as(systemActor('setup'));
    const paul = workspaceUser({ id: 'u-paul', label: 'Paul' });
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: paul.id, role: 'manager' }));
    expect(await pauses(made, paul)).toEqual([]);
    orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: paul.id }));
    expect(await pauses(made, paul)).toEqual(['acme.mail']);
  });
});
