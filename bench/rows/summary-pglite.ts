export { measureOnPglite as measure } from './summary.ts';
