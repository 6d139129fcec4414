import type { MethodName, MethodSpec } from '../client/sample.ts';
import type { Aggregate } from './aggregate.ts';

/** The methods that name an aggregate by its id. */
export function namingMethods({ idMember, client }: Aggregate): readonly (readonly [MethodName, MethodSpec])[] {
  const methods = Object.entries(client.methods) as readonly [MethodName, MethodSpec][];
  return methods.filter(([, { samples }]) => samples.some(({ at }) => at[idMember] !== undefined));
}
