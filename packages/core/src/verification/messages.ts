import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'verification.check.connection': { en: 'Connection', de: 'Verbindung' },
  'verification.check.credential': { en: 'Credential', de: 'Zugangsdaten' },
  'verification.check.sign_in': { en: 'Sign-in of the app', de: 'Anmeldung der App' },
  'verification.check.consent': { en: 'Admin consent', de: 'Administratorzustimmung' },
  'verification.check.tenant_identity': { en: 'Tenant', de: 'Mandant' },
  'verification.check.permissions': { en: 'Required permissions', de: 'Erforderliche Berechtigungen' },
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
    en: '{count, plural, one {# permission is} other {# permissions are}} new since consent was given. What worked before keeps working.',
    de: '{count, plural, one {# Berechtigung ist} other {# Berechtigungen sind}} seit der Zustimmung neu. Was bisher funktioniert, funktioniert weiter.',
  },
  'verification.message.wrong_tenant': {
    en: 'The app reached another tenant than the expected one.',
    de: 'Die App hat einen anderen Mandanten erreicht als den erwarteten.',
  },
  'verification.message.already_claimed': {
    en: 'This tenant is already managed under another entry.',
    de: 'Dieser Mandant wird bereits unter einem anderen Eintrag verwaltet.',
  },
  'verification.message.connection_gone': {
    en: 'The connection does not exist any more.',
    de: 'Die Verbindung gibt es nicht mehr.',
  },
  'verification.input.no_provider': {
    en: 'No provider is installed here. Pass one to `createTenantAtlas` in the option `providers`.',
    de: 'Hier ist kein Anbieter installiert. Übergeben Sie `createTenantAtlas` einen in der Option `providers`.',
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
