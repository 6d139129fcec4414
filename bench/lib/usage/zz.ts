import pg from 'pg';
import { createTenantAtlas, orThrow } from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import { startPostgres } from '../../../packages/storage-pg/test/support/embedded-postgres.ts';
import { rewrittenDatabase } from '../../../packages/storage-pg/test/support/rewritten-database.ts';
import { rightEvent } from './events.ts';
import { prepareLedger } from './ledger.ts';
const server = await startPostgres();
try {
  await prepareLedger(server.url, 10);
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  const src = pgPool(pool);
  let last: { sql: string; params: unknown } | null = null;
  const source = {
    ...src,
    open: async () => {
      const db = await src.open();
      return {
        ...db,
        transaction: (pre: string, work: any) =>
          db.transaction(pre, (tx: any) =>
            work({
              ...tx,
              query: async (sql: string, params: unknown) => {
                last = { sql, params };
                if (sql.includes('usage_events') && process.env.EX) {
                  const r = await tx.query('explain (analyze, buffers, settings) ' + sql, params);
                  if (process.env.EX === '2') {
                    console.log(r.rows.map((x: any) => x['QUERY PLAN']).join('\n'));
                    process.env.EX = '';
                  } else {
                    console.log(
                      r.rows
                        .map((x: any) => x['QUERY PLAN'])
                        .filter((x: string) => /Time:/.test(x))
                        .join(' '),
                    );
                  }
                }
                return tx.query(sql, params);
              },
            }),
          ),
      };
    },
  };
  const atlas = createTenantAtlas({ storage: orThrow(await createPgStorage({ database: source as never })) });
  const size = Number(process.argv[2] ?? 1000);
  for (let i = 0; i < 5; i++)
    orThrow(await atlas.recordMany(Array.from({ length: size }, (_, k) => rightEvent(k, 10)) as never));
  process.env.EX = '1';
  for (let i = 0; i < 4; i++)
    orThrow(await atlas.recordMany(Array.from({ length: size }, (_, k) => rightEvent(k, 10)) as never));
  process.env.EX = '2';
  orThrow(await atlas.recordMany(Array.from({ length: size }, (_, k) => rightEvent(k, 10)) as never));
  await pool.end();
} finally {
  await server.stop();
}
