import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root, run } from '../../../../scripts/workspace.ts';
import { findChromium, type FoundChromium } from './browser.ts';
import { writePictureIndex } from './picture-index.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly chromium: FoundChromium;
    /** A data directory as it is after the first start, to be copied. */
    readonly seededData: string;
  }
}

/** Once per run: builds what `npm start` builds, finds a browser, and seeds a data directory that the tests copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  for (const script of ['build', 'build-console']) {
    const { code, output } = await run(process.execPath, [`scripts/${script}.ts`, '--quiet'], {
      cwd: root,
      capture: true,
    });
    if (code !== 0) throw new Error(`scripts/${script}.ts failed:\n${output}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'msp-console-seed-'));
  const seededData = join(folder, 'data');
  const [chromium] = await Promise.all([findChromium(), startServer(seededData).then((server) => server.end())]);
  project.provide('chromium', chromium);
  project.provide('seededData', seededData);
  return () => {
    writePictureIndex();
    for (const one of [folder, chromium.unpacked]) if (one !== null) rmSync(one, { recursive: true, force: true });
  };
}
