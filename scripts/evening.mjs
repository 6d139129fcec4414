// Repeats what a developer does on the first evening, with the packed packages: installs them into empty projects for Node, Vite and Next, composes, pauses,
// starts and renders. Needs the npm registry. `node scripts/evening.mjs [node] [vite] [next]`, with the Node of the workspace.
await import('./evening/main.ts');
