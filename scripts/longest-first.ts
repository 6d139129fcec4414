import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first. They start first: a long file that starts last keeps one worker busy while the other has nothing to do.
 * Vitest knows durations of earlier runs only, and a fresh clone has none.
 */
export const longest: readonly string[] = [
  'examples/msp-console/test/pages.browser.test.ts',
  'examples/msp-console/test/states.browser.test.ts',
  'examples/msp-console/test/story.browser.test.ts',
  'scripts/guide.int.test.ts',
  'packages/storage-pg/src/cli/main.int.test.ts',
  'examples/msp-console/test/restart.int.test.ts',
  'packages/storage-pg/test/atlas/pause-among-streams.fault.test.ts',
  'packages/storage-pg/test/atlas/erasure.int.test.ts',
  'packages/storage-pg/test/atlas/closed-when-in-doubt.fault.test.ts',
  'packages/storage-pg/src/cli/config-file.int.test.ts',
  'packages/storage-pg/test/conformance/pglite.int.test.ts',
  'packages/http/test/refusals.int.test.ts',
  'packages/http/test/conformance.int.test.ts',
  'packages/storage-pg/src/pglite/data-directory.int.test.ts',
  'packages/storage-pg/src/migrator/migrator.int.test.ts',
  'packages/storage-pg/test/distributed/citus-statements.int.test.ts',
  'packages/storage-pg/test/conformance/pg.int.test.ts',
  'packages/storage-pg/test/atlas/start-against-pause.fault.test.ts',
  'packages/storage-pg/src/unit/durable-commit.int.test.ts',
  'packages/storage-pg/test/atlas/isolation-level.int.test.ts',
  'packages/storage-pg/test/atlas/host-session.int.test.ts',
  'packages/storage-pg/src/queries/list-reads.int.test.ts',
  'packages/storage-pg/src/migrations/row-security.int.test.ts',
  'packages/storage-pg/src/doctor/doctor.int.test.ts',
  'packages/storage-pg/test/atlas/host-transaction.int.test.ts',
  'packages/storage-pg/test/conformance/postgres-js.int.test.ts',
  'packages/storage-pg/src/pglite/pglite.fault.test.ts',
  'packages/storage-pg/src/migrator/migrator.fault.test.ts',
];

/** Vitest's own order, with {@link longest} in front. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return rank < 0 ? longest.length : rank;
}
