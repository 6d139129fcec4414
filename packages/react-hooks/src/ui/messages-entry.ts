// The subpath `@tenantatlas/react-hooks/messages`: the wording of the components alone.
import type { MessageCatalog } from '@tenantatlas/core/browser';
import { uiMessages } from './messages.ts';

/**
 * The wording of the components in English, in ICU syntax: the base for your own.
 *
 * @example
 * const ours = { ...en, 'ui.control.pause': 'Stop' };
 */
export const en: MessageCatalog = language('en');

/**
 * The wording of the components in German, in ICU syntax. That of the answers is in `@tenantatlas/core/messages`.
 *
 * @example
 * <AtlasProvider client={client} locale="de" messages={{ ...deCore, ...de }}>…</AtlasProvider>
 */
export const de: MessageCatalog = language('de');

function language(code: 'en' | 'de'): MessageCatalog {
  return Object.freeze(Object.fromEntries(Object.entries(uiMessages).map(([id, entry]) => [id, entry[code]])));
}
