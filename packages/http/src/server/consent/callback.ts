import { formatMessage, invariant, type ConsentCompletion, type Sentence } from '@tenantatlas/core';
import type { Setup } from '../setup.ts';
import { refuse } from '../transport-problem.ts';
import { preferredLanguage } from './language.ts';
import { consentMessages, unavailable } from './messages.ts';
import type { CheckedConsent, ConsentPage } from './options.ts';
import { consentPage } from './page.ts';
import { minuteLimit } from './rate.ts';
import { addressWith } from './redirect.ts';

/** Where the callback lies under `basePath`. It is for browsers that a provider sends back, so the OpenAPI description does not have it. */
export const consentCallbackPath = '/consent/callback';

/** The status of each page. Words and status say the same, whichever workspace the request belongs to. */
const statuses: { readonly [outcome in ConsentPage['outcome']]: number } = {
  granted: 200,
  declined: 200,
  replayed: 200,
  failed: 400,
  unknown: 404,
  wrong_tenant: 409,
  already_claimed: 409,
  expired: 410,
  unavailable: 503,
};

type Bindings = { readonly late: AbortSignal; readonly requestId: string };

/**
 * Answers the callback of a consent: without a session, with a page or a redirect to one fixed address. The address of the request holds the secret of the request for
 * consent, so it goes into no log, no answer and, by `Referrer-Policy`, to no other site. Only GET counts: a HEAD, as link scanners send it, uses nothing up. Null for an
 * atlas that takes no answers.
 */
export function consentCallback(setup: Setup): ((request: Request, bindings: Bindings) => Promise<Response>) | null {
  const { atlas, consent, logger } = setup;
  if (!atlas.completeConsent) return null;
  const shared = minuteLimit();
  return async (request, { late, requestId }) => {
    if (request.method !== 'GET') return refuse('methodNotAllowed', { allow: 'GET' });
    const wait = consent.rateLimit ? await consent.rateLimit(request) : shared();
    if (wait !== null) return busy(wait);
    const answer = await atlas.completeConsent?.(new URL(request.url).searchParams, { signal: late });
    const completion = answer?.isOk() ? answer.value : unavailable();
    const { outcome } = completion;
    if (consent.redirectTo !== null && outcome !== 'unavailable') return redirect(consent.redirectTo, outcome);
    const page = inLanguage(completion, request, consent);
    const html = await rendered(page, consent, () => logger?.error('consent_page_failed', { requestId }));
    return shown(html, page, consent);
  };
}

function busy(wait: number): Response {
  invariant(Number.isSafeInteger(Math.ceil(wait)), 'consent.rateLimit: answer with the seconds to wait, or with null.');
  return new Response(null, {
    status: 429,
    headers: { ...quiet, 'retry-after': String(Math.max(1, Math.ceil(wait))) },
  });
}

function redirect(redirectTo: string, outcome: string): Response {
  const location = addressWith(redirectTo, outcome);
  invariant(location !== null, 'The address was checked when the handler was made.');
  return new Response(null, { status: 303, headers: { ...quiet, location } });
}

function inLanguage(
  { outcome, reasonCode, title, message }: Omit<ConsentCompletion, 'outcome'> & Pick<ConsentPage, 'outcome'>,
  request: Request,
  { languages }: CheckedConsent,
): ConsentPage {
  const language = preferredLanguage(request.headers.get('accept-language'), Object.keys(languages));
  const words = { ...consentMessages(language), ...languages[language] };
  const say = ({ id, params, text }: Sentence): string => {
    const template: unknown = Object.hasOwn(words, id) ? words[id] : undefined;
    try {
      return typeof template === 'string' ? formatMessage(template, params, language) : text;
    } catch {
      // A text of the host that does not parse must not hide how the consent ended.
      return text;
    }
  };
  return { outcome, reasonCode, title: say(title), message: say(message), language, nonce: newNonce() };
}

async function rendered(page: ConsentPage, consent: CheckedConsent, failed: () => void): Promise<string> {
  if (consent.render) {
    try {
      const html: unknown = await consent.render(page);
      if (typeof html === 'string') return html;
    } catch {
      // The text of the host's error may hold anything; its name says nothing about the page.
    }
    failed();
  }
  return consentPage(page, consent.productName);
}

function shown(html: string, { outcome, language, nonce }: ConsentPage, { render }: CheckedConsent): Response {
  const own = render ? " 'self'" : '';
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'${own}`,
    ...(render ? ["img-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = {
    ...quiet,
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': policy,
    ...(outcome === 'unavailable' ? { 'retry-after': '5' } : {}),
  };
  return new Response(html, { status: statuses[outcome], headers });
}

/** No other site may frame or read the page. That the address with the secret is told to none is a header of every answer. */
const quiet = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
} as const;

function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
