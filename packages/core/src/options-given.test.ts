import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { platformOperator, systemActor } from './access/actor.ts';
import { createTenantAtlas } from './atlas.ts';
import { auditActionMessages } from './audit/host-actions.ts';
import { defineControls } from './controls/catalog.ts';
import { createControlSnapshot } from './controls/snapshot.ts';
import { manualClock } from './kernel/clock.ts';
import type { Instant } from './kernel/instant.ts';
import { InvariantError } from './kernel/invariant.ts';
import { ok } from './kernel/result.ts';
import type { Storage } from './ports/storage.ts';
import { createMemoryStorage } from './memory/index.ts';
import { defineOperations } from './runs/definition.ts';
import { simulatedRestore } from './runs/simulated-restore.ts';
import { inProcess } from './runs/worker.ts';

const clock = () => manualClock('2026-11-21T10:00:00.000Z' as Instant);

/** No timer holds any of these. */
const noDelays = [Infinity, -Infinity, Number.NaN, 0, -1, 2.5, 2 ** 31, '1000', null];
/** None of these is a number of things. */
const noCounts = [Infinity, Number.NaN, 0, -1, 2.5, '4', null];

const system = systemActor('test');

const send = {
  label: 'Mass mail',
  capability: 'operations.start',
  inputs: z.strictObject({}),
  run: async () => ok({}),
};
const mail = { label: 'Mass mail', supportedScopes: ['global'], operationTypes: [], affectedSurfaces: [] };
const operation = (change: object) => () => defineOperations({ 'acme.mail': { ...send, ...change } });
const control = (change: object) => () => defineControls({ 'acme.mail': { ...mail, ...change } as never });
const compose = (options: object) => () => createTenantAtlas(options);
const snapshotOf = (keys: unknown, options: unknown) => () => createControlSnapshot(keys as never, options as never);

interface Case {
  readonly given: object;
  readonly make: () => unknown;
  readonly text: string;
}

const worker = (name: string, values: readonly unknown[]): readonly Case[] =>
  values.map((value) => ({
    given: { [name]: value },
    make: () => inProcess({ [name]: value }),
    text: `inProcess: "${name}" is a whole number from 1 to `,
  }));
const handMade = (name: string, values: readonly unknown[]): readonly Case[] =>
  values.map((value) => ({
    given: { dispatcher: { [name]: value } },
    make: compose({ dispatcher: { kind: 'in_process', concurrency: 1, pollMillis: 1, leaseMillis: 1, [name]: value } }), // short on purpose: nothing is started
    text: `createTenantAtlas: "${name}" is a whole number from 1 to `,
  }));
const counted = (name: string, factory: string, make: (options: object) => () => unknown): readonly Case[] =>
  noCounts.map((value) => ({
    given: { [name]: value },
    make: make({ [name]: value }),
    text: `${factory}: "${name}" is a whole number`,
  }));
const of =
  (make: (change: object) => () => unknown) =>
  (change: object, text: string): Case => ({
    given: change,
    make: make(change),
    text,
  });
const [bad, wrong, composed] = [of(operation), of(control), of(compose)];

const cases: readonly Case[] = [
  ...worker('pollMillis', noDelays),
  ...worker('leaseMillis', noDelays),
  ...worker('concurrency', [...noCounts, 1_001]),
  ...handMade('pollMillis', noDelays),
  ...handMade('leaseMillis', noDelays),
  ...handMade('concurrency', noCounts),
  {
    given: { polMillis: 1 },
    make: () => inProcess({ polMillis: 1 } as never),
    text: 'inProcess: "polMillis" is not an option.',
  },
  ...[-1, 2.5, Number.NaN, Infinity].flatMap((value): readonly Case[] =>
    ['items', 'itemMillis', 'failEvery'].map((name) => ({
      given: { [name]: value },
      make: () => simulatedRestore({ [name]: value }),
      text: `simulatedRestore: "${name}" is a whole number from 0 to `,
    })),
  ),
  {
    given: { scheduler: {} },
    make: () => simulatedRestore({ scheduler: {} } as never),
    text: '"scheduler" is an object with after.',
  },
  ...counted('maxAttempts', 'Operation "acme.mail"', operation),
  ...noCounts.flatMap((value): readonly Case[] =>
    ['queued', 'running'].map((name) =>
      bad({ stuckAfter: { [name]: value } }, `"stuckAfter.${name}" is a whole number from 1 to `),
    ),
  ),
  bad({ stuckAfter: { waiting: 1 } }, '"waiting" is not a member of stuckAfter. Use one of queued, running.'),
  bad({ controls: 'acme.mail' }, '"controls" is not a member of an operation.'),
  bad({ label: 7 }, 'give it a label'),
  bad({ capability: [7] }, 'name at least one capability'),
  bad({ run: undefined }, 'give it a function `run`'),
  bad({ planes: [] }, '"planes" names at least one plane'),
  bad({ planes: 'workspace' }, `"planes" is a list such as ['workspace'].`),
  bad({ planes: ['tenant'] }, `"planes" is a list such as ['workspace'].`),
  bad({ control: '' }, '"control" is the key of a control'),
  bad({ risky: 'yes' }, '"risky" is true or false'),
  bad({ idempotencyKey: true }, '"idempotencyKey" is one of optional, required'),
  bad({ exclusive: 'workspace' }, '"exclusive" is one of tenant'),
  bad({ lifecycles: ['suspended'] }, `"lifecycles" is a list such as ['active'].`),
  bad({ whileActive: 'wait' }, '"whileActive" is one of join, reject'),
  bad({ completed: 'never' }, '"completed" is one of allow, failed_only, reject'),
  bad({ mutationScope: 1 }, '"mutationScope" is a text'),
  bad({ check: [] }, '"check" is a function'),
  bad({ unready: 'no' }, '"unready" is a function'),
  bad({ identity: 'id' }, '"identity" is a function'),
  bad({ inputs: { type: 'object' } }, '"inputs" is a zod schema'),
  bad({ inputs: z.strictObject({ at: z.date() }) }, 'Operation "acme.mail": inputs.at is of the type date'),
  bad({ inputs: z.strictObject({}).refine(async () => true) }, 'Operation "acme.mail": inputs has an asynchronous'),
  wrong({ scopes: ['global'] }, 'Control "acme.mail": "scopes" is not a member of a control.'),
  wrong({ label: null }, 'give it a label'),
  wrong({ supportedScopes: 'global' }, `"supportedScopes" is a list such as ['global', 'workspace'].`),
  wrong({ supportedScopes: ['tenant'] }, `"supportedScopes" is a list such as ['global', 'workspace'].`),
  wrong({ supportedScopes: undefined }, `"supportedScopes" is a list`),
  wrong({ operationTypes: 'acme.mail' }, '"operationTypes" is a list'),
  wrong({ affectedSurfaces: undefined }, '"affectedSurfaces" is a list'),
  wrong({ policy: { maxLength: 1 } }, '"maxLength" is not a member of a policy'),
  wrong({ policy: { maxDuration: Infinity } }, 'policy.maxDuration is a positive number'),
  wrong({ policy: { requireExpiry: 1 } }, '"policy.requireExpiry" is true or false'),
  composed({ catalogs: { controls: {} } }, 'createTenantAtlas: "catalogs.controls" is a list such as [controls].'),
  composed(
    { catalogs: { operations: {} } },
    'createTenantAtlas: "catalogs.operations" is a list such as [operations].',
  ),
  composed({ catalogs: { controls: [null] } }, '"catalogs.controls" is a list'),
  composed(
    { storage: {} },
    '"storage" is an object with unit, transaction, bind, settle, isInside, close. Pass what createPgStorage',
  ),
  composed({ storage: null }, '"storage" is an object with unit'),
  composed({ access: { resolve: () => null } }, '"access" is an object with resolve, workspacesOf, tenantsOf.'),
  composed({ restore: () => null }, '"restore" is an object with execute. Pass a RestoreExecutor, or leave it out.'),
  composed({ clock: Date }, '"clock" is an object with epochMillis.'),
  composed({ ids: () => 'x' }, '"ids" is an object with next.'),
  composed({ logger: { warn: () => {} } }, '"logger" is an object with warn, error.'),
  composed({ instrumentation: {} }, '"instrumentation" is an object with control.'),
  composed({ scheduler: {} }, '"scheduler" is an object with after.'),
  composed({ dispatcher: { kind: 'cloud' } }, '"dispatcher" is what inProcess(...) makes.'),
  composed({ dispatcher: { kind: 'in_process' } }, '"concurrency" is a whole number from 1'),
  {
    given: { source: 'telepathy' },
    make: () => createTenantAtlas().as(systemActor('test'), { source: 'telepathy' } as never),
    text: 'atlas.as: "source" is one of ui, api, cli, deploy_hook, schedule.',
  },
  ...[null, {}, 'x', { 'acme.mail': { label: 'Mail' } }].map((actions) => ({
    given: { actions },
    make: () => auditActionMessages(actions as never, actions === null ? 'de' : (7 as never)),
    text: 'auditActionMessages: "',
  })),
  ...['nope', Number.NaN, '2026-11-31T10:00:00Z', undefined, null].flatMap((instant): readonly Case[] => [
    {
      given: { start: instant },
      make: () => manualClock(instant as never),
      text: 'manualClock: pass an instant such as',
    },
    { given: { set: instant }, make: () => clock().set(instant as never), text: 'manualClock.set: pass an instant' },
  ]),
  ...[Number.NaN, Infinity, '5', undefined].map((millis) => ({
    given: { advance: millis },
    make: () => clock().advance(millis as never),
    text: 'manualClock.advance: pass a number of milliseconds.',
  })),
  ...['incident', true, false, '', 0, [], { reasn: 'x' }, { reason: 'x', until: 1 }].map((breakGlass) => ({
    given: { breakGlass },
    make: () => platformOperator({ id: 'op-1', label: 'Ada', capabilities: [], breakGlass: breakGlass as never }),
    text: 'platformOperator: "breakGlass" is an object with nothing but a reason',
  })),
  { given: { keys: 'a.a' }, make: snapshotOf('a.a', {}), text: `createControlSnapshot: "keys" is a list such as` },
  { given: { source: {} }, make: snapshotOf([], { source: {} }), text: '"source" is an object with epoch, load.' },
  { given: { source: undefined }, make: snapshotOf([], {}), text: '"source" is an object with epoch, load.' },
  { given: {}, make: snapshotOf([], undefined), text: 'createControlSnapshot: pass an object with source' },
];

describe('an option that cannot work', () => {
  it.each(cases)('is refused by name when it is given: $given', ({ make, text }) => {
    expect(make).toThrow(InvariantError);
    expect(make).toThrow(text);
  });
});

it.each([
  [5, /guard: "work" is a function/],
  [undefined, /guard: "work" is a function/],
])('a guard refuses the work %j before it opens a transaction', async (work, text) => {
  const storage = createMemoryStorage();
  let opened = 0;
  const counting: Storage = { ...storage, transaction: (inner) => ((opened += 1), storage.transaction(inner)) };
  const guarding = createTenantAtlas({ storage: counting }).guard(
    'acme.mail' as never,
    { actor: system },
    work as never,
  );
  await expect(guarding).rejects.toThrow(text);
  await expect(guarding).rejects.toThrow(InvariantError);
  expect(opened).toBe(0);
});

it('a guard without a context says that the actor is missing', async () => {
  const guarding = createTenantAtlas().guard('acme.mail' as never, undefined as never, async () => 1);
  await expect(guarding).rejects.toThrow(/Say who acts/);
});

it('undefined counts as left out', () => {
  const none = { policy: { requireExpiry: undefined, maxDuration: undefined } };
  const left = { stuckAfter: { queued: undefined }, maxAttempts: undefined, planes: undefined, check: undefined };
  expect(control(none)).not.toThrow();
  expect(operation(left)).not.toThrow();
  expect(inProcess({ pollMillis: undefined, concurrency: undefined })).toEqual(inProcess());
  expect(() => simulatedRestore({ items: undefined, scheduler: undefined })).not.toThrow();
  const catalogs = { controls: undefined, operations: undefined };
  expect(compose({ catalogs, restore: undefined, access: undefined, dispatcher: undefined })).not.toThrow();
  expect(compose({ restore: null })).not.toThrow();
});
