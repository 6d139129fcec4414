export { measureOn15 as measure } from './summary.ts';
