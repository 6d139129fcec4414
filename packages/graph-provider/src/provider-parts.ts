import type {
  Clock,
  DirectoryProvider,
  Logger,
  ProviderAccess,
  ProviderCall,
  Result,
  Scheduler,
} from '@tenantatlas/core';
import type { GraphFailure } from './answers/failure.ts';
import type { GraphClient, GraphSession } from './transport/client.ts';

/** Makes a session of a tenant; a failure where its id or its credential does not work. Sends no request. */
export type OpenSession = (access: ProviderAccess, call: ProviderCall) => Result<GraphSession, GraphFailure>;

/** What a provider reads with, for other readers of this package that share its limits, its tokens and its clock. */
export interface ProviderParts {
  readonly client: GraphClient;
  /** Where Graph is. */
  readonly origin: string;
  readonly open: OpenSession;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

const partsOfProviders = new WeakMap<DirectoryProvider, ProviderParts>();

/** Keeps what a provider reads with. The port has no member for it, and what a host logs of a provider stays without it. */
export function keepParts(provider: DirectoryProvider, parts: ProviderParts): void {
  partsOfProviders.set(provider, parts);
}

/** What a provider reads with; null for one that `createGraphProvider` did not make. */
export function partsOf(provider: DirectoryProvider): ProviderParts | null {
  return partsOfProviders.get(provider) ?? null;
}
