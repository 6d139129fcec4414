import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdGenerator } from '../kernel/id-generator.ts';
import type { AccessPolicy } from '../ports/access-policy.ts';
import type { Instrumentation } from '../ports/instrumentation.ts';
import type { Logger } from '../ports/logger.ts';
import type { Storage } from '../ports/storage.ts';
import type { Actor } from './actor.ts';

/** The dependencies of every use case; made once at the composition root. */
export interface Environment {
  /** The atlas's own storage, or storage bound to a host's transaction. */
  readonly storage: Pick<Storage, 'unit' | 'transaction' | 'settle' | 'bind'>;
  /** Whether `storage` works inside a transaction that the host ends. */
  readonly isBound: boolean;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly logger: Logger;
  readonly instrumentation: Instrumentation;
  /** The host's own policy; null for the built-in one on stored memberships. */
  readonly policy: AccessPolicy | null;
  /** The host's own audit actions. */
  readonly auditActions: AuditActionCatalog;
  /** Remembers which people's labels this process has noted, so that not every write repeats it. */
  readonly notedPeople: NotedPeople;
}

/** Where a request came from; goes into audit entries. */
export const requestSources = ['ui', 'api', 'cli', 'deploy_hook', 'schedule'] as const;

/** See {@link requestSources}. */
export type RequestSource = (typeof requestSources)[number];

/** Who calls, and from where. */
export interface Caller {
  readonly actor: Actor;
  readonly source: RequestSource;
}

/** A bounded set of `kind:id:label` that were written by this process. */
export interface NotedPeople {
  has(key: string): boolean;
  add(key: string): void;
  delete(key: string): void;
}

/** Clears itself at `limit`: the cache only saves a statement, so a simple rule suffices. */
export function notedPeople(limit = 10_000): NotedPeople {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    delete: (key) => void keys.delete(key),
    add: (key) => {
      if (keys.size >= limit) keys.clear();
      keys.add(key);
    },
  };
}
