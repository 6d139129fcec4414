import { describe, expect, it } from 'vitest';
import { accessMatrix } from '../../access/matrix.ts';
import { casesFor } from '../conformance-case.ts';
import type { AnyClient } from './any-client.ts';
import { behaviourCases, clientConformance } from './client-conformance.ts';
import { createClientContext } from './client-context.ts';

// In process, where both compared clients are the same: this run checks the suite's literals. The refusals run beside the access matrix.
const answered = new Set<string>();
const context = createClientContext({
  clientFor: (atlas, actor) => noting(atlas.as(actor)),
  capabilities: ['shares_objects'],
});

/** Notes which methods have answered with a value. */
function noting<Client extends AnyClient>(client: Client): Client {
  return Object.fromEntries(
    Object.entries(client).map(([group, methods]) => [
      group,
      Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
          name,
          (request: never) =>
            method(request).map((value) => {
              answered.add(`${group}.${name}`);
              return value;
            }),
        ]),
      ),
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
});
