import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '../kernel/clock.ts';
import { conflict, type Conflict } from '../kernel/errors.ts';
import { uuidGenerator } from '../kernel/id-generator.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { noInstrumentation } from '../ports/instrumentation.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import { systemActor } from './actor.ts';
import { notedPeople, type Environment } from './environment.ts';
import { methodGroup } from './method-group.ts';
import { method } from './method.ts';
import { lostRace, type AccessRefusal } from './use-case.ts';

const caller = { actor: systemActor('test'), source: 'api' } as const;
const one = {
  name: 'workspaces.list',
  summary: 'Lists.',
  input: lazy(() => z.strictObject({})),
  answer: lazy((): z.ZodType<Answer> => z.strictObject({ times: z.array(z.number()) })),
} as const;
interface Answer {
  readonly times: readonly number[];
}

function environment() {
  const logged: string[] = [];
  const log = (event: string, fields?: object): void => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const made: Environment = {
    storage: createMemoryStorage(),
    isBound: false,
    clock: systemClock,
    ids: uuidGenerator,
    logger: { warn: log, error: log },
    instrumentation: noInstrumentation,
    policy: null,
    auditActions: {},
    notedPeople: notedPeople(),
  };
  return { made, logged };
}

describe('a method that lost a race', () => {
  const racing = (lost: number) => {
    let times = 0;
    const record = method({
      ...one,
      refusals: ['conflict'],
      run: async (): Promise<Result<Answer, typeof lostRace>> => {
        times += 1;
        return times <= lost ? err(lostRace) : ok({ times: [times] });
      },
    });
    return record.call(environment().made, caller, undefined);
  };

  it('runs again, and sees the result of the winner', async () => {
    expect((await racing(1))._unsafeUnwrap()).toEqual({ times: [2] });
    expect((await racing(2))._unsafeUnwrap()).toEqual({ times: [3] });
  });

  it('is a conflict after three lost races', async () => {
    expect((await racing(3))._unsafeUnwrapErr()).toEqual(conflict('version'));
  });
});

describe('the step after the commit', () => {
  const finishing = (finish: () => Promise<Result<Answer, Conflict>>) =>
    method({ ...one, refusals: ['conflict'], run: async () => ok(1), finish });

  it('builds the answer', async () => {
    const { made } = environment();
    const record = finishing(async () => ok({ times: [7] }));
    expect((await record.call(made, caller, undefined))._unsafeUnwrap()).toEqual({ times: [7] });
    const refused = finishing(async () => err(conflict('version')));
    expect((await refused.call(made, caller, undefined))._unsafeUnwrapErr().code).toBe('conflict');
  });

  it('turns a storage fault into an error, and is logged under the name of the method', async () => {
    const { made, logged } = environment();
    const record = finishing(async () => {
      throw new StorageFault('unavailable', 'gone');
    });
    expect((await record.call(made, caller, undefined))._unsafeUnwrapErr().code).toBe('storage_failure');
    expect(logged).toEqual([expect.stringMatching(/^storage_failure .*"method":"workspaces\.list"/)]);
  });

  it('rejects for a bug, even one before the promise exists', async () => {
    const { made, logged } = environment();
    const record = finishing(() => {
      throw new TypeError('a bug');
    });
    await expect(record.call(made, caller, undefined)).rejects.toThrow('a bug');
    expect(logged).toEqual(['bug {"method":"workspaces.list","name":"TypeError"}']);
  });
});

it('a record and its group are frozen, answers included', async () => {
  const record = method({ ...one, refusals: [], run: async () => ok({ times: [1] }) });
  interface Client {
    list(request?: Record<string, never>): ResultAsync<Answer, AccessRefusal>;
  }
  const group = methodGroup<Client>()([record]);
  const client = group.clientFor(environment().made, caller);
  const answer = (await client.list())._unsafeUnwrap();
  for (const part of [record, record.refusals, group, client, answer, answer.times])
    expect(Object.isFrozen(part)).toBe(true);
});
