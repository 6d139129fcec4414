import { stripAdvisoryLocks } from '../../src/queries/strip-advisory-locks.ts';
import { describePorts, concurrentWork } from './ports.ts';

describePorts('pg', {
  title: 'pg without advisory locks',
  rewrite: stripAdvisoryLocks,
  only: concurrentWork,
  // Advisory locks only form a queue. Everything else holds without them.
  broken: {
    'access facts: archiving waits for the units that hold the scope, and a later unit waits for it':
      'A later unit does not overtake one that waits to archive',
  },
});
