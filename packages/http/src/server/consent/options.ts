import { invariant, messageCatalogs, type ConsentCompletion, type MessageCatalog } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import { isRecord } from '../../contract/record.ts';
import { addressWith } from './redirect.ts';

/** What a page about a consent shows. */
export interface ConsentPage extends Pick<ConsentCompletion, 'reasonCode'> {
  /** An outcome, or `unavailable` where the database did not answer: the same address can be opened again then. */
  readonly outcome: ConsentCompletion['outcome'] | 'unavailable';
  /** The outcome in a few words, in the language of the page. Text, not HTML. */
  readonly title: string;
  /** What it means and what to do next. Text, not HTML. */
  readonly message: string;
  /** The language of the page, such as `de`. */
  readonly language: string;
  /** What a `<style>` of the page needs as `nonce`. */
  readonly nonce: string;
}

/** What an administrator sees after a consent, at `GET /consent/callback`. */
export interface ConsentCallbackOptions {
  /**
   * Where the browser is sent instead of a page: an absolute https address, one of loopback, or a path of the host. It is fixed, and gets the parameter `outcome`
   * and nothing else.
   *
   * @default none: a page is shown
   */
  readonly redirectTo?: string | undefined;
  /**
   * Makes the page, as HTML, under the name and design of the host. Scripts do not run in it; styles need the nonce or the host's own origin, images the host's own origin.
   * Escape what you insert. One that fails is logged, and the built-in page is shown.
   *
   * @default a small page without scripts
   */
  readonly render?: ((page: ConsentPage) => string | Promise<string>) | undefined;
  /** The name above the built-in page. @default none */
  readonly productName?: string | undefined;
  /**
   * Texts by language; the browser's preference decides. What a language lacks is shown in English.
   *
   * @default English and German
   */
  readonly languages?: { readonly [language: string]: MessageCatalog } | undefined;
  /**
   * Seconds that a sender has to wait, or null to let the request through. There is no session, so decide by the address of the sender.
   *
   * @default 300 requests a minute for the whole process
   */
  readonly rateLimit?: ((request: Request) => number | null | Promise<number | null>) | undefined;
}

const names = ['redirectTo', 'render', 'productName', 'languages', 'rateLimit'];
const factory = 'createAtlasHandler';

/** The options with their defaults. Throws an invariant for options that cannot work. */
export function checkedConsent(given: ConsentCallbackOptions = {}): CheckedConsent {
  const check = optionChecks(factory);
  check.names(given, names, 'a member of "consent"');
  const { redirectTo, render, productName, languages, rateLimit } = given;
  check.fn('consent.render', render, '(page) => html');
  check.fn('consent.rateLimit', rateLimit, '(request) => null');
  invariant(
    productName === undefined || (typeof productName === 'string' && productName.trim() !== ''),
    `${factory}: "consent.productName" is a text such as "Acme". Leave it out for none.`,
  );
  invariant(
    redirectTo === undefined || addressWith(redirectTo, 'granted') !== null,
    `${factory}: "consent.redirectTo" is an absolute https address, one of loopback, or a path such as "/connections", without a fragment and without "outcome".`,
  );
  invariant(
    languages === undefined || (isRecord(languages) && Object.entries(languages).every(isLanguage)),
    `${factory}: "consent.languages" is an object such as { de: messageCatalogs.de }.`,
  );
  return {
    redirectTo: redirectTo ?? null,
    render: render ?? null,
    productName: productName ?? null,
    languages: languages ?? messageCatalogs,
    rateLimit: rateLimit ?? null,
  };
}

/** See {@link checkedConsent}. */
export interface CheckedConsent {
  readonly redirectTo: string | null;
  readonly render: ConsentCallbackOptions['render'] | null;
  readonly productName: string | null;
  readonly languages: { readonly [language: string]: MessageCatalog };
  readonly rateLimit: NonNullable<ConsentCallbackOptions['rateLimit']> | null;
}

function isLanguage([tag, catalog]: readonly [string, unknown]): boolean {
  return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) && isRecord(catalog);
}
