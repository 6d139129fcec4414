import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InvariantError } from '@tenantatlas/core';
import { forEachDriver, type OpenBackend, runOnHandle } from '../../test/support/backends.ts';
import { SqlError } from './sql-error.ts';
import type { SqlTransaction } from './sql-database.ts';

/** Every role may use it: the tests are about the driver, not about access. */
const table = `CREATE TABLE public.notes (id bigint PRIMARY KEY, body jsonb, tags text[], CONSTRAINT notes_body CHECK (body IS NULL OR body ->> 'kind' <> 'forbidden'));
GRANT ALL ON public.notes TO PUBLIC`;

forEachDriver((backend) => {
  let open: OpenBackend;
  beforeAll(async () => {
    open = await backend.open();
    for (const statement of table.split(';')) await open.admin(statement);
  });
  afterAll(() => open.close());
  beforeEach(() => open.admin('DELETE FROM public.notes'));

  const insert = (transaction: SqlTransaction, id: number) =>
    transaction.query('INSERT INTO public.notes (id) VALUES ($1)', [id]);
  const ids = async () =>
    (await open.admin<{ id: number }>('SELECT id::int AS id FROM public.notes ORDER BY id')).map(({ id }) => id);

  describe('values', () => {
    it('are normalised on the way in', async () => {
      const { rows, rowCount } = await open.database.query(
        `SELECT 9007199254740991::bigint AS big, count(*) AS counted, '2026-11-21T10:00:00.1Z'::timestamptz(3) AS at, ('{"a":[1]}'::text)::jsonb AS body,
          true AS yes, NULL::text AS nothing, ARRAY['a','b"c']::text[] AS tags, 7::int AS seven FROM (VALUES (1), (2)) v`,
      );
      const expected = {
        big: 9007199254740991,
        counted: 2,
        at: '2026-11-21T10:00:00.100Z',
        body: { a: [1] },
        yes: true,
        nothing: null,
        tags: ['a', 'b"c'],
        seven: 7,
      };
      expect(rows).toEqual([expected]);
      expect(rowCount).toBe(1);
    });

    it.each([
      { given: 'text "with" \\ and \'quotes\'', type: 'text' },
      { given: 42, type: 'bigint' },
      { given: true, type: 'boolean' },
      { given: false, type: 'boolean' },
      { given: null, type: 'boolean' },
      { given: ['a', 'b,"c\\'], type: 'text[]' },
      { given: [], type: 'text[]' },
      { given: [1, 2], type: 'bigint[]' },
      { given: '2026-11-21T10:00:00.123Z', type: 'timestamptz' },
    ])('are sent unchanged: $given as $type', async ({ given, type }) => {
      const { rows } = await open.database.query(`SELECT $1::${type} AS back`, [given]);
      expect(rows).toEqual([{ back: given }]);
    });

    it('JSON travels as text and is stored as JSON, with or without a cast from text', async () => {
      const body = JSON.stringify({ kind: 'x', list: [1, 'two'] });
      const { rows } = await open.database.query(
        'SELECT jsonb_typeof(($1::text)::jsonb) AS detour, jsonb_typeof($2::jsonb) AS direct',
        [body, body],
      );
      expect(rows).toEqual([{ detour: 'object', direct: 'object' }]);
    });

    it('an integer beyond 2^53 is a bug', async () => {
      await expect(open.database.query('SELECT 9007199254740993::bigint AS big')).rejects.toBeInstanceOf(
        InvariantError,
      );
    });

    it('returns the number of affected rows', async () => {
      const counts = await open.database.transaction('', async (transaction) => [
        (await transaction.query('INSERT INTO public.notes (id) VALUES (1), (2), (3)')).rowCount,
        (await transaction.query('UPDATE public.notes SET tags = $1 WHERE id > 1', [['x']])).rowCount,
        (await transaction.query('INSERT INTO public.notes (id) VALUES (1) ON CONFLICT DO NOTHING RETURNING id'))
          .rowCount,
        (await transaction.query('DELETE FROM public.notes WHERE id = 99')).rowCount,
      ]);
      expect(counts).toEqual([3, 2, 0, 0]);
    });
  });

  describe('errors', () => {
    it('carry state and constraint, and no value of the row', async () => {
      const error: unknown = await open.database
        .query('INSERT INTO public.notes (id, body) VALUES (1, ($1::text)::jsonb)', ['{"kind":"forbidden","secret":1}'])
        .catch((e: unknown) => e);
      expect(error).toBeInstanceOf(SqlError);
      expect(error).toMatchObject({ state: '23514', constraint: 'notes_body' });
      expect(Object.keys(error as object).sort()).toEqual(['constraint', 'name', 'rowSecurity', 'state']);
      expect((error as Error).stack).not.toContain('secret');
    });
  });

  describe('a transaction', () => {
    it('commits when its work resolves', async () => {
      expect(await open.database.transaction('', async (transaction) => (await insert(transaction, 1), 'done'))).toBe(
        'done',
      );
      expect(await ids()).toEqual([1]);
    });

    it('passes arrays and promises of arrays through', async () => {
      expect(await open.database.transaction('', () => Promise.resolve([1, [2]]))).toEqual([1, [2]]);
    });

    it('rolls back when its work rejects, with that error', async () => {
      const refusal = new Error('no');
      const attempt = open.database.transaction('', async (transaction) => {
        await insert(transaction, 1);
        throw refusal;
      });
      await expect(attempt).rejects.toBe(refusal);
      expect(await ids()).toEqual([]);
    });

    it('rejects when a statement failed and its work continued', async () => {
      const attempt = open.database.transaction('', async (transaction) => {
        await insert(transaction, 1);
        await transaction.query('SELECT 1/0').catch(() => {});
        return 'looks fine';
      });
      await expect(attempt).rejects.toMatchObject({ state: '22012' });
      expect(await ids()).toEqual([]);
    });

    it('rejects when a statement of the host failed and its work continued', async () => {
      const attempt = open.database.transaction('', async (transaction) => {
        await insert(transaction, 1);
        await runOnHandle(transaction.handle, 'SELECT 1/0').catch(() => {});
        return 'looks fine';
      });
      await expect(attempt).rejects.toBeInstanceOf(SqlError);
      expect(await ids()).toEqual([]);
    });

    it('rejects when the commit is refused, without effect on the next one', async () => {
      await open.admin('CREATE TABLE public.later (id bigint REFERENCES public.notes DEFERRABLE INITIALLY DEFERRED)');
      await open.admin('GRANT ALL ON public.later TO PUBLIC');
      const orphan = () => open.database.transaction('', (t) => t.query('INSERT INTO public.later VALUES (1)'));
      const attempts = Array.from({ length: 24 }, (_, at) =>
        at % 2 === 0 ? orphan() : open.database.transaction('', (transaction) => insert(transaction, 100 + at)),
      );
      const answers = await Promise.allSettled(attempts);
      answers.forEach((answer, at) =>
        expect(answer).toMatchObject(at % 2 === 0 ? { reason: { state: '23503' } } : { status: 'fulfilled' }),
      );
      expect(await ids()).toHaveLength(12);
      expect(await open.admin('SELECT FROM public.later')).toHaveLength(0);
      await open.admin('DROP TABLE public.later');
    });

    it('runs its preamble first and resets it at the end', async () => {
      const read =
        "SELECT current_setting('tenantatlas.workspace_id', true) AS w, current_setting('transaction_isolation') AS i";
      const inside = await open.database.transaction("SET LOCAL tenantatlas.workspace_id TO 'w1'", (transaction) =>
        transaction.query(read),
      );
      expect(inside.rows).toEqual([{ w: 'w1', i: 'read committed' }]);
      for (let connection = 0; connection < 3; connection += 1) {
        expect((await open.database.query<{ w: string | null }>(read)).rows[0]?.w ?? '').toBe('');
      }
    });

    it.each([
      { preamble: 'SET LOCAL ROLE nobody_of_that_name', state: '22023' },
      // The server runs nothing of a message that it cannot read, also not the BEGIN in it.
      { preamble: "SET LOCAL TimeZone TO 'UTC';SET LOCAL ROLE", state: '42601' },
    ])('rolls back or does not begin its work when the preamble fails with $state', async ({ preamble, state }) => {
      const attempt = open.database.transaction(preamble, (transaction) => insert(transaction, 1));
      await expect(attempt).rejects.toMatchObject({ state });
      expect(await ids()).toEqual([]);
      expect((await open.database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });

    it('is READ COMMITTED regardless of the session default', async () => {
      const isolation = await open.database.transaction('', async (transaction) => {
        await transaction.script("SET default_transaction_isolation TO 'serializable'");
        return (await transaction.query<{ i: string }>("SELECT current_setting('transaction_isolation') AS i")).rows[0]
          ?.i;
      });
      expect(isolation).toBe('read committed');
      const after = await Promise.all(
        Array.from({ length: 4 }, () =>
          open.database.transaction('', (t) =>
            t.query<{ i: string }>("SELECT current_setting('transaction_isolation') AS i"),
          ),
        ),
      );
      expect(new Set(after.map(({ rows }) => rows[0]?.i))).toEqual(new Set(['read committed']));
      await open.database.transaction('', (transaction) =>
        transaction.script('SET default_transaction_isolation TO DEFAULT'),
      );
    });

    it('rejects statements after its end', async () => {
      let late: SqlTransaction | undefined;
      await open.database.transaction('', (transaction) => {
        late = transaction;
        return Promise.resolve();
      });
      await expect(late?.query('SELECT 1')).rejects.toBeInstanceOf(InvariantError);
    });
  });

  describe('a script', () => {
    it('returns the result of each statement, and each one sees what was committed by then', async () => {
      const answer = await open.database.transaction('', (transaction) =>
        transaction.script(
          'SELECT 1::bigint AS one UNION ALL SELECT 2 ORDER BY one; SELECT 3 AS three WHERE false; SELECT NULL AS four',
        ),
      );
      expect(answer.map(({ rows, rowCount }) => [rows.map((row) => Object.values(row as object)), rowCount])).toEqual([
        [[[1], [2]], 2],
        [[], 0],
        [[[null]], 1],
      ]);
    });
  });

  describe('a separate script', () => {
    const facts =
      "SELECT current_setting('tenantatlas.workspace_id', true) AS w, current_setting('transaction_isolation') AS i, 7::bigint AS seven";

    it('commits, and returns the result of its last statement', async () => {
      const answer = await open.database.once(
        () =>
          `SELECT 1 AS other; INSERT INTO public.notes (id) VALUES (1); SET LOCAL tenantatlas.workspace_id TO 'w1'; ${facts}`,
      );
      expect(answer.at(-1)).toEqual({ rows: [{ w: 'w1', i: 'read committed', seven: 7 }], rowCount: 1 });
      expect(await ids()).toEqual([1]);
      for (let connection = 0; connection < 3; connection += 1)
        expect((await open.database.query<{ w: string | null }>(facts)).rows[0]?.w ?? '').toBe('');
    });

    it('is READ COMMITTED regardless of the session default', async () => {
      await open.database.script("SET default_transaction_isolation TO 'serializable'");
      const answers = await Promise.all(
        Array.from({ length: 4 }, () =>
          open.database.once<{ i: string }>(() => `SET LOCAL TimeZone TO 'UTC';${facts}`),
        ),
      );
      await open.database.script('SET default_transaction_isolation TO DEFAULT');
      expect(answers.map((results) => results.at(-1)?.rows[0]?.i)).toEqual(Array(4).fill('read committed'));
    });

    it('rolls back completely when a statement fails, with its error, and affects no later one', async () => {
      const attempts = Array.from({ length: 12 }, (_, at) =>
        open.database.once(
          () => `INSERT INTO public.notes (id) VALUES (${100 + at}); SELECT 1 / ${at % 2} AS one; SELECT ${at} AS at`,
        ),
      );
      const answers = await Promise.allSettled(attempts);
      answers.forEach((answer, at) => {
        if (at % 2 === 0) expect(answer).toMatchObject({ reason: { state: '22012' } });
        else expect(answer.status === 'fulfilled' && answer.value.at(-1)).toMatchObject({ rows: [{ at }] });
      });
      expect(await ids()).toEqual([101, 103, 105, 107, 109, 111]);
    });

    it('rejects when its commit is refused', async () => {
      await open.admin('CREATE TABLE public.later (id bigint REFERENCES public.notes DEFERRABLE INITIALLY DEFERRED)');
      await open.admin('GRANT ALL ON public.later TO PUBLIC');
      const orphan = open.database.once(() => 'INSERT INTO public.later VALUES (1); SELECT 1 AS one');
      await expect(orphan).rejects.toMatchObject({ state: '23503' });
      expect(await open.admin('SELECT FROM public.later')).toHaveLength(0);
      await open.admin('DROP TABLE public.later');
    });
  });

  describe('a savepoint', () => {
    it('rolls back only its own work when it rejects', async () => {
      await open.database.transaction('', async (transaction) => {
        await insert(transaction, 1);
        await expect(
          transaction.savepoint(async (inner) => (await insert(inner, 2), await inner.query('SELECT 1/0'))),
        ).rejects.toMatchObject({ state: '22012' });
        await insert(transaction, 3);
      });
      expect(await ids()).toEqual([1, 3]);
    });

    it('rejects when a statement in it failed and its work continued', async () => {
      await open.database.transaction('', async (transaction) => {
        const attempt = transaction.savepoint(async (inner) => {
          await insert(inner, 1);
          await inner.query('SELECT 1/0').catch(() => {});
        });
        await expect(attempt).rejects.toMatchObject({ state: '22012' });
      });
      expect(await ids()).toEqual([]);
    });

    it('nests', async () => {
      await open.database.transaction('', (transaction) =>
        transaction.savepoint(async (outer) => {
          await insert(outer, 1);
          await outer.savepoint((inner) => insert(inner, 2));
          await outer
            .savepoint(async (inner) => (await insert(inner, 3), Promise.reject(new Error('no'))))
            .catch(() => {});
        }),
      );
      expect(await ids()).toEqual([1, 2]);
    });

    it('waits for an earlier sibling', async () => {
      const order: string[] = [];
      const step = (name: string) => async (inner: SqlTransaction) => {
        order.push(`${name} begins`);
        await inner.query('SELECT pg_sleep(0.02)');
        order.push(`${name} ends`);
      };
      await open.database.transaction('', (transaction) =>
        Promise.all([transaction.savepoint(step('a')), transaction.savepoint(step('b'))]),
      );
      expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    });

    it('rejects statements after its end', async () => {
      await open.database.transaction('', async (transaction) => {
        let late: SqlTransaction | undefined;
        await transaction.savepoint((inner) => {
          late = inner;
          return Promise.resolve();
        });
        await expect(late?.query('SELECT 1')).rejects.toBeInstanceOf(InvariantError);
      });
    });
  });

  describe('a transaction of the host', () => {
    it('is bound once: two bindings share one queue of savepoints', async () => {
      await open.hostTransaction((host) => {
        expect(open.database.bind(host.handle)).toBe(open.database.bind(host.handle));
        return Promise.resolve();
      });
    });

    it('rolls back with the host', async () => {
      const attempt = open.hostTransaction(async (host) => {
        await open.database.bind(host.handle).savepoint((inner) => insert(inner, 1));
        throw new Error('the host changed its mind');
      });
      await expect(attempt).rejects.toThrow('the host changed its mind');
      expect(await ids()).toEqual([]);
    });

    it.each([null, undefined, 'tx', 1, {}, () => {}])('%o is not one', (given) => {
      expect(() => open.database.bind(given)).toThrow(InvariantError);
    });
  });
});
