import { describePorts, concurrentWork } from './ports.ts';

// Every guarantee runs with prepared statements and with pipelining in citus-statements.int.test.ts: postgres.js prepares what it sends, and waits for nothing before.
describePorts('pg', {
  title: 'pg with prepared statements and pipelining',
  preparedStatements: true,
  pipeline: true,
  only: concurrentWork,
});
