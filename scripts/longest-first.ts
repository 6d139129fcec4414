import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first. They start first: a long file that starts last keeps one worker busy while the other has nothing to do.
 * Vitest knows durations of earlier runs only, and a fresh clone has none.
 */
export const longest: readonly string[] = [
  'examples/msp-console/test/pages.browser.test.ts',
  'examples/msp-console/test/connections.browser.test.ts',
  'examples/msp-console/test/onboarding.browser.test.ts',
  'examples/msp-console/test/lists.browser.test.ts',
  'examples/msp-console/test/at-scale.browser.test.ts',
  'examples/msp-console/test/states.browser.test.ts',
  'examples/msp-console/test/brand.browser.test.ts',
  'examples/msp-console/test/story.browser.test.ts',
  'examples/msp-console/test/help.browser.test.ts',
  'examples/msp-console/test/pauses.browser.test.ts',
  'examples/msp-console/test/parts.browser.test.ts',
  'packages/storage-pg/test/conformance/pg.int.test.ts',
  'scripts/guide.int.test.ts',
  'packages/storage-pg/test/distributed/citus-statements.int.test.ts',
  'packages/http/test/refusals.int.test.ts',
  'packages/storage-pg/test/conformance/pglite.int.test.ts',
  'packages/http/test/conformance.int.test.ts',
  'packages/storage-pg/src/cli/main.int.test.ts',
  'packages/storage-pg/src/migrations/row-security.int.test.ts',
  'packages/storage-pg/src/queries/list-reads.int.test.ts',
  'packages/graph-provider/test/command.int.test.ts',
  'packages/storage-pg/test/usage/history.int.test.ts',
  'packages/storage-pg/src/doctor/doctor.int.test.ts',
  'packages/storage-pg/test/atlas/erasure.int.test.ts',
  'examples/msp-console/test/restart.int.test.ts',
  'packages/storage-pg/src/cli/config-file.int.test.ts',
  'packages/storage-pg/src/pglite/data-directory.int.test.ts',
  'packages/storage-pg/src/queries/start-gate-citus.int.test.ts',
  'packages/storage-pg/test/atlas/archive-race.int.test.ts',
  'packages/storage-pg/src/migrator/migrator.int.test.ts',
  'packages/storage-pg/src/migrator/role-move.int.test.ts',
  'packages/storage-pg/test/atlas/two-pauses.int.test.ts',
  'packages/storage-pg/test/gate/limits-of-a-login.int.test.ts',
  'packages/storage-pg/src/unit/durable-commit.int.test.ts',
  'examples/msp-console/test/planted-secrets.int.test.ts',
  'packages/storage-pg/test/atlas/closed-when-in-doubt.fault.test.ts',
  'packages/storage-pg/test/atlas/start-against-pause.fault.test.ts',
  'packages/storage-pg/src/pglite/pglite.fault.test.ts',
  'packages/storage-pg/test/atlas/pause-among-streams.fault.test.ts',
  'packages/storage-pg/test/atlas/pause-under-load.fault.test.ts',
  'packages/storage-pg/test/atlas/onboarding.fault.test.ts',
  'packages/storage-pg/test/atlas/worker-takeover.fault.test.ts',
  'packages/storage-pg/src/migrator/migrator.fault.test.ts',
  'packages/storage-pg/test/atlas/crash-after-answer.fault.test.ts',
  'packages/storage-pg/src/executor/connection-loss.fault.test.ts',
  'packages/graph-provider/test/sync/killed.fault.test.ts',
  'packages/core/src/kernel/redaction.corpus.test.ts',
  'packages/core/src/access/explain.test.ts',
  'packages/core/src/access/refusal-matrix.test.ts',
  'scripts/docs.test.ts',
  'packages/core/src/kernel/redaction.test.ts',
  'packages/core/src/access/hostile-input.test.ts',
  'packages/core/src/conformance/client/client-conformance.test.ts',
  'scripts/arrows.test.ts',
];

/** Vitest's own order, changed by {@link inOrder}. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return inOrder(await super.sort(files));
  }
}

interface File {
  readonly moduleId: string;
  readonly project: { readonly name: string };
}

/**
 * The files of {@link longest} in front, and the files that can share a worker behind each other. A worker goes on with the next file only when its project and its
 * environment are the same. Else Vitest ends it, and the next one of this kind loads React Aria and jsdom again.
 */
export function inOrder<One extends File>(files: readonly One[]): One[] {
  const sorted = files.toSorted((one, other) => rankOf(one) - rankOf(other));
  const sharing = Map.groupBy(sorted, ({ project, moduleId }) => `${project.name} ${environmentOf(moduleId) ?? ''}`);
  return [...sharing.values()].flat();
}

function rankOf({ moduleId }: File): number {
  const rank = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return rank < 0 ? longest.length : rank;
}

/** The environment that a file asks for in a comment, as Vitest reads it. */
function environmentOf(file: string): string | undefined {
  return /@vitest-environment\s+([\w-]+)\b/.exec(readFileSync(file, 'utf8'))?.[1];
}
