import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'glossary.tenant.name': { en: 'tenant', de: 'Mandant' },
  'glossary.tenant.definition': {
    en: 'A managed Microsoft Entra tenant; it belongs to exactly one workspace.',
    de: 'Ein verwalteter Microsoft-Entra-Mandant; er gehört zu genau einem Arbeitsbereich.',
  },
  'glossary.workspace.name': { en: 'workspace', de: 'Arbeitsbereich' },
  'glossary.workspace.definition': {
    en: 'A customer organisation with its members and tenants.',
    de: 'Eine Kundenorganisation mit ihren Mitgliedern und Mandanten.',
  },
  'glossary.provider_connection.name': { en: 'provider connection', de: 'Verbindung zum Anbieter' },
  'glossary.provider_connection.definition': {
    en: 'The way in which the product reaches a tenant at a provider: consent, sign-in, and what the last verification found.',
    de: 'Die Art, wie das Produkt einen Mandanten beim Anbieter erreicht: Zustimmung, Anmeldung und das Ergebnis der letzten Prüfung.',
  },
  'glossary.verification.name': { en: 'verification', de: 'Prüfung' },
  'glossary.verification.definition': {
    en: 'A series of checks that says whether a provider connection works.',
    de: 'Eine Reihe von Prüfschritten, die sagt, ob eine Verbindung zum Anbieter funktioniert.',
  },
  'glossary.support_diagnostics.name': { en: 'support diagnostics', de: 'Support-Diagnose' },
  'glossary.support_diagnostics.definition': {
    en: 'A redacted summary of a tenant or an operation, made for the people who help.',
    de: 'Eine geschwärzte Zusammenfassung zu einem Mandanten oder Vorgang für die Personen, die helfen.',
  },
  'glossary.evidence.name': { en: 'evidence', de: 'Beleg' },
  'glossary.evidence.definition': {
    en: 'An observed fact, together with when and how completely it was collected.',
    de: 'Eine beobachtete Tatsache mit der Angabe, wann und wie vollständig sie erhoben wurde.',
  },
});

/** Makes the sentences of the glossary. */
export const sayGlossary = say;

/** The messages of the glossary. */
export const glossaryMessages = say.messages;
