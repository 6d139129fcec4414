import type { EvidenceReason, Instant, ReasonCode } from '@tenantatlas/core';
import { toInstant } from '@tenantatlas/core/ports';

/** Why a request has no answer that can be used, as evidence says it. It holds codes only: no text and no body of the provider. */
export interface GraphFailure {
  readonly collection: 'forbidden' | 'not_licensed' | 'throttled' | 'failed';
  readonly reason: EvidenceReason;
  /** Null where no answer came. */
  readonly status: number | null;
  /** The member of an answer of another shape, such as `value.3.displayName`; null for every other failure. */
  readonly path: string | null;
}

/** Makes a {@link GraphFailure}. */
export function failure(
  collection: GraphFailure['collection'],
  code: ReasonCode,
  more: {
    readonly providerCode?: string | null;
    readonly retryAt?: Instant | null;
    readonly status?: number | null;
    readonly path?: string | null;
  } = {},
): GraphFailure {
  const { providerCode = null, retryAt = null, status = null, path = null } = more;
  return Object.freeze({ collection, reason: Object.freeze({ code, providerCode, retryAt }), status, path });
}

/** The provider was not reached, and the platform does not say why. */
export const unreachable: GraphFailure = failure('failed', 'network_unreachable');

/** The provider did not answer in time. */
export const timedOut: GraphFailure = failure('failed', 'network_unreachable', { providerCode: 'timeout' });

/** The provider was not reached: DNS, TLS, a connection that was refused or ended. The code of the platform is kept, and its text, which names addresses, is not. */
export function networkFailure(cause: unknown): GraphFailure {
  return failure('failed', 'network_unreachable', { providerCode: codeIn(cause) });
}

/** An answer that ended before its end. Asking again may help. */
export function truncated(status: number): GraphFailure {
  return failure('failed', 'network_unreachable', { providerCode: 'truncated_response', status });
}

/** An answer that is longer than what is read. */
export function tooLong(status: number): GraphFailure {
  return failure('failed', 'unknown_error', { providerCode: 'response_too_large', status });
}

/** A success whose body is not JSON. */
export function malformed(status: number): GraphFailure {
  return failure('failed', 'unknown_error', { providerCode: 'malformed_response', status, path: '' });
}

/**
 * An answer whose shape is another than Microsoft's documentation says. Names of members may come from the provider, so that only words and numbers of the path
 * are kept.
 */
export function wrongShape(path: readonly PropertyKey[], status: number): GraphFailure {
  const names = path.map((step) =>
    String(step)
      .replaceAll(/[^A-Za-z0-9_@.$-]/g, '?')
      .slice(0, 60),
  );
  return failure('failed', 'unknown_error', {
    providerCode: 'invalid_response',
    status,
    path: names.join('.').slice(0, 200),
  });
}

/** The provider told the tenant to wait for longer than the request may take. */
export function throttledUntil(instant: number | null): GraphFailure {
  const retryAt = instant === null ? null : toInstant(instant);
  return failure('throttled', 'rate_limited', { retryAt });
}

/**
 * A failure whose repetitions are used up: what the provider answered is `throttled`, with the instant at which asking again may help. Where there was no answer, it
 * stays what it is.
 */
export function exhausted(last: GraphFailure, retryAt: number): GraphFailure {
  if (last.reason.code === 'network_unreachable') return last;
  return failure('throttled', last.reason.code, {
    providerCode: last.reason.providerCode,
    retryAt: toInstant(retryAt),
    status: last.status,
  });
}

/** Statuses of a server that will never do what was asked. */
const finalStatuses: readonly (number | null)[] = [501, 505];

/** Whether the same request may succeed later. */
export function isPassing({ reason, status }: GraphFailure): boolean {
  if (reason.code === 'provider_unavailable') return !finalStatuses.includes(status);
  return reason.code === 'network_unreachable' || reason.code === 'rate_limited';
}

/** The first code in an error and its causes, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
function codeIn(cause: unknown, depth = 0): string | null {
  if (typeof cause !== 'object' || cause === null || depth > 4) return null;
  const { code, cause: inner } = cause as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : codeIn(inner, depth + 1);
}
