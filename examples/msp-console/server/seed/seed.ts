import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Storage } from '@tenantatlas/core';
import { ada } from '../people.ts';
import type { SimulatedMicrosoft } from '../provider/microsoft.ts';
import { makeConnections } from './connections.ts';
import { makeHistory } from './history.ts';
import { makeOnboardings } from './onboarding.ts';
import { atlasOfThePast } from './past.ts';
import { makePlace } from './places.ts';
import { workspaces } from './plan.ts';
import { recordUse } from './usage.ts';

/**
 * Fills an empty console with customers, a week of work and a month of use, and does so once: what people change afterwards stays changed. A seed that was
 * interrupted is continued at the next start.
 */
export async function seedOnce(
  storage: Storage,
  folder: string,
  microsoft: SimulatedMicrosoft,
): Promise<'seeded' | 'kept'> {
  const mark = join(folder, 'seeded');
  if (existsSync(mark)) return 'kept';
  const past = atlasOfThePast(storage, microsoft);
  past.daysAgo(40);
  const operator = past.atlas.as(ada, { source: 'ui' });
  for (const workspace of workspaces) await makePlace(operator, workspace);
  await makeHistory(past);
  await makeConnections(past, microsoft.demonstration);
  await makeOnboardings(past);
  await recordUse(past);
  writeFileSync(mark, '');
  return 'seeded';
}
