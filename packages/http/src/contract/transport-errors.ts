import { formatMessage, type ErrorBase, type MessageParams, type Sentence } from '@tenantatlas/core/browser';
import { english } from './transport-messages.ts';

/** The caller is not signed in, or the session has ended. */
export type Unauthenticated = ErrorBase<'unauthenticated'>;

/** Too many requests of this caller. */
export interface RateLimited extends ErrorBase<'rate_limited'> {
  /** Whole seconds to wait. */
  readonly retryAfter: number;
}

/** The client did not get an answer that it understands. */
export interface Unreachable extends ErrorBase<'unreachable'> {
  /** Whether the same call may be sent again. For writes only when nothing was sent. */
  readonly retryable: boolean;
  /** `unknown` for a write that may have happened: read before you write again. */
  readonly outcome: 'not_written' | 'unknown';
}

/** The errors of a client over HTTP besides those of the method. */
export type TransportError = Unauthenticated | RateLimited | Unreachable;

/** `unauthenticated`. */
export function unauthenticated(): Unauthenticated {
  return Object.freeze({ code: 'unauthenticated', message: say('errors.unauthenticated') });
}

/** `rate_limited`, with the seconds to wait. */
export function rateLimited(retryAfter: number): RateLimited {
  const seconds = Math.max(1, Math.ceil(retryAfter));
  return Object.freeze({ code: 'rate_limited', message: say('errors.rate_limited', { seconds }), retryAfter: seconds });
}

/**
 * `unreachable`. A request that the server did not accept (too large, not from this site) would be refused again, and one that could not be made would
 * fail again. Of the others, those that wrote nothing can be sent again.
 */
export function unreachable(why: 'not_written' | 'unknown' | 'refused' | 'not_sent'): Unreachable {
  return Object.freeze({
    code: 'unreachable',
    message: say(`errors.unreachable.${why}`),
    retryable: why === 'not_written',
    outcome: why === 'unknown' ? 'unknown' : 'not_written',
  });
}

function say(id: keyof typeof english, params: MessageParams = {}): Sentence {
  return Object.freeze({ id, params: Object.freeze(params), text: formatMessage(english[id], params, 'en') });
}
