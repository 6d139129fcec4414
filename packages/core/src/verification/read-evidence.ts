import { collected, type Evidence, type EvidenceReason, type NotCollected } from '../kernel/evidence.ts';
import { isExternalTenantId, isIdToken, normalizeExternalTenantId } from '../kernel/ids.ts';
import { isAfter, parseInstant, type Instant } from '../kernel/instant.ts';
import { isBuiltInReasonCode, isHostReasonCode } from '../kernel/reason-codes.ts';
import { isRecord } from '../kernel/record.ts';
import { findSecrets } from '../kernel/redaction.ts';
import { cleanLine } from '../kernel/text.ts';
import { isGrantKey } from '../permissions/catalog.ts';
import { permissionTypes, type Grant, type TenantIdentity } from '../ports/directory-provider.ts';

/** Grants that are kept at most; a tenant has some hundreds. */
const maxGrants = 5_000;
/** A tenant has 5,000 domains at most. */
const maxDomains = 5_000;

/**
 * What an adapter answered, made of the members that the port names and nothing else: an adapter may be a host's own, and what it answers is stored and shown. An
 * Null for an answer of another shape.
 */
export function readEvidence<T>(
  answer: unknown,
  now: Instant,
  readValue: (value: unknown) => T | null,
): Evidence<T> | null {
  if (!isRecord(answer)) return null;
  const given = instantOf(answer['observedAt']);
  // An instant to come would never become old.
  const observedAt = given === null || isAfter(given, now) ? now : given;
  const { collection } = answer;
  if (collection === 'collected') {
    const value = readValue(answer['value']);
    return value === null ? null : collected(value, observedAt);
  }
  const reason = reasonOf(answer['reason']);
  const lastKnown = null;
  if (collection === 'partial') {
    const part = readValue(answer['part']);
    return part === null ? null : { collection, part, lastKnown, observedAt, reason };
  }
  const known = (['forbidden', 'not_licensed', 'throttled', 'failed'] as const).find((state) => state === collection);
  return known === undefined ? null : { collection: known, lastKnown, observedAt, reason };
}

/** Evidence for a call that gave no answer at all. */
export function noAnswer(now: Instant, code: 'unknown_error' | 'network_unreachable'): NotCollected<never> {
  return {
    collection: 'failed',
    lastKnown: null,
    observedAt: now,
    reason: { code, providerCode: null, retryAt: null },
  };
}

/** The tenant of a sign-in; null for any other value. */
export function readIdentity(value: unknown): TenantIdentity | null {
  if (!isRecord(value)) return null;
  const { externalTenantId, displayName, verifiedDomains } = value;
  if (typeof externalTenantId !== 'string' || !isExternalTenantId(externalTenantId)) return null;
  if (!Array.isArray(verifiedDomains) || verifiedDomains.length > maxDomains) return null;
  const domains = verifiedDomains.filter(
    (each): each is string => typeof each === 'string' && isExternalTenantId(each),
  );
  return {
    externalTenantId: normalizeExternalTenantId(externalTenantId),
    displayName: cleanLine(displayName, 200),
    verifiedDomains: domains.map(normalizeExternalTenantId),
  };
}

/** Grants of a tenant; null for any other value, and for one that is not a grant: a list with a hole would make a permission look missing. */
export function readGrants(value: unknown): readonly Grant[] | null {
  if (!Array.isArray(value) || value.length > maxGrants) return null;
  const grants: Grant[] = [];
  for (const each of value as readonly unknown[]) {
    if (!isRecord(each)) return null;
    const { key, type } = each;
    const known = permissionTypes.find((one) => one === type);
    if (!isGrantKey(key) || known === undefined) return null;
    grants.push({ key, type: known });
  }
  return grants;
}

/** A code of the provider is a word: a text could hold a name or a secret. */
function reasonOf(reason: unknown): EvidenceReason {
  const { code, providerCode, retryAt } = isRecord(reason) ? reason : {};
  const isCode = typeof code === 'string' && (isBuiltInReasonCode(code) || isHostReasonCode(code));
  return {
    code: isCode ? code : 'unknown_error',
    providerCode: isProviderCode(providerCode) ? providerCode : null,
    retryAt: instantOf(retryAt),
  };
}

/** Whether `code` is a word as providers use them for codes: a text could hold a name or a secret. */
export function isProviderCode(code: unknown): code is string {
  return typeof code === 'string' && isIdToken(code) && findSecrets(code).length === 0;
}

function instantOf(value: unknown): Instant | null {
  return typeof value === 'string' ? parseInstant(value) : null;
}
