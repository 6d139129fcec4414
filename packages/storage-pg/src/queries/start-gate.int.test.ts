import { describeStartGate } from '../../test/gate/start-gate-suite.ts';

describeStartGate('postgresql');
