// Prints the milliseconds from before the import to the first decision. Runs in a process of its own: only one import is the first. The first dynamic
// import makes Node load its own loader, and the first package name its resolver; neither belongs to a library.
await import('./nothing.mjs');
import.meta.resolve('zod');

const started = performance.now();
if (process.argv[2] === 'ours') {
  const { createControlSnapshot } = await import('@tenantatlas/core/snapshot');
  const source = { epoch: () => Promise.resolve(1), load: () => Promise.resolve({ epoch: 1, activations: [] }) };
  const snapshot = createControlSnapshot(['restore.execute'], { source });
  await snapshot.refresh();
  snapshot.evaluate('restore.execute', 'workspace-1');
} else {
  const { InMemoryProvider, OpenFeature } = await import('@openfeature/server-sdk');
  const variants = { on: true, off: false };
  const flag = { disabled: false, variants, defaultVariant: 'on' };
  await OpenFeature.setProviderAndWait(new InMemoryProvider({ flag }));
  await OpenFeature.getClient().getBooleanDetails('flag', false);
}
// Read the time first: reaching for stdout makes Node set it up.
const took = performance.now() - started;
process.stdout.write(String(took));
