import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';

/** How long after a consent a provider may still answer as if there were none. */
export const consentGraceMillis = 10 * 60 * 1000;

/** Whether consent was given so short a time ago that the provider may not know of it everywhere. */
export function isYoung({ consentedAt, consentStatus }: ProviderConnection, at: Instant): boolean {
  if (consentedAt === null || consentStatus !== 'granted') return false;
  const age = epochMillis(at) - epochMillis(consentedAt);
  return age >= 0 && age < consentGraceMillis;
}
