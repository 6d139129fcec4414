import type { EvidenceReason, Instant, ReasonCode } from '@tenantatlas/core';

/** Why a request has no answer that can be used, as evidence says it. It holds codes only: no text and no body of the provider. */
export interface GraphFailure {
  readonly collection: 'forbidden' | 'not_licensed' | 'throttled' | 'failed';
  readonly reason: EvidenceReason;
  /** Null where no answer came. */
  readonly status: number | null;
}

/** Makes a {@link GraphFailure}. */
export function failure(
  collection: GraphFailure['collection'],
  code: ReasonCode,
  more: { readonly providerCode?: string | null; readonly retryAt?: Instant | null; readonly status?: number | null } = {},
): GraphFailure {
  const { providerCode = null, retryAt = null, status = null } = more;
  return Object.freeze({ collection, reason: Object.freeze({ code, providerCode, retryAt }), status });
}
