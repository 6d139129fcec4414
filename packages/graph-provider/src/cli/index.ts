// The entry `./cli`: the part of the command `tenantatlas` that asks Microsoft. The command of the storage package loads it on demand.
export type { GraphCommandResult } from './result.ts';
export { runGraphCommand, type GraphCommandContext } from './run.ts';
