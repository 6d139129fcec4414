import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'knowledge.export.title': { en: 'Contextual help', de: 'Hilfe' },
  'knowledge.export.summary': {
    en: 'Reviewed help about tenants, their provider connections and support diagnostics.',
    de: 'Geprüfte Hilfe zu Mandanten, ihren Verbindungen zum Anbieter und zur Support-Diagnose.',
  },
  'knowledge.export.next': { en: 'Safe next action', de: 'Sicherer nächster Schritt' },
  'knowledge.export.docs': { en: 'Docs', de: 'Dokumentation' },
});

/** Makes the sentences around exported help. */
export const sayExport = say;

/** The messages around exported help. Only exports show them, so the catalogs of a page have none. */
export const exportMessages = say.messages;
