export { pglite } from './pglite.ts';
