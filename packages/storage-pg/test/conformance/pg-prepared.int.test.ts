import { describePorts, meetings } from './ports.ts';

// Every guarantee runs with prepared statements in citus-statements.int.test.ts: postgres.js prepares what it sends.
describePorts('pg', { title: 'pg with prepared statements', preparedStatements: true, only: meetings });
