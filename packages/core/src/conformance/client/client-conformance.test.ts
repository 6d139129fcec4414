import { describe, expect, it } from 'vitest';
import { createInProcessContext } from '../../../test/support/in-process-context.ts';
import type { Actor } from '../../access/actor.ts';
import { accessMatrix } from '../../access/matrix.ts';
import type { ResultAsync } from '../../kernel/result.ts';
import { casesFor } from '../conformance-case.ts';
import type { AnyClient } from './any-client.ts';
import { behaviourCases, clientConformance } from './client-conformance.ts';
import { createClientContext } from './client-context.ts';
import type { SuiteAtlas } from './suite-atlas.ts';

// In process, where the client has nothing to be compared with: this run checks the suite's literals. The refusals run beside the access matrix.
const answered = new Set<string>();
const context = createInProcessContext({ clientFor: (atlas, actor) => noting(atlas.as(actor)) });

/** Notes which methods have answered with a value. */
function noting<Client extends AnyClient>(client: Client): Client {
  return withEach(
    client,
    (name, method) => (request) =>
      method(request).map((value) => {
        answered.add(name);
        return value;
      }),
  );
}

function counting<Client extends AnyClient>(client: Client, count: () => void): Client {
  return withEach(client, (_, method) => (request) => {
    count();
    return method(request);
  });
}

type Method = (request: never) => ResultAsync<unknown, unknown>;

/** The client with other methods in the place of its own. */
function withEach<Client extends AnyClient>(client: Client, wrap: (name: string, method: Method) => Method): Client {
  return Object.fromEntries(
    Object.entries(client).map(([group, methods]) => [
      group,
      Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, wrap(`${group}.${name}`, method)])),
    ]),
  ) as unknown as Client;
}

describe('AtlasClient in process', () => {
  it.each(casesFor(behaviourCases, context.capabilities))('$name', ({ run }) => run(context));
});

describe('the suite itself', () => {
  it('has seen a success of every method', () => {
    expect([...answered].sort()).toEqual(Object.keys(accessMatrix).sort());
  });

  it('names every guarantee once', () => {
    const names = clientConformance.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('sends a part of the hostile requests of a method where the option says so', async () => {
    const guarantee = behaviourCases.find(({ name }) => name.startsWith('hostile input: controls.pause names'));
    const asked = async (hostileOneIn: number): Promise<number> => {
      let count = 0;
      const clientFor = (atlas: SuiteAtlas, actor: Actor) => counting(atlas.as(actor), () => (count += 1));
      await guarantee?.run(createClientContext({ clientFor, hostileOneIn }));
      return count;
    };
    const [all, third] = [await asked(1), await asked(3)];
    expect(third).toBeGreaterThan(all / 4);
    expect(third).toBeLessThan(all / 2);
  });

  it.each([0, -3, 1.5, Number.NaN])('refuses a part of one in %d', (hostileOneIn) => {
    expect(() => createClientContext({ clientFor: (atlas, actor) => atlas.as(actor), hostileOneIn })).toThrow(
      `createClientContext: "hostileOneIn" is a whole number from 1 on, for example 3 to ask a third of the hostile requests; it is ${String(hostileOneIn)}.`,
    );
  });
});
