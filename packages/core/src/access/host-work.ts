import * as z from 'zod';
import { lazy } from '../kernel/lazy.ts';
import type { MethodAccess } from './matrix.ts';

/** The capability that a host asks for; it may be one of its own. */
export const capabilitySchema = lazy(() => z.string().max(120).nullish());

/** What a host's own work asks of access. It has no row in the matrix, because the host names the capability, which may be a custom one. */
export function hostAccess(capability: unknown): MethodAccess {
  // An unknown capability is refused with the input, before anything is done.
  const and = capabilitySchema().safeParse(capability).data ?? null;
  const requirement = { needs: 'definition', and: and === null ? [] : [and] } as const;
  return {
    platform: requirement as MethodAccess['platform'],
    user: requirement as MethodAccess['user'],
    system: true,
    scope: 'workspace_or_platform',
    writes: true,
  };
}
