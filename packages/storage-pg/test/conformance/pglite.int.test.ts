import { describePorts } from './ports.ts';

describePorts('pglite');
