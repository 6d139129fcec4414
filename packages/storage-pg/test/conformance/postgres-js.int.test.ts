import { describePorts, concurrentWork } from './ports.ts';

// Every guarantee runs on this driver in citus-statements.int.test.ts, with the SQL for Citus.
describePorts('postgres-js', { title: 'postgres-js', only: concurrentWork });
