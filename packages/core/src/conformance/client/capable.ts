import { systemActor, workspaceUser, type Actor } from '../../access/actor.ts';
import { accessMatrix, type MethodAccess, type MethodName } from '../../access/matrix.ts';
import { allPowers } from './suite-atlas.ts';

/** A caller whom only the input step can refuse. */
export function capable(method: MethodName): Actor {
  const { system, platform }: MethodAccess = accessMatrix[method];
  if (system !== false) return systemActor('test');
  return platform ? allPowers : workspaceUser({ id: 'u-owner', label: 'Olga Owner' });
}
