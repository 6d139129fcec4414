import { describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../src/simulator/index.ts';
import { ask, askToken, batch, beta, clientId, readAll, tokenOf, worldOf, type Told, type Parsed } from './support.ts';

describe('throttling', () => {
  it('lets the rate pass and no more, with the seconds to wait', async () => {
    const { simulator, time } = worldOf({ throttle: { perTenant: { limit: 10, perSeconds: 10 } } });
    const token = await tokenOf(simulator);
    const statuses: number[] = [];
    for (let count = 0; count < 10; count += 1) statuses.push((await ask(simulator, token, '/organization')).status);
    expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
    const refused = await ask(simulator, token, '/organization');
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'TooManyRequests',
      '2',
    ]);
    time.now += 1_000;
    expect((await ask(simulator, token, '/organization')).headers.get('retry-after')).toBe('2'); // the refused one counted
    time.now += 2_000;
    expect((await ask(simulator, token, '/organization')).status).toBe(200);
    expect(simulator.control.counters()).toMatchObject({ graph: 13, throttled: 2 });
  });

  it('passes at most the limit and what refills, when a client waits as required', async () => {
    const { simulator, time } = worldOf({ throttle: { perTenant: { limit: 5, perSeconds: 1 } } });
    const token = await tokenOf(simulator);
    const begun = time.now;
    let passed = 0;
    while (time.now - begun < 20_000) {
      const { status, headers } = await ask(simulator, token, '/organization');
      if (status === 200) passed += 1;
      else time.now += Number(headers.get('retry-after')) * 1000;
    }
    expect(passed).toBeGreaterThan(60);
    expect(passed).toBeLessThanOrEqual(5 + 5 * 21);
  });

  it('spells the headers of items of a batch in several ways', async () => {
    const { simulator } = worldOf({ throttle: { perTenant: { limit: 1, perSeconds: 60 } } });
    const items = Array.from({ length: 20 }, (_, at) => ({ id: String(at), method: 'GET', url: '/organization' }));
    const { body } = await batch(simulator, await tokenOf(simulator), items);
    const names: string[] = body.responses.flatMap(({ headers }: Parsed) => Object.keys(headers));
    expect(new Set(names.filter((name) => name.toLowerCase() === 'retry-after'))).toEqual(
      new Set(['Retry-After', 'retry-after']),
    );
  });

  it('limits one app over all tenants, and one tenant without the others', async () => {
    const { simulator } = worldOf({
      throttle: { perTenant: { limit: 2, perSeconds: 60 }, perApp: { limit: 5, perSeconds: 60 } },
    });
    simulator.control.consent('fabrikam', clientId);
    const [one, other] = [await tokenOf(simulator), await tokenOf(simulator, 'fabrikam')];
    const statuses: number[] = [];
    for (const token of [one, one, one, other, other, other])
      statuses.push((await ask(simulator, token, '/organization')).status);
    expect(statuses).toEqual([200, 200, 429, 200, 200, 429]);
  });

  it('answers fractions of a second in the items of a batch', async () => {
    const { simulator } = worldOf({ throttle: { perTenant: { limit: 4, perSeconds: 1 } } });
    const items = Array.from({ length: 6 }, (_, at) => ({ id: String(at), method: 'GET', url: '/organization' }));
    const { status, body } = await batch(simulator, await tokenOf(simulator), items);
    const refused = body.responses.filter((item: { status: number }) => item.status === 429);
    const waits = refused.map(({ headers }: Parsed) => new Headers(headers).get('retry-after'));
    expect([status, waits.sort()]).toEqual([200, ['0.5', '0.75']]);
  });
});

describe('faults', () => {
  const withFault = async (effect: FaultEffect, path = '/users', more: object = {}): Promise<Told> => {
    const { simulator } = worldOf();
    const token = await tokenOf(simulator);
    simulator.control.setFaults([{ service: 'graph', effect, ...more }]);
    return ask(simulator, token, path);
  };

  it.each([
    [503, undefined, 'serviceNotAvailable'],
    [504, '120', 'InternalServerError'],
    [429, 'Wed, 21 Oct 2015 07:28:00 GMT', 'TooManyRequests'],
    [429, '-5', 'TooManyRequests'],
  ])('status %i with Retry-After %s', async (status, retryAfter, code) => {
    const told = await withFault({ kind: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
    expect(told).toMatchObject({ status, body: { error: { code } } });
    expect(told.headers.get('retry-after')).toBe(retryAfter ?? null);
  });

  it('changes pages: a link to itself or to another host, a wrong shape, a duplicate', async () => {
    const self = await withFault({ kind: 'selfNextLink' });
    expect(self.body['@odata.nextLink']).toBe('https://graph.microsoft.com/v1.0/users');
    const foreign = await withFault({ kind: 'foreignNextLink', origin: 'https://graph.microsoft.us' }, '/users?$top=3');
    expect(foreign.body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.us\/v1\.0\/users\?/);
    expect(foreign.body.value).toHaveLength(3);
    const { body } = await withFault({ kind: 'wrongShape' });
    expect(Array.isArray(body.value)).toBe(false);
    const { value } = (await withFault({ kind: 'duplicate' })).body;
    expect(value.at(-1)).toEqual(value[0]);
  });

  it('has empty pages in the middle, whose links lead on and never to the same address', async () => {
    const { simulator } = worldOf();
    const token = await tokenOf(simulator);
    simulator.control.setFaults([{ service: 'graph', rate: 0.6, effect: { kind: 'emptyPage' } }]);
    const [ids, links, empty]: [string[], Set<string>, number[]] = [[], new Set(), []];
    for (let next: string | undefined = '/users?$top=20&$select=id'; next !== undefined;) {
      expect(links.has(next)).toBe(false);
      links.add(next);
      const { body }: Told = await ask(simulator, token, next);
      if (body.value.length === 0) empty.push(links.size);
      ids.push(...body.value.map(({ id }: Parsed) => id));
      next = body['@odata.nextLink'];
    }
    expect(empty.length).toBeGreaterThan(3);
    expect([ids.length, new Set(ids).size]).toEqual([250, 250]);
  });

  it('breaks bodies and connections', async () => {
    await expect(withFault({ kind: 'malformed' })).rejects.toThrow(SyntaxError);
    await expect(withFault({ kind: 'truncate' })).rejects.toThrow('terminated');
    expect((await withFault({ kind: 'reset' })).status).toBe(0);
  });

  it('waits for a latency on the given clock', async () => {
    const { simulator, time } = worldOf();
    const token = await tokenOf(simulator);
    simulator.control.setFaults([{ service: 'graph', effect: { kind: 'latency', millis: 700 } }]);
    const before = time.now;
    expect((await ask(simulator, token, '/users')).status).toBe(200);
    expect(time.now - before).toBe(700);
  });

  it('concerns the items of a batch, one tenant, one path, a number of times', async () => {
    const { simulator } = worldOf();
    simulator.control.consent('fabrikam', clientId);
    const [token, other] = [await tokenOf(simulator), await tokenOf(simulator, 'fabrikam')];
    simulator.control.setFaults([
      { service: 'graph', tenant: 'contoso', path: '/users', times: 1, effect: { kind: 'omit' } },
      { service: 'graph', tenant: 'contoso', path: '/groups', times: 1, effect: { kind: 'malformed' } },
      { service: 'graph', tenant: 'contoso', path: '/organization', times: 1, effect: { kind: 'status', status: 503 } },
    ]);
    const items = ['/users', '/groups', '/organization'].map((url, at) => ({ id: String(at), method: 'GET', url }));
    expect((await batch(simulator, other, items)).body.responses.map(({ status }: Parsed) => status)).toEqual([
      200, 200, 200,
    ]);
    const { responses } = (await batch(simulator, token, items)).body;
    expect(
      new Map(responses.map(({ id, status, body }: Parsed) => [id, typeof body === 'string' ? body : status])),
    ).toEqual(
      new Map<string, unknown>([
        ['1', '{"value":[{"id":'],
        ['2', 503],
      ]),
    );
    expect((await batch(simulator, token, items)).body.responses).toHaveLength(3);
  });

  it('happens at its rate, the same for the same seed', async () => {
    const run = async (): Promise<number[]> => {
      const { simulator } = worldOf();
      const token = await tokenOf(simulator);
      simulator.control.setFaults([{ service: 'graph', rate: 0.3, effect: { kind: 'status', status: 503 } }]);
      const statuses: number[] = [];
      for (let count = 0; count < 200; count += 1) statuses.push((await ask(simulator, token, '/organization')).status);
      return statuses;
    };
    const statuses = await run();
    const share = statuses.filter((status) => status === 503).length / 200;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
    expect(await run()).toEqual(statuses);
  });

  it('concerns sign-in as well', async () => {
    const { simulator } = worldOf();
    simulator.control.setFaults([{ service: 'login', times: 1, effect: { kind: 'status', status: 503 } }]);
    expect((await askToken(simulator)).status).toBe(503);
    expect((await askToken(simulator)).status).toBe(200);
  });
});

describe('the world', () => {
  const bytes = async (seed: string): Promise<string> => {
    const { simulator } = worldOf({ seed });
    const token = await tokenOf(simulator);
    const parts: unknown[] = [];
    for (const path of [
      '/users?$top=20',
      '/groups',
      '/servicePrincipals',
      `${beta}/deviceManagement/configurationPolicies?$expand=settings`,
      '/colours',
    ])
      parts.push((await ask(simulator, token, path)).body);
    parts.push(
      (
        await batch(simulator, token, [
          { id: '1', method: 'GET', url: '/users' },
          { id: '2', method: 'GET', url: '/organization' },
        ])
      ).body,
    );
    return JSON.stringify([token, parts]);
  };

  it('is the same for a seed, and another for another', async () => {
    expect(await bytes('one')).toBe(await bytes('one'));
    expect(await bytes('one')).not.toBe(await bytes('two'));
  });

  it('has other ids of permissions in another cloud', async () => {
    const china = { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.chinacloudapi.cn' };
    const ids = async (origins?: typeof china): Promise<string[]> => {
      const { simulator } = worldOf(origins === undefined ? {} : { origins });
      const { graph, login } = origins ?? {
        graph: 'https://graph.microsoft.com',
        login: 'https://login.microsoftonline.com',
      };
      const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: 'a secret of a test',
        scope: `${graph}/.default`,
      };
      const request = new Request(`${login}/contoso/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      const { access_token } = (await (await simulator.handle(request)).json()) as { access_token: string };
      const { body } = await ask(simulator, access_token, `${graph}/v1.0/servicePrincipals`);
      return body.value[0].appRoles.map(({ id }: { id: string }) => id);
    };
    const [home, other] = [await ids(), await ids(china)];
    expect(home.filter((id) => other.includes(id))).toEqual([]);
  });

  it('pages through 100,000 users, each once, while some are changed', async () => {
    const { simulator } = worldOf({ tenants: [{ name: 'contoso', users: 100_000 }] });
    const token = await tokenOf(simulator);
    const ids = new Set<string>();
    let next: string | undefined = '/users?$top=999&$select=id';
    let rows = 0;
    while (next !== undefined) {
      const { body }: Told = await ask(simulator, token, next);
      rows += body.value.length;
      for (const { id } of body.value) ids.add(id);
      if (rows === 999) simulator.control.remove('contoso', 'users', body.value[0].id);
      next = body['@odata.nextLink'];
    }
    expect([rows, ids.size]).toEqual([100_000, 100_000]);
  });

  it('shows what the control changed', async () => {
    const { simulator } = worldOf();
    const token = await tokenOf(simulator);
    const [policy] = await readAll(simulator, token, '/identity/conditionalAccess/policies');
    simulator.control.change('contoso', 'conditionalAccessPolicies', policy.id, { state: 'disabled' });
    expect((await ask(simulator, token, `/identity/conditionalAccess/policies/${policy.id}`)).body.state).toBe(
      'disabled',
    );
    simulator.control.withdrawConsent('contoso', clientId);
    expect((await askToken(simulator)).body.error_codes).toEqual([65001]);
    expect(() => simulator.control.remove('contoso', 'users', 'unknown')).toThrow('has no object "unknown"');
    expect(() => simulator.control.tenants().forEach(({ name }) => simulator.control.consent(name, 'unknown'))).toThrow(
      'is not an app',
    );
  });
});
