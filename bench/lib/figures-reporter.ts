import type { Reporter, TestCase } from 'vitest/node';
import type {} from './keep-figures.ts';
import { writePerformancePage } from './performance-page.ts';
import { addResults } from './results.ts';

/** Adds the figures of every test to `bench/results` as soon as it ends, and renews docs/performance.md behind the last one. A missed target fails the run. */
export default class FiguresReporter implements Reporter {
  #hasNews = false;

  onTestCaseResult(test: TestCase): void {
    for (const { topic, figures } of test.meta().keptFigures ?? []) {
      addResults(topic, figures);
      this.#hasNews = true;
      for (const { figure, value, unit, target } of figures.filter(({ met }) => !met)) {
        console.error(`target missed: ${figure}: ${value} ${unit}, wanted ${target ?? ''}`);
        process.exitCode = 1;
      }
    }
  }

  onTestRunEnd(): void {
    if (this.#hasNews) writePerformancePage();
  }
}
