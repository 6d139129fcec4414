import { join } from 'node:path';
import { startContestant as start, type Runner as RunnerOf } from '../contestants.ts';
import type { GraphSite, Measured, Task } from './contract.ts';

/** A contestant in its own process. */
export type Runner = RunnerOf<Task, Measured>;

/** Starts a contestant. */
export function startContestant(name: string, site: GraphSite): Runner {
  return start(join(import.meta.dirname, 'contestant-process.ts'), name, site);
}
