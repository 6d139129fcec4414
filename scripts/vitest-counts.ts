import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** A test, a file or a hook that failed. */
export interface Failure {
  /** File and titles, as a filter of vitest takes them. */
  readonly name: string;
  /** First line of its first error. */
  readonly reason: string;
}

export interface Counts {
  passed: number;
  failed: number;
  /** Skipped, todo, or never run: tests that say nothing. */
  silent: number;
  /** What failed, for the end of a long log. */
  readonly failures: readonly Failure[];
  /** Files by how long they took, the slowest first. */
  readonly slowest: readonly { readonly file: string; readonly seconds: number }[];
  /** Files that had begun but not ended when this was written; after an orderly run there are none. */
  readonly running: readonly string[];
  /** Whether the run came to its end. */
  readonly ended: boolean;
}

/** Keeps the counts of a run in the file named by `--outputFile.counts`, where `check.ts` reads them. */
export default class VitestCounts implements Reporter {
  #file: string | undefined;
  readonly #running = new Set<string>();

  onInit({ config }: Vitest): void {
    this.#file = typeof config.outputFile === 'object' ? config.outputFile['counts'] : undefined;
  }

  onTestModuleQueued({ relativeModuleId }: TestModule): void {
    this.#running.add(relativeModuleId);
    this.#write({ passed: 0, failed: 0, silent: 0 }, false);
  }

  onTestModuleEnd({ relativeModuleId }: TestModule): void {
    this.#running.delete(relativeModuleId);
    this.#write({ passed: 0, failed: 0, silent: 0 }, false);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, silent: 0 };
    const failures = unhandled.map((error) => ({ name: 'outside of any test', reason: firstLine(error) }));
    const fail = (name: string, errors: readonly unknown[]): void =>
      errors.length > 0 ? void failures.push({ name, reason: firstLine(errors[0]) }) : undefined;
    for (const module of modules) {
      const { relativeModuleId: file } = module;
      fail(file, module.errors());
      for (const suite of module.children.allSuites()) fail(`${file} > ${suite.fullName}`, suite.errors());
      // A file that could not be loaded, or whose hooks failed, carries errors of its own.
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') {
          counts.failed += 1;
          fail(`${file} > ${test.fullName}`, test.result().errors ?? []);
        } else counts.silent += 1;
      }
    }
    const slowest = modules
      .map((one) => ({ file: one.relativeModuleId, seconds: one.diagnostic().duration / 1000 }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 5);
    this.#write(counts, true, failures, slowest);
  }

  #write(
    counts: Pick<Counts, 'passed' | 'failed' | 'silent'>,
    ended: boolean,
    failures: Counts['failures'] = [],
    slowest: Counts['slowest'] = [],
  ): void {
    const content: Counts = { ...counts, failures, slowest, running: [...this.#running], ended };
    if (this.#file) writeFileSync(this.#file, JSON.stringify(content));
  }
}

function firstLine(error: unknown): string {
  const text = error !== null && typeof error === 'object' && 'message' in error ? error.message : error;
  return String(text).split('\n', 1)[0] ?? '';
}
