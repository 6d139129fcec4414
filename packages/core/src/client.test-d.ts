import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import {
  createTenantAtlas,
  defineAuditActions,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  platformOperator,
  simulatedRestore,
  systemActor,
  workspaceUser,
  type AtlasClient,
  type BuiltInCatalogs,
  type Conflict,
  type ErrorBase,
  type Forbidden,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type RestoreExecutor,
  type ResultAsync,
  type StorageFailure,
} from './index.ts';
import type { ControlPaused } from './index.ts';

const controls = defineControls({
  'acme.mass_mail': {
    label: 'Mass mail',
    supportedScopes: ['global'],
    operationTypes: ['acme.mass_mail'],
    affectedSurfaces: ['acme.campaigns'],
  },
});
const operations = defineOperations({
  'acme.mass_mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mass_mail',
    inputs: z.strictObject({ listId: z.string(), dryRun: z.boolean().optional() }),
    run: async ({ inputs }) => ok({ processed: inputs.listId.length }),
  },
});

const bare = createTenantAtlas();
const plain = createTenantAtlas({ restore: simulatedRestore() });
const host = createTenantAtlas({
  restore: simulatedRestore(),
  catalogs: { controls: [controls], operations: [operations] },
});
const client = plain.as(systemActor('types'));
const hostClient = host.as(systemActor('types'));

const t1 = { workspaceId: 'w-1', tenantId: 't-1' };
const restore = { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' };

describe('controls', () => {
  it('have the keys of the catalogs', () => {
    void client.controls.summary({ control: 'restore.execute' });
    // @ts-expect-error: misspelt
    void client.controls.summary({ control: 'restore.exceute' });
    // @ts-expect-error: a host's control that was not given
    void client.controls.history({ control: 'acme.mass_mail' });
    void hostClient.controls.history({ control: 'acme.mass_mail' });
    // @ts-expect-error: misspelt
    void hostClient.controls.evaluate({ control: 'acme.mass_male' });
    // @ts-expect-error: the guard knows the same keys
    void host.guard('acme.mass_male', { actor: systemActor('types') }, async () => 1);
    // @ts-expect-error: and so does the snapshot
    void host.snapshot.evaluate('acme.mass_male', null);
  });

  it('are paused with the fields of a pause', () => {
    const scope = { type: 'global' } as const;
    void client.controls.pause({ control: 'restore.execute', scope, reason: 'A reason' });
    // @ts-expect-error: a pause needs a reason
    void client.controls.pause({ control: 'restore.execute', scope });
    // @ts-expect-error: a workspace scope names its workspace
    void client.controls.pause({ control: 'restore.execute', scope: { type: 'workspace' }, reason: 'A reason' });
    // @ts-expect-error: tenant is reserved
    void client.controls.pause({ control: 'restore.execute', scope: { type: 'tenant' }, reason: 'A reason' });
    // @ts-expect-error: misspelt member
    void client.controls.pause({ control: 'restore.execute', scope, reason: 'A reason', expiry: 'never' });
  });
});

describe('operations', () => {
  it('have the types of the catalogs, each with its inputs', () => {
    void client.operations.start({ type: 'restore.execute', ...t1, inputs: restore });
    void hostClient.operations.start({ type: 'acme.mass_mail', ...t1, inputs: { listId: 'l-1' } });
    // @ts-expect-error: misspelt type
    void client.operations.start({ type: 'restore.exec', ...t1, inputs: restore });
    // @ts-expect-error: a host's operation that was not given
    void client.operations.start({ type: 'acme.mass_mail', ...t1, inputs: { listId: 'l-1' } });
    // @ts-expect-error: the inputs of another operation
    void hostClient.operations.start({ type: 'acme.mass_mail', ...t1, inputs: restore });
    // @ts-expect-error: misspelt input
    void hostClient.operations.start({ type: 'acme.mass_mail', ...t1, inputs: { listId: 'l-1', dryRunn: true } });
    // @ts-expect-error: an input of the wrong type
    void hostClient.operations.start({ type: 'acme.mass_mail', ...t1, inputs: { listId: 7 } });
    // @ts-expect-error: every scoped request names its workspace
    void client.operations.start({ type: 'restore.execute', tenantId: 't-1', inputs: restore });
  });
});

describe('restores', () => {
  const scope = { type: 'global' } as const;
  const none = bare.as(systemActor('types'));
  const own = createTenantAtlas({ catalogs: { controls: [controls], operations: [operations] } });

  it('have no control and no operation without an executor', () => {
    // @ts-expect-error: no control at all
    void none.controls.summary({ control: 'restore.execute' });
    // @ts-expect-error: no operation at all
    void none.operations.start({ type: 'restore.execute', ...t1, inputs: restore });
    // @ts-expect-error: the host has its own control only
    void own.as(systemActor('types')).controls.pause({ control: 'restore.execute', scope, reason: 'A reason' });
    // @ts-expect-error: the host has its own operation only
    void own.as(systemActor('types')).operations.start({ type: 'restore.execute', ...t1, inputs: restore });
    // @ts-expect-error: the snapshot has the same keys
    void bare.snapshot.evaluate('restore.execute', null);
    void own.as(systemActor('types')).operations.start({ type: 'acme.mass_mail', ...t1, inputs: { listId: 'l-1' } });
  });

  it('come with an executor written in place, and with one that may be undefined', () => {
    const inPlace = createTenantAtlas({
      restore: {
        async execute({ backupSetId, progress }) {
          await progress(backupSetId.length);
          return { succeeded: 1, failed: 0, skipped: 0 };
        },
      },
    });
    void inPlace.as(systemActor('types')).controls.summary({ control: 'restore.execute' });
    const maybe = createTenantAtlas({ restore: undefined as RestoreExecutor | undefined });
    void maybe.as(systemActor('types')).controls.summary({ control: 'restore.execute' });
    const absent = createTenantAtlas({ restore: undefined });
    // @ts-expect-error: no executor
    void absent.as(systemActor('types')).controls.summary({ control: 'restore.execute' });
  });
});

describe('entries of a host', () => {
  const auditActions = defineAuditActions({
    'acme.mail_sent': {
      label: { en: 'Mail sent' },
      summary: { en: 'Mail {subject} sent to {people} people' },
      metadata: { campaign: 'workspace' },
    },
    'acme.opened': { label: { en: 'Opened' }, summary: { en: 'Opened' } },
  });
  const atlas = createTenantAtlas({ catalogs: { auditActions: [auditActions] } });
  const actor = systemActor('types');
  const target = { type: 'campaign', id: 'c-7' };
  const summary = { subject: 'Autumn', people: 3 };

  it('have the placeholders and keys of their action', () => {
    void atlas.audit.record({ action: 'acme.mail_sent', actor, target, summary, metadata: { campaign: 'c-7' } });
    void atlas.audit.record({ action: 'acme.opened', actor, target, workspaceId: undefined });
    // @ts-expect-error: misspelt
    void atlas.audit.record({ action: 'acme.mail_snet', actor, target, summary });
    // @ts-expect-error: a placeholder is missing
    void atlas.audit.record({ action: 'acme.mail_sent', actor, target, summary: { subject: 'Autumn' } });
    // @ts-expect-error: no summary
    void atlas.audit.record({ action: 'acme.mail_sent', actor, target });
    // @ts-expect-error: an undeclared key
    void atlas.audit.record({ action: 'acme.mail_sent', actor, target, summary, metadata: { campain: 'c-7' } });
    // @ts-expect-error: an action of the SDK
    void atlas.audit.record({ action: 'workspace.created', actor, target });
    // @ts-expect-error: an atlas without own actions records none
    void bare.audit.record({ action: 'acme.opened', actor, target });
    // @ts-expect-error: not over HTTP, and not by a member's client
    void atlas.as(actor).audit.record({});
  });

  it('are typed in a guard and in a bound atlas', () => {
    const entry = { action: 'acme.mail_sent', target, summary } as const;
    void atlas.guard('acme.mail' as never, { actor, entry }, async (tx) =>
      orThrow(await tx.audit.record({ ...entry, actor })),
    );
    // @ts-expect-error: misspelt
    void atlas.guard('acme.mail' as never, { actor, entry: { ...entry, action: 'acme.sent' } }, async () => 1);
    // @ts-expect-error: an atlas without own actions
    void bare.guard('acme.mail' as never, { actor, entry }, async () => 1);
  });
});

describe('requests', () => {
  it('take ids and text, not arbitrary values', () => {
    // @ts-expect-error: ids are text
    void client.workspaces.get({ workspaceId: 1 });
    // @ts-expect-error: names are text
    void client.workspaces.create({ workspaceId: 'w-1', name: new Date() });
    // @ts-expect-error: instants are text
    void client.audit.list({ from: new Date() });
    // @ts-expect-error: an unknown window
    void client.audit.list({ window: '1y' });
    // @ts-expect-error: an export names its format
    void client.audit.export({ workspaceId: 'w-1' });
    // @ts-expect-error: an unknown format
    void client.audit.export({ workspaceId: 'w-1', format: 'xml' });
    // @ts-expect-error: an unknown role
    void client.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'admin' });
    // @ts-expect-error: no plain change leads to an unknown stage
    void client.tenants.changeLifecycle({ ...t1, to: 'suspended' });
    // @ts-expect-error: a tenant is adopted as draft or active only
    void client.tenants.create({ ...t1, name: 'N', lifecycle: 'archived' });
    // @ts-expect-error: misspelt member
    void client.tenants.list({ workspaceId: 'w-1', lifecycle: ['active'] });
    // @ts-expect-error: every scoped request names its workspace
    void client.tenants.get({ tenantId: 't-1' });
  });

  it('are made by actors of the three planes only', () => {
    // @ts-expect-error: an unknown capability
    platformOperator({ id: 'op-1', label: 'Ada', capabilities: ['platform.everything'] });
    // @ts-expect-error: a person has a label
    workspaceUser({ id: 'u-1' });
    // @ts-expect-error: an unknown source
    plain.as(systemActor('types'), { source: 'telepathy' });
  });
});

type ErrorOf<Call> = Call extends (...args: never[]) => ResultAsync<unknown, infer E> ? E : never;
type Client = AtlasClient;
type Refusal = NotFound | Forbidden | InvalidInput | StorageFailure;

describe('errors', () => {
  it('of reads are refusals only', () => {
    expectTypeOf<ErrorOf<Client['workspaces']['get']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['workspaces']['list']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['tenants']['get']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['tenants']['list']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['controls']['list']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['controls']['summary']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['controls']['history']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['controls']['evaluate']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['controls']['previewImpact']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['operations']['get']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['operations']['list']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['audit']['list']>>().toEqualTypeOf<Refusal>();
    expectTypeOf<ErrorOf<Client['audit']['export']>>().toEqualTypeOf<Refusal>();
  });

  it('of writes add the state errors', () => {
    type Write = Refusal | Conflict | Immutable;
    expectTypeOf<ErrorOf<Client['workspaces']['create']>>().toEqualTypeOf<Refusal | Conflict>();
    expectTypeOf<ErrorOf<Client['workspaces']['archive']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['workspaces']['addMember']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['workspaces']['grantTenant']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['tenants']['create']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['tenants']['changeLifecycle']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['controls']['pause']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['controls']['rescope']>>().toEqualTypeOf<Write>();
    expectTypeOf<ErrorOf<Client['controls']['resume']>>().toEqualTypeOf<Refusal | Immutable>();
    expectTypeOf<ErrorOf<Client['operations']['cancel']>>().toEqualTypeOf<Refusal | Immutable>();
  });

  it('include a pause for starts only', () => {
    expectTypeOf<ErrorOf<Client['operations']['start']>>().toEqualTypeOf<
      Refusal | ControlPaused | Conflict | Immutable
    >();
  });

  it('include those of a transport for every method', () => {
    type Remote = AtlasClient<BuiltInCatalogs, ErrorBase<'unreachable'>>;
    expectTypeOf<ErrorOf<Remote['workspaces']['get']>>().toEqualTypeOf<Refusal | ErrorBase<'unreachable'>>();
    expectTypeOf<ErrorOf<Remote['audit']['list']>>().toEqualTypeOf<Refusal | ErrorBase<'unreachable'>>();
    expectTypeOf<ErrorOf<Remote['audit']['export']>>().toEqualTypeOf<Refusal | ErrorBase<'unreachable'>>();
  });
});

describe('clients', () => {
  it('of any atlas match a function for clients', () => {
    expectTypeOf(plain.as(systemActor('types'))).toExtend<AtlasClient>();
    expectTypeOf(client).toExtend<AtlasClient>();
  });
  it('of an atlas without additions lack what a host added', () => {
    const { start } = plain.as(systemActor('types')).operations;
    // @ts-expect-error: an operation of another atlas
    void start({ type: 'acme.mass_mail', workspaceId: 'w', tenantId: 't', inputs: restore });
  });
});
