import { describe, expect, it } from 'vitest';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { LogFields } from '../ports/logger.ts';
import { addressesOf, resolverMillis, type LinkResolver } from './link-resolvers.ts';
import { allTopics } from './topic-catalog.ts';

const tenant = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };
const topic = allTopics().get('required-permissions-missing')!;

function world(resolvers: { readonly [name: string]: LinkResolver }) {
  const lines: (readonly [string, LogFields])[] = [];
  const timers = new Map<() => void, number>();
  const logger = {
    warn: (event: string, fields: LogFields) => void lines.push([event, fields]),
    error: (event: string, fields: LogFields) => void lines.push([event, fields]),
  };
  const scheduler = {
    after: (millis: number, task: () => void) => {
      timers.set(task, millis);
      return () => void timers.delete(task);
    },
  };
  return { lines, timers, ask: () => addressesOf(topic, tenant, { resolvers, scheduler, logger }) };
}

describe('the address of a link for a tenant', () => {
  it.each([
    ['at once', () => '/t/1'],
    ['later', async () => '/t/1'],
  ] as readonly (readonly [string, LinkResolver])[])(
    'is what the function of the host answers %s, and no timer is left',
    async (_, resolver) => {
      const { ask, timers, lines } = world({ required_permissions: resolver });
      expect(await ask()).toEqual({ required_permissions: '/t/1' });
      expect([timers.size, lines]).toEqual([0, []]);
    },
  );

  it('is asked for with the ids of the tenant and nothing else, once for each resolver', async () => {
    const asked: unknown[] = [];
    const { ask } = world({ required_permissions: (given) => (asked.push(given), null), other: () => '/never' });
    expect(await ask()).toEqual({ required_permissions: null });
    expect(asked).toEqual([tenant]);
    expect(Object.isFrozen(asked[0])).toBe(true);
  });

  it('is none where no function has the name, also for a name that every object has', async () => {
    expect(await world({}).ask()).toEqual({ required_permissions: null });
  });

  it.each(['javascript:alert(1)', '//evil.example', 7, {}, ['https://a.example']])(
    'is none for an answer that a page must not open: %j',
    async (answer) => {
      const { ask, lines } = world({ required_permissions: () => answer as string });
      expect(await ask()).toEqual({ required_permissions: null });
      expect(lines).toEqual([['help_link_refused', { resolver: 'required_permissions' }]]);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new TypeError('secret text');
      },
    ],
    [
      'rejects',
      async () => {
        throw new TypeError('secret text');
      },
    ],
  ] as const)('is none where the function %s, and only the name of the error is logged', async (_, resolver) => {
    const { ask, lines } = world({ required_permissions: resolver });
    expect(await ask()).toEqual({ required_permissions: null });
    expect(lines).toEqual([['help_link_failed', { resolver: 'required_permissions', name: 'TypeError' }]]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('is none where the function does not answer in time', async () => {
    const { ask, timers, lines } = world({ required_permissions: () => new Promise(() => {}) });
    const answer = ask();
    await Promise.resolve();
    const [[expire, millis]] = [...timers] as [[() => void, number]];
    expect(millis).toBe(resolverMillis);
    expire();
    expect(await answer).toEqual({ required_permissions: null });
    expect(lines).toEqual([['help_link_late', { resolver: 'required_permissions' }]]);
  });
});
