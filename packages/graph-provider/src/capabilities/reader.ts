import type { Instant } from '@tenantatlas/core';
import type { GraphClient, GraphSession } from '../transport/client.ts';

/** What a capability reads with: one tenant, one sign-in. */
export interface Reader {
  readonly client: GraphClient;
  readonly session: GraphSession;
  readonly now: () => Instant;
}
