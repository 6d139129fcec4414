import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ControlPaused } from '../controls/paused-error.ts';
import type { Instant } from '../kernel/instant.ts';
import { ok } from '../kernel/result.ts';
import type { OperationDefinition } from '../runs/definition.ts';
import { presentAction, type ActionFacts } from './rules.ts';

const definition: OperationDefinition = {
  label: 'Mass mail',
  capability: ['mail.send', 'mail.admin'],
  mutationScope: 'Sends one mail to each member.',
  inputs: z.strictObject({}),
  run: async () => ok({}),
};
const said = (text: string) => ({ id: 'x', params: {}, text });
const paused = { code: 'control_paused', title: said('Paused'), message: said('Spam alarm.') } as ControlPaused;
const active = {
  workspace: { name: 'Acme', archivedAt: null },
  tenant: { name: 'Contoso', lifecycle: 'active' },
} as const;
const facts = (change: Partial<ActionFacts> = {}): ActionFacts => ({
  type: 'acme.mail',
  definition,
  held: () => true,
  paused: null,
  scope: active,
  unready: null,
  ...change,
});
const archived = { ...active, workspace: { name: 'Acme', archivedAt: '2026-11-21T10:00:00.000Z' as Instant } };
const draft = { ...active, tenant: { name: 'Contoso', lifecycle: 'draft' } } as const;

describe('an action on a surface', () => {
  it('is available, and states what it will change', () => {
    expect(presentAction(facts())).toEqual({
      type: 'acme.mail',
      label: 'Mass mail',
      visible: true,
      state: 'available',
      reason: null,
      capability: null,
      pause: null,
      mutationScope: expect.objectContaining({ text: 'Sends one mail to each member.' }) as unknown,
    });
  });

  it('is denied without any of its capabilities, in the same bytes whether it is paused or not', () => {
    const denied = presentAction(facts({ held: () => false }));
    expect(denied).toMatchObject({ visible: true, state: 'denied', capability: 'mail.send', pause: null });
    expect(denied.reason?.text).toBe('This needs the capability mail.send.');
    expect(JSON.stringify(presentAction(facts({ held: () => false, paused })))).toBe(JSON.stringify(denied));
    expect(presentAction(facts({ held: (capability) => capability === 'mail.admin' })).state).toBe('available');
  });

  it('is paused, visible and operable, with an explanation', () => {
    expect(presentAction(facts({ paused }))).toMatchObject({
      visible: true,
      state: 'paused',
      reason: { text: 'Spam alarm.' },
      pause: { title: { text: 'Paused' } },
    });
  });

  it.each([
    { name: 'an archived workspace', scope: archived, reason: 'surfaces.action.archived' },
    {
      name: 'an archived tenant',
      scope: { ...active, tenant: { name: 'Contoso', lifecycle: 'archived' } } as const,
      reason: 'surfaces.action.archived',
    },
    { name: 'a tenant that is not in service yet', scope: draft, reason: 'surfaces.action.lifecycle' },
  ])('is denied in $name, after the pause, as a start would be', ({ scope, reason }) => {
    expect(presentAction(facts({ scope }))).toMatchObject({
      state: 'denied',
      capability: null,
      reason: { id: reason },
    });
    expect(presentAction(facts({ scope, paused })).state).toBe('paused');
  });

  it('is hidden if it is not started from a workspace', () => {
    const platform = presentAction(facts({ definition: { ...definition, planes: ['platform'] } }));
    expect(platform).toMatchObject({ visible: false, state: 'denied', capability: null });
  });

  it('is denied with the reason of the operation if nothing can execute it, also where it is paused', () => {
    const unready = { path: 'type', rule: 'no_mail_server', fix: said('Connect a mail server first.') };
    expect(presentAction(facts({ unready, paused }))).toMatchObject({
      state: 'denied',
      capability: null,
      pause: null,
      reason: { text: 'Connect a mail server first.' },
    });
    const denied = facts({ unready, held: () => false });
    expect(presentAction(denied).reason?.id).toBe('surfaces.action.needs_capability');
  });
});
