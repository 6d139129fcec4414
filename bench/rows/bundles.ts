import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { atMost, exactly, reported, type Figure } from '../lib/figures.ts';

/** What a host that uses the hooks has anyway. Nothing else is left out: externals would hide the weight. */
const external = ['react', 'react-dom', '@tanstack/react-query'];

const hooks = '@tenantatlas/react-hooks';
const components = '@tenantatlas/react-hooks/ui';
const client = '@tenantatlas/http/client';
const tooMuch = /node_modules\/(zod|ky|date-fns)\//;

/** Row 7: what a page loads of ours, and of two flag clients with and without React, by one bundler in one run. Measures the built packages. */
export async function measure(): Promise<readonly Figure[]> {
  const all = await bundle(`export * from '${hooks}';`);
  const reading = await bundle(`export { useControls } from '${hooks}';`);
  const writing = await bundle(`export { usePauseControl } from '${hooks}';`);
  const browser = await bundle("export * from '@tenantatlas/core/browser';");
  const overHttp = await bundle(`export * from '${client}';`);
  const together = await bundle(`export * from '${hooks}'; export * from '${client}';`);
  const openFeature = await bundle("export * from '@openfeature/react-sdk';");
  const unleash = await bundle("export * from '@unleash/proxy-client-react';");
  const unleashAlone = await bundle("export * from 'unleash-proxy-client';");
  const alone = await Promise.all(
    all.names.filter(isHook).map((name) => bundle(`export { ${name} } from '${hooks}';`)),
  );
  const shown = await bundle(`export * from '${components}';`);
  const ours = [all, reading, writing, browser, overHttp, together];
  const heavy = ours.flatMap(({ inputs }) => inputs.filter((file) => tooMuch.test(file)));
  return [
    atMost('every hook', all.kilobytes, 8, 'kB'),
    atMost('one reading hook', reading.kilobytes, 2.5, 'kB'),
    atMost('one writing hook', writing.kilobytes, 2.5, 'kB'),
    atMost('the largest hook alone', Math.max(...alone.map(({ kilobytes }) => kilobytes)), 2.5, 'kB'),
    exactly(
      'hooks whose bundle holds another hook',
      alone.filter(({ code }) => methodsIn(code) > 1).length,
      0,
      'hooks',
    ),
    atMost('core/browser, with neverthrow', browser.kilobytes, 4, 'kB'),
    atMost('http/client, with neverthrow', overHttp.kilobytes, 7.45, 'kB'),
    exactly('files of zod, ky or date-fns in them', heavy.length, 0, 'files'),
    exactly('texts of a language that is not the default in the components', await textsIn(shown.code), 0, 'texts'),
    reported('every hook and http/client together', together.kilobytes, 'kB'),
    reported('@openfeature/react-sdk with its web SDK', openFeature.kilobytes, 'kB'),
    reported('@unleash/proxy-client-react with its client', unleash.kilobytes, 'kB'),
    reported('unleash-proxy-client, which asks over HTTP', unleashAlone.kilobytes, 'kB'),
  ];
}

const isHook = (name: string): boolean => /^use[A-Z]/.test(name);

/** How many methods of a client are named in it. A hook is made of one, so a second one belongs to a hook that the bundler could not drop. */
function methodsIn(code: string): number {
  return new Set([...code.matchAll(/["'`]([a-z]+\.[a-zA-Z]+)["'`]/g)].map(([, name]) => name)).size;
}

/** How many texts of the language that is loaded on demand are in it; only those of several words in ASCII, which no bundler rewrites. */
async function textsIn(code: string): Promise<number> {
  // Imported here, because the check loads this file before the packages are built.
  const { de, en } = await import('@tenantatlas/react-hooks/messages');
  return Object.entries(de).filter(
    ([id, text]) => text !== en[id] && /^[ -~]+ [ -~]+$/.test(text) && code.includes(text),
  ).length;
}

interface Bundle {
  /** Minified and gzipped, in thousands of bytes. */
  readonly kilobytes: number;
  /** The files that something of is left in it. */
  readonly inputs: readonly string[];
  /** What it exports. */
  readonly names: readonly string[];
  readonly code: string;
}

async function bundle(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    external,
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    kilobytes: gzipSync(outputFiles[0]?.contents ?? '').length / 1_000,
    names: Object.values(metafile.outputs).flatMap((output) => output.exports),
    code: outputFiles[0]?.text ?? '',
    inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
  };
}
