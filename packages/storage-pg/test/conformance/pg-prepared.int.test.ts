import { describePorts } from './ports.ts';

describePorts('pg', { title: 'pg with prepared statements', preparedStatements: true });
