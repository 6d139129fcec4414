import { defineMessages, type ErrorBase } from '@tenantatlas/core/browser';

/** Nobody is signed in, or the session has ended. */
export type Unauthenticated = ErrorBase<'unauthenticated'>;

/** Too many requests of this caller. */
export interface RateLimited extends ErrorBase<'rate_limited'> {
  /** Whole seconds to wait. */
  readonly retryAfter: number;
}

/** No answer of the server was understood. */
export interface Unreachable extends ErrorBase<'unreachable'> {
  /** Whether the same call may simply be sent again. Of writes only when nothing was sent. */
  readonly retryable: boolean;
  /** `unknown` for a write that may have happened: read before you write again. */
  readonly outcome: 'not_written' | 'unknown';
}

/** What a client over HTTP can answer with besides the errors of the method. */
export type TransportError = Unauthenticated | RateLimited | Unreachable;

const say = defineMessages({
  'errors.unauthenticated': {
    en: 'Sign in, then try again.',
    de: 'Melden Sie sich an und versuchen Sie es noch einmal.',
  },
  'errors.rate_limited': {
    en: 'Too many requests. Try again in {seconds, plural, one {# second} other {# seconds}}.',
    de: 'Zu viele Anfragen. Versuchen Sie es in {seconds, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
  },
  'errors.unreachable.not_written': {
    en: 'The server cannot be reached. Nothing was changed.',
    de: 'Der Server ist nicht erreichbar. Es wurde nichts geändert.',
  },
  'errors.unreachable.refused': {
    en: 'The server did not take the request. Nothing was changed.',
    de: 'Der Server hat die Anfrage nicht angenommen. Es wurde nichts geändert.',
  },
  'errors.unreachable.unknown': {
    en: 'The server did not answer. Whether the change was made is unknown: read it again before you repeat it.',
    de: 'Der Server hat nicht geantwortet. Ob die Änderung erfolgt ist, ist unbekannt: lesen Sie neu, bevor Sie sie wiederholen.',
  },
});

/** The messages of the transport, for catalogs of other languages. */
export const transportMessages = say.messages;

/** `unauthenticated`. */
export function unauthenticated(): Unauthenticated {
  return Object.freeze({ code: 'unauthenticated', message: say('errors.unauthenticated') });
}

/** `rate_limited`, with the seconds to wait. */
export function rateLimited(retryAfter: number): RateLimited {
  const seconds = Math.max(1, Math.ceil(retryAfter));
  return Object.freeze({ code: 'rate_limited', message: say('errors.rate_limited', { seconds }), retryAfter: seconds });
}

/** `unreachable`. What the server refused to take (too large, not from this site) would be refused again; of the rest, what was not written can be sent again. */
export function unreachable(why: 'not_written' | 'unknown' | 'refused'): Unreachable {
  return Object.freeze({
    code: 'unreachable',
    message: say(`errors.unreachable.${why}`),
    retryable: why === 'not_written',
    outcome: why === 'unknown' ? 'unknown' : 'not_written',
  });
}
