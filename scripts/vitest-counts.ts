import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  /** Skipped, todo, or never run: tests that say nothing. */
  silent: number;
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
    for (const module of modules) {
      // A file that could not be loaded, or whose hooks failed, carries errors of its own.
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else counts.silent += 1;
      }
    }
    this.#write(counts, true);
  }

  #write(counts: Pick<Counts, 'passed' | 'failed' | 'silent'>, ended: boolean): void {
    const content: Counts = { ...counts, running: [...this.#running], ended };
    if (this.#file) writeFileSync(this.#file, JSON.stringify(content));
  }
}
