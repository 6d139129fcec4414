import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Storage } from '@tenantatlas/core';
import { ada } from '../people.ts';
import { makeHistory } from './history.ts';
import { atlasOfThePast } from './past.ts';
import { makeConnections } from './connections.ts';
import { makePlace } from './places.ts';
import { workspaces } from './plan.ts';

/**
 * Fills an empty console with customers and a week of work, and does so once: what people change afterwards stays changed. A seed that was
 * interrupted is continued at the next start.
 */
export async function seedOnce(storage: Storage, folder: string): Promise<'seeded' | 'kept'> {
  const mark = join(folder, 'seeded');
  if (existsSync(mark)) return 'kept';
  const past = atlasOfThePast(storage);
  past.daysAgo(40);
  const operator = past.atlas.as(ada, { source: 'ui' });
  for (const workspace of workspaces) await makePlace(operator, workspace);
  await makeConnections(past.atlas);
  await makeHistory(past);
  writeFileSync(mark, '');
  return 'seeded';
}
