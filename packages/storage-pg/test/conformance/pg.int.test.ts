import { describePorts } from './ports.ts';

describePorts('pg');
