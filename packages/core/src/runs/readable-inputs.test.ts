import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ada, ole, rea } from '../../test/support/controls-world.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { ok } from '../kernel/result.ts';
import { defineOperations } from './definition.ts';
import { readableInputs } from './readable-inputs.ts';

const of = (inputs: object, readable: object) => readableInputs({ inputs: inputs as never }, operation({ readable }));

describe('the inputs of a run', () => {
  it('are those that the definition declares, in its order, and none else', () => {
    expect(
      of({ secret: 'x', format: 'pst', mailbox: 'a@b.example' }, { mailbox: 'Mailbox', format: 'Format' }),
    ).toEqual([
      { name: 'mailbox', label: 'Mailbox', values: ['a@b.example'], more: 0 },
      { name: 'format', label: 'Format', values: ['pst'], more: 0 },
    ]);
  });

  it.each([
    ['null', { list: null }],
    ['an object', { list: { inner: 'secret' } }],
    ['a list of objects', { list: [{ inner: 'secret' }] }],
    ['absent', {}],
    ['a member of every object', { toString: 'x' }],
  ])('leave out what is %s', (_, inputs) => {
    expect(of(inputs, { list: 'List', constructor: 'Constructor' })).toEqual([]);
  });

  it('show the first 20 values of a list, numbers and flags as they are, and texts on one short line', () => {
    const items = Array.from({ length: 23 }, (_, index) => index);
    expect(of({ items }, { items: 'Items' })).toEqual([
      { name: 'items', label: 'Items', values: items.slice(0, 20), more: 3 },
    ]);
    const [note] = of({ note: `one\ntwo ${'x'.repeat(300)}` }, { note: 'Note' });
    expect(note?.values[0]).toMatch(/^one two x+…$/);
    expect(String(note?.values[0])).toHaveLength(200);
  });

  it('are refused with characters that would show other text than was sent; other inputs are data', async () => {
    const inputs = z.strictObject({ list: z.union([z.string(), z.array(z.string())]), note: z.string().optional() });
    const readable = { list: 'List' };
    const world = await runsWorld({ operations: { 'acme.mail': operation({ inputs, readable }) } });
    const refused = async (sent: object) => {
      const answer = await world.start({ inputs: sent });
      return answer.isOk() ? [] : (answer.error as { issues?: unknown }).issues;
    };
    for (const text of ['\u202eabc', 'a\u001b[31m', 'a\u2028b']) {
      expect(await refused({ list: text })).toMatchObject([{ path: 'inputs.list', rule: 'text_plain' }]);
      expect(await refused({ list: ['fine', text] })).toMatchObject([{ path: 'inputs.list.1', rule: 'text_plain' }]);
    }
    expect(await world.runs()).toEqual([]);
    expect(await refused({ list: 'two\nlines, \u200fשלום', note: 'a\u001b[31m' })).toEqual([]);
  });

  it('are absent when the type is no longer in the catalog', () => {
    expect(readableInputs({ inputs: { list: 'a' } }, undefined)).toEqual([]);
  });

  it('are answered to all who may read the run: member, reader and operator, in one run and in a list', async () => {
    const world = await runsWorld({ operations: { 'acme.mail': operation({ readable: { list: 'List' } }) } });
    const { run } = (await world.start({ inputs: { list: 'a', note: 'not for readers' } }))._unsafeUnwrap();
    const shown = [{ name: 'list', label: 'List', values: ['a'], more: 0 }];
    expect(run.inputs).toEqual(shown);
    for (const actor of [rea, ada]) {
      const client = world.operationsOf(actor);
      const one = (await client.get({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap();
      const list = (await client.list({ workspaceId: 'w-1' }))._unsafeUnwrap();
      expect([one.inputs, list.items[0]?.inputs]).toEqual([shown, shown]);
      expect(JSON.stringify([one, list])).not.toContain('not for readers');
    }
  });
});

describe('a definition', () => {
  const mail = {
    label: 'Mail',
    capability: 'operations.start',
    inputs: z.strictObject({ list: z.string() }),
    run: async () => ok({}),
  };

  it.each([
    [['list'], /"acme.mail": "readable" is an object of labels/],
    [{ lists: 'List' }, /"acme.mail": "readable.lists" names no input. Use a member of "inputs"/],
    [{ list: ' ' }, /"acme.mail": "readable.list" is a label that can be shown on one line/],
  ])('that declares %j readable is rejected', (readable, text) => {
    expect(() => defineOperations({ 'acme.mail': { ...mail, readable: readable as never } })).toThrow(text);
  });

  it('with a misspelt input does not compile', () => {
    // @ts-expect-error `lists` is not an input
    expect(() => defineOperations({ 'acme.mail': { ...mail, readable: { lists: 'List' } } })).toThrow();
  });
});

describe('whether the caller may cancel', () => {
  const readAs = async (actor: typeof rea | typeof ada, capability = 'restore.execute') => {
    const world = await runsWorld({ operations: { 'acme.mail': operation({ capability }) } });
    const { run } = (await world.start())._unsafeUnwrap();
    const client = world.operationsOf(actor);
    const list = (request: object) => client.list({ workspaceId: 'w-1', ...request });
    return {
      one: (await client.get({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap().cancel,
      listed: (await list({}))._unsafeUnwrap().items[0]?.cancel,
      ofTenant: (await list({ tenantId: 't-1' }))._unsafeUnwrap().items[0]?.cancel,
      refused: await client.cancel({ workspaceId: 'w-1', runId: run.id }),
      after: (await client.get({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap().cancel,
    };
  };
  const available = { state: 'available', capability: null, reason: null };
  const denied = { state: 'denied', capability: 'restore.execute' };

  it.each([
    ['a reader', rea],
    ['a member without the capability', ole],
    ['an operator without the capability of the operation', ada],
  ])('is said to %s as the server decides it', async (_, actor) => {
    const { one, listed, ofTenant, refused, after } = await readAs(actor);
    expect(one).toMatchObject(denied);
    expect(one?.reason?.text).toBe('This needs the capability restore.execute.');
    expect(ofTenant).toEqual(one);
    // A member may have another role in each tenant of a list.
    expect(listed).toEqual(actor.kind === 'user' ? null : one);
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'forbidden', capability: 'restore.execute' });
    expect(after).toEqual(one);
  });

  it('is said to who may, and is over with the run', async () => {
    const { one, refused, after } = await readAs(ole, 'operations.start');
    expect(one).toEqual(available);
    expect(refused.isOk()).toBe(true);
    expect(after).toBeNull();
  });
});
