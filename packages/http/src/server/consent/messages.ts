import { defineMessages, type ConsentCompletion, type MessageCatalog } from '@tenantatlas/core/browser';
import type { ConsentPage } from './options.ts';

const say = defineMessages({
  'consent.title.unavailable': { en: 'Please try again', de: 'Bitte versuchen Sie es noch einmal' },
  'consent.message.unavailable': {
    en: 'The answer could not be saved at the moment. Reload this page in a few seconds.',
    de: 'Die Antwort ließ sich im Moment nicht speichern. Laden Sie diese Seite in einigen Sekunden neu.',
  },
});

/** The sentences that only the page has. */
export function consentMessages(language: string): MessageCatalog {
  const code = language.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
  return Object.fromEntries(Object.entries(say.messages).map(([id, text]) => [id, text[code]]));
}

/** What is shown while the database does not answer. */
export function unavailable(): Omit<ConsentCompletion, 'outcome'> & Pick<ConsentPage, 'outcome'> {
  return {
    outcome: 'unavailable',
    reasonCode: 'unknown_error',
    title: say('consent.title.unavailable'),
    message: say('consent.message.unavailable'),
  };
}
