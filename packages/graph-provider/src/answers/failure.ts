import type { EvidenceReason, Instant, ReasonCode } from '@tenantatlas/core';

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

/** The provider was not reached: DNS, TLS, a connection that ended, a request that took too long. */
export const unreachable: GraphFailure = failure('failed', 'network_unreachable');

/** An answer whose shape is another than Microsoft's documentation says. */
export function wrongShape(path: readonly PropertyKey[], status: number): GraphFailure {
  const names = path.map(String).join('.').slice(0, 200);
  return failure('failed', 'unknown_error', { providerCode: 'invalid_response', status, path: names });
}
