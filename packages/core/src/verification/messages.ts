import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'verification.check.connection': { en: 'Connection is set up', de: 'Verbindung ist eingerichtet' },
  'verification.check.credential': { en: 'Credential is available', de: 'Zugangsdaten sind verfügbar' },
  'verification.check.sign_in': { en: 'App can sign in', de: 'App kann sich anmelden' },
  'verification.check.tenant_identity': {
    en: 'Expected tenant is reached',
    de: 'Der erwartete Mandant wird erreicht',
  },
  'verification.check.permissions': {
    en: 'Required permissions are granted',
    de: 'Erforderliche Berechtigungen sind erteilt',
  },
  'verification.message.passed': { en: 'No problem was found.', de: 'Es wurde kein Problem gefunden.' },
  'verification.message.skipped': {
    en: 'Not checked, because an earlier check did not pass.',
    de: 'Nicht geprüft, weil eine frühere Prüfung nicht bestanden wurde.',
  },
  'verification.message.missing_permissions': {
    en: '{count, plural, one {# required permission is} other {# required permissions are}} missing.',
    de: '{count, plural, one {# erforderliche Berechtigung fehlt} other {# erforderliche Berechtigungen fehlen}}.',
  },
  'verification.message.new_permissions': {
    en: '{count, plural, one {# permission is} other {# permissions are}} new since consent was given. What worked before goes on.',
    de: '{count, plural, one {# Berechtigung ist} other {# Berechtigungen sind}} seit der Zustimmung neu. Was vorher ging, geht weiter.',
  },
  'verification.message.wrong_tenant': {
    en: 'The app reached another tenant than the expected one.',
    de: 'Die App hat einen anderen Mandanten erreicht als den erwarteten.',
  },
  'verification.message.connection_gone': {
    en: 'The connection does not exist any more.',
    de: 'Die Verbindung gibt es nicht mehr.',
  },
  'verification.input.no_provider': {
    en: 'No provider is installed here. Pass one to `createTenantAtlas({ providers })`.',
    de: 'Hier ist kein Anbieter installiert. Übergeben Sie einen an `createTenantAtlas({ providers })`.',
  },
  'verification.note.waiting_for_consent': {
    en: 'Waiting until the consent takes effect',
    de: 'Warten, bis die Zustimmung wirksam ist',
  },
});

/** Makes the sentences about verifications. */
export const sayVerification = say;

/** The messages about verifications. */
export const verificationMessages = say.messages;
