import { describePorts } from './ports.ts';

describePorts('postgres-js');
