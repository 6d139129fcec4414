import type { Actor } from '../access/actor.ts';
import type { MethodAccess } from '../access/matrix.ts';
import { notFound, type NotFound } from '../kernel/errors.ts';

/** Who may erase: one rule for all erasures, because they are not part of a client and so not in the access matrix. */
export const eraserAccess = {
  platform: { needs: 'any_of', capabilities: ['platform.directory.manage'] },
  user: null,
  system: true,
  writes: true,
} as const satisfies Omit<MethodAccess, 'scope'>;

/**
 * An operator who is limited to some tenants may erase those. A workspace may hold tenants that are hidden from them, and a person is named in every
 * workspace. A refusal that depends on hidden rows would reveal them, so these operators have neither erasure.
 */
export function refuseLimited(actor: Actor, scope: MethodAccess['scope']): NotFound | null {
  return scope !== 'tenant' && actor.kind === 'platform' && actor.allowedTenants !== null ? notFound() : null;
}
