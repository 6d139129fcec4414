// Repeats what a developer does on the first evening, with the packed packages: installs them into empty projects for Node, Vite, Next and edges, composes, pauses,
// starts, renders, and asks from Bun, Deno and workerd. Needs the npm registry. `node scripts/evening.mjs [node] [vite] [next] [edge]`, with the Node of the workspace.
await import('./evening/main.ts');
