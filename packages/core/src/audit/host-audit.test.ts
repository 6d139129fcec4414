import { beforeEach, describe, expect, it } from 'vitest';
import { day, noon } from '../../test/support/controls-fixtures.ts';
import { recordingLogger } from '../../test/support/controls-recorders.ts';
import { ada, mia, ole, sam, system } from '../../test/support/controls-world.ts';
import { platformOperator } from '../access/actor.ts';
import { platformCapabilities } from '../access/capabilities.ts';
import { createTenantAtlas } from '../atlas.ts';
import { defineControls } from '../controls/catalog.ts';
import { manualClock } from '../kernel/clock.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { auditActionMessages, defineAuditActions } from './host-actions.ts';

const auditActions = defineAuditActions({
  'acme.mail_sent': {
    label: { en: 'Mail sent', de: 'E-Mail gesendet' },
    summary: { en: 'Mail {subject} sent to {people} people', de: 'E-Mail {subject} an {people} Personen gesendet' },
    metadata: { campaign: 'workspace', cost_cents: 'platform' },
    ocsf: 'Entity Management: Create',
  },
  'acme.opened': { label: { en: 'Opened' }, summary: { en: 'Opened' } },
});
const mail = defineControls({
  'acme.mass_mail': {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: [],
    affectedSurfaces: [],
  },
});

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;
const sent = {
  action: 'acme.mail_sent',
  target: { type: 'campaign', id: 'c-7', label: 'Autumn' },
  summary: { subject: 'Autumn news', people: 420 },
  metadata: { campaign: 'c-7', cost_cents: 99 },
} as const;

async function makeWorld() {
  const storage = createMemoryStorage();
  const clock = manualClock(noon);
  const logger = recordingLogger();
  const catalogs = { controls: [mail], auditActions: [auditActions] } as const;
  const atlas = createTenantAtlas({ storage, clock, logger, catalogs });
  const setup = atlas.as(system);
  for (const workspaceId of ['w-1', 'w-2']) {
    orThrow(await setup.workspaces.create({ workspaceId, name: workspaceId }));
    for (const tenantId of ['t-1', 't-2'])
      orThrow(await setup.tenants.create({ workspaceId, tenantId, name: tenantId, lifecycle: 'active' }));
  }
  for (const [user, role] of [
    [mia, 'owner'],
    [ole, 'operator'],
  ] as const) {
    orThrow(await setup.workspaces.addMember({ ...w1, userId: user.id, role }));
    orThrow(await setup.workspaces.grantTenant({ ...t1, userId: user.id }));
  }
  clock.advance(1_000);
  const trail = async (reader: Parameters<typeof atlas.as>[0], request: object = w1) =>
    orThrow(await atlas.as(reader).audit.list({ ...request, actions: ['acme.mail_sent', 'acme.opened'] })).items;
  return { storage, clock, logger, atlas, setup, trail };
}

let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld();
});

describe('an entry of a host', () => {
  it('is listed with label, summary, actor and target, and each reader sees its own keys', async () => {
    const { atlas, trail } = world;
    const recorded = orThrow(await atlas.audit.record({ ...sent, ...t1, actor: mia }));
    const [seen] = await trail(mia);
    expect(seen).toMatchObject({
      id: recorded.entryId,
      recordedAt: recorded.recordedAt,
      action: 'acme.mail_sent',
      actionLabel: { id: 'audit.action.acme.mail_sent', text: 'Mail sent' },
      outcome: 'success',
      actor: { kind: 'user', id: mia.id, label: { text: 'Mia Manager' } },
      target: sent.target,
      workspaceId: 'w-1',
      tenantId: 't-1',
      summary: {
        id: 'audit.host.acme.mail_sent',
        params: sent.summary,
        text: 'Mail Autumn news sent to 420 people',
      },
      metadata: { campaign: 'c-7' },
    });
    expect(seen?.metadata).toEqual({ campaign: 'c-7' });
    expect((await trail(ada))[0]?.metadata).toEqual({ campaign: 'c-7', cost_cents: 99 });
    expect(await trail(ada, { workspaceId: 'w-2' })).toEqual([]);
  });

  it('is exported in every format with its OCSF activity', async () => {
    const { atlas } = world;
    orThrow(await atlas.audit.record({ ...sent, ...t1, actor: mia }));
    orThrow(await atlas.audit.record({ action: 'acme.opened', target: { type: 'page', id: 'p' }, ...w1, actor: mia }));
    const read = async (format: 'csv' | 'ndjson' | 'ocsf', action: string) =>
      orThrow(await atlas.as(ada).audit.export({ ...w1, format, actions: [action] })).text;
    expect(await read('csv', 'acme.mail_sent')).toContain('"Mail sent"');
    expect(await read('ndjson', 'acme.mail_sent')).toContain('"text":"Mail Autumn news sent to 420 people"');
    expect(JSON.parse(await read('ocsf', 'acme.mail_sent'))).toMatchObject({
      type_name: 'Entity Management: Create',
      metadata: { event_code: 'acme.mail_sent' },
      entity: { uid: 'c-7', name: 'Autumn', type: 'campaign' },
    });
    expect(JSON.parse(await read('ocsf', 'acme.opened'))).toMatchObject({
      type_name: 'Entity Management: Other',
      activity_name: 'Opened',
      entity: { uid: 'p', name: 'p' },
    });
  });

  it('belongs to the platform without a workspace, and is written by operators and the system only', async () => {
    const { atlas, trail } = world;
    for (const actor of [ada, system]) orThrow(await atlas.audit.record({ ...sent, actor }));
    expect((await trail(ada, {})).map(({ workspaceId }) => workspaceId)).toEqual([null, null]);
    expect((await atlas.audit.record({ ...sent, actor: mia }))._unsafeUnwrapErr().code).toBe('invalid_input');
    const glass = platformOperator({
      id: 'op-glass',
      label: 'Grace',
      capabilities: platformCapabilities,
      breakGlass: { reason: 'Incident 12' },
    });
    orThrow(await atlas.audit.record({ ...sent, ...w1, actor: glass }));
    expect((await trail(mia))[0]?.metadata).toEqual({ campaign: 'c-7', is_break_glass: true });
  });

  it.each([
    ['of a workspace that hides', { ...sent, workspaceId: 'w-2', actor: mia }, 'not_found'],
    ['of a person without a membership', { ...sent, ...w1, actor: sam }, 'not_found'],
    ['of a tenant that hides', { ...sent, ...w1, tenantId: 't-2', actor: mia }, 'not_found'],
    ['without the capability', { ...sent, ...t1, actor: ole, capability: 'acme.mail.send' }, 'forbidden'],
    ['of a wrong form in a workspace that hides', { ...sent, workspaceId: 'w-2', target: 7, actor: mia }, 'not_found'],
  ])('%s is refused and not written', async (_, request, code) => {
    const refused = (await world.atlas.audit.record(request as never))._unsafeUnwrapErr();
    expect(refused.code).toBe(code);
    for (const workspaceId of ['w-1', 'w-2']) expect(await world.trail(system, { workspaceId })).toEqual([]);
  });

  it.each<[name: string, change: { readonly [member: string]: unknown }, paths: readonly string[]]>([
    ['no action', { action: undefined }, ['action']],
    ['an action of the SDK', { action: 'workspace.created' }, ['action']],
    ['another action', { action: 'acme.mail_snet' }, ['action']],
    ['an inherited name', { action: 'constructor' }, ['action']],
    ['no target', { target: undefined }, ['target']],
    ['a target without an id', { target: { type: 'campaign' } }, ['target.id']],
    ['a label of two lines', { target: { ...sent.target, label: 'a\nb' } }, ['target.label']],
    ['the name of a person', { target: { type: 'person', id: 'u-1', label: 'Mia' } }, ['target.label']],
    ['a value left out', { summary: { subject: 'x' } }, ['summary.people']],
    ['a value too many', { summary: { ...sent.summary, body: 'x' } }, ['summary.body']],
    ['text that turns around', { summary: { subject: 'a\u202eb', people: 1 } }, ['summary.subject']],
    ['an undeclared key', { metadata: { password: 'x' } }, ['metadata.password']],
    ['a long detail', { metadata: { campaign: 'x'.repeat(201) } }, ['metadata.campaign']],
    ['a list as detail', { metadata: { campaign: ['x'] } }, ['metadata.campaign']],
    ['another outcome', { outcome: 'maybe' }, ['outcome']],
    ['something unknown', { at: 'now' }, ['at']],
    ['a tenant without its workspace', { tenantId: 't-1' }, ['workspaceId']],
  ])('with %s is refused by its path', async (_, change, paths) => {
    const request: unknown = { ...sent, actor: ada, ...change };
    const refused = (await world.atlas.audit.record(request as never))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'invalid_input', issues: paths.map((path) => ({ path })) });
    expect(await world.trail(ada, {})).toEqual([]);
  });

  it('needs an actor', async () => {
    await expect(world.atlas.audit.record({ ...sent, ...w1, actor: null } as never)).rejects.toThrow(InvariantError);
  });

  it('is also written in an archived workspace, and not in one that was erased', async () => {
    const { atlas, setup, trail } = world;
    orThrow(await setup.workspaces.archive({ workspaceId: 'w-2' }));
    orThrow(await atlas.audit.record({ ...sent, workspaceId: 'w-2', actor: system }));
    expect(await trail(system, { workspaceId: 'w-2' })).toHaveLength(1);
    expect((await atlas.audit.record({ ...sent, workspaceId: 'w-9', actor: system }))._unsafeUnwrapErr().code).toBe(
      'not_found',
    );
  });

  it('shows no metadata to a workspace once its action is no longer declared', async () => {
    const { atlas, storage, clock } = world;
    orThrow(await atlas.audit.record({ ...sent, ...t1, actor: mia }));
    const without = createTenantAtlas({ storage, clock });
    const read = async (actor: typeof mia | typeof ada) =>
      orThrow(await without.as(actor).audit.list({ ...w1, actions: ['acme.mail_sent'] })).items[0];
    expect(await read(mia)).toMatchObject({ actionLabel: { text: 'acme.mail_sent' }, metadata: {} });
    expect((await read(ada))?.metadata).toEqual({ campaign: 'c-7', cost_cents: 99 });
    expect((await read(mia))?.summary.text).toBe('Mail Autumn news sent to 420 people');
  });
});

describe('a transaction of the host', () => {
  const inGuard = { ...t1, actor: mia } as const;

  it('commits the entry with its writes, and rolls it back with them', async () => {
    const { atlas, trail } = world;
    const guarded = (fails: boolean) =>
      atlas.guard('acme.mass_mail', inGuard, async (tx) => {
        orThrow(await tx.audit.record({ ...sent, ...t1, actor: mia }));
        if (fails) throw new RangeError('no mail server');
      });
    await expect(guarded(true)).rejects.toThrow(RangeError);
    expect(await trail(ada)).toEqual([]);
    orThrow(await guarded(false));
    expect(await trail(ada)).toHaveLength(1);
  });

  it('leaves the entry of a guard exactly when the work succeeds', async () => {
    const { atlas, trail, clock } = world;
    const work = { ...inGuard, entry: sent } as const;
    await expect(atlas.guard('acme.mass_mail', work, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await trail(ada)).toEqual([]);
    expect(orThrow(await atlas.guard('acme.mass_mail', work, async () => 7))).toBe(7);
    expect(await trail(ada)).toMatchObject([{ action: 'acme.mail_sent', tenantId: 't-1', actor: { id: mia.id } }]);
    clock.advance(day);
    const scope = { type: 'global' } as const;
    orThrow(await atlas.as(ada).controls.pause({ control: 'acme.mass_mail', scope, reason: 'Spam alarm' }));
    expect((await atlas.guard('acme.mass_mail', work, async () => 7))._unsafeUnwrapErr().code).toBe('control_paused');
    expect(await trail(ada)).toHaveLength(1);
  });

  it('checks the entry of a guard before the work, under its own path', async () => {
    let ran = false;
    const entry = { ...sent, summary: { subject: 'x' } } as never;
    const refused = await world.atlas.guard('acme.mass_mail', { ...inGuard, entry }, async () => void (ran = true));
    expect(refused._unsafeUnwrapErr()).toMatchObject({ issues: [{ path: 'entry.summary.people', rule: 'required' }] });
    expect(ran).toBe(false);
  });

  it('that the host rolls back by a throw is logged as its own, and not as a bug', async () => {
    const { atlas, logger } = world;
    const thrown = atlas.guard('acme.mass_mail', inGuard, () => Promise.reject(new RangeError('stop')));
    await expect(thrown).rejects.toThrow('stop');
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'host_work_rolled_back', fields: { method: 'guard', name: 'RangeError' } },
    ]);
    await expect(atlas.guard('acme.mass_mail', { actor: null } as never, async () => 1)).rejects.toThrow(
      InvariantError,
    );
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', event: 'bug' });
  });
});

describe('a declaration of an action', () => {
  const right = { label: { en: 'Sent' }, summary: { en: 'Sent {name}' } };
  it.each<[action: string, change: object, text: string]>([
    ['acme', {}, 'an id is lower-case words joined by dots'],
    ['workspace.renamed', {}, '"workspace" is a subject of the SDK. Begin the id with a word of your product'],
    ['operation_run.mailed', {}, '"operation_run" is a subject of the SDK'],
    ['acme.sent', { labels: {} }, '"labels" is not a member of an action'],
    ['acme.sent', { label: 'Sent' }, '"label" is an object with the text in English'],
    ['acme.sent', { label: { de: 'Gesendet' } }, '"label" is an object with the text in English'],
    ['acme.sent', { label: { en: 'Sent {name}' } }, '"label" has no placeholders'],
    ['acme.sent', { label: { en: 'Sent', de: ' ' } }, '"label.de" is empty'],
    [
      'acme.sent',
      { summary: { en: 'Sent {name}', de: 'Gesendet' } },
      '"summary.de" fills (), and English fills (name)',
    ],
    ['acme.sent', { summary: { en: 'Sent {name' } }, '"summary.en" has a malformed text'],
    ['acme.sent', { summary: { en: '{n, plural, other {#}}' } }, '"summary.en" has a count'],
    ['acme.sent', { metadata: { 'No Key': 'workspace' } }, 'the key "No Key" of the metadata cannot be used'],
    ['acme.sent', { metadata: { is_break_glass: 'workspace' } }, 'the key "is_break_glass" of the metadata'],
    ['acme.sent', { metadata: { name: 'customers' } }, '"metadata.name" is one of workspace, platform'],
    ['acme.sent', { ocsf: 'User Access Management: Assign Privileges' }, '"ocsf" is one of Entity Management: Create'],
  ])('of %s with %j is refused', (action, change, text) => {
    const define = () => defineAuditActions({ [action]: { ...right, ...change } });
    expect(define).toThrow(InvariantError);
    expect(define).toThrow(text);
  });

  it('counts a placeholder behind an apostrophe, as its types do', async () => {
    const quoted = defineAuditActions({
      'acme.closed': { label: { en: 'Closed' }, summary: { en: "Mailbox '{name}' closed", de: 'Postfach {name} zu' } },
    });
    const atlas = createTenantAtlas({ storage: createMemoryStorage(), catalogs: { auditActions: [quoted] } });
    orThrow(await atlas.as(system).workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
    const target = { type: 'mailbox', id: 'm-1' };
    const entry = { ...w1, action: 'acme.closed', target, summary: { name: 'Ada' }, actor: system } as const;
    orThrow(await atlas.audit.record(entry));
    const read = orThrow(await atlas.as(system).audit.list({ ...w1, actions: ['acme.closed'] }));
    expect(read.items.map(({ summary }) => summary.text)).toEqual(["Mailbox 'Ada' closed"]);
  });

  it('twice is refused by the atlas, and a list of them is required', () => {
    const twice = () => createTenantAtlas({ catalogs: { auditActions: [auditActions, auditActions] } });
    expect(twice).toThrow('The audit action "acme.mail_sent" is defined twice.');
    expect(() => createTenantAtlas({ catalogs: { auditActions } as never })).toThrow(
      '"catalogs.auditActions" is a list',
    );
  });

  it('gives the messages of a language, without those that it lacks', () => {
    expect(auditActionMessages(auditActions, 'de')).toEqual({
      'audit.action.acme.mail_sent': 'E-Mail gesendet',
      'audit.host.acme.mail_sent': 'E-Mail {subject} an {people} Personen gesendet',
    });
  });
});
