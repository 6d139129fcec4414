import { err, invariant, ok, type Result } from '@tenantatlas/core';
import { rateLimited, unauthenticated } from '../contract/transport-errors.ts';
import { isForgery } from './cross-origin.ts';
import { isOtherType } from './read-body.ts';
import { problemWith } from './respond.ts';
import type { Setup } from './setup.ts';
import { refuse } from './transport-problem.ts';

/** The client of the caller, or why the request goes no further. A request that another site may have sent is refused before sign-in. */
export async function admit(setup: Setup, request: Request, isRead: boolean): Promise<Result<object, Response>> {
  if (isForgery(request, setup.trustedOrigins)) return err(refuse('crossOrigin'));
  if (!isRead && isOtherType(request)) return err(refuse('notJsonType'));
  const actor = await setup.authenticate(request);
  if (!actor) return err(problemWith(unauthenticated(), setup.problemBase));
  // Checked here, so that code which trusts the actor never gets an invalid one.
  const client = setup.atlas.as(actor, { source: setup.source });
  const wait = (await setup.rateLimit?.(request, actor)) ?? null;
  if (wait === null) return ok(client);
  invariant(Number.isSafeInteger(Math.ceil(wait)), 'rateLimit: answer with the seconds to wait, or with null.');
  return err(problemWith(rateLimited(wait), setup.problemBase));
}
