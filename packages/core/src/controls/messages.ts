import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'controls.paused.title': { en: '{label} paused', de: '{label} pausiert' },
  'controls.paused.message': {
    en: '{label} is currently paused. {reason} No change was made.',
    de: '{label} ist derzeit pausiert. {reason} Es wurde nichts geändert.',
  },
  'controls.state.enabled': { en: 'Enabled', de: 'Aktiv' },
  'controls.state.paused_globally': { en: 'Paused globally', de: 'Global pausiert' },
  'controls.state.workspace_pauses': {
    en: 'Workspace pauses active ({count})',
    de: 'Pausen in Arbeitsbereichen aktiv ({count})',
  },
  'controls.impact.select_workspace': {
    en: 'Select a workspace to preview the scope impact.',
    de: 'Wählen Sie einen Arbeitsbereich, um die Auswirkung zu sehen.',
  },
  'controls.impact.global': {
    en: '{label} will affect {workspaceCount, plural, one {# workspace} other {# workspaces}} and {tenantCount, plural, one {# tenant} other {# tenants}}.',
    de: '{label} betrifft {workspaceCount, plural, one {# Arbeitsbereich} other {# Arbeitsbereiche}} und {tenantCount, plural, one {# Mandanten} other {# Mandanten}}.',
  },
  'controls.impact.workspace': {
    en: '{label} will affect workspace {workspace} and {tenantCount, plural, one {# tenant} other {# tenants}}.',
    de: '{label} betrifft den Arbeitsbereich {workspace} und {tenantCount, plural, one {# Mandanten} other {# Mandanten}}.',
  },
  'controls.impact.in_flight': {
    en: '{count, plural, =0 {No operation is under way.} one {# operation under way is not affected.} other {# operations under way are not affected.}}',
    de: '{count, plural, =0 {Kein Vorgang läuft.} one {# laufender Vorgang ist nicht betroffen.} other {# laufende Vorgänge sind nicht betroffen.}}',
  },
  'controls.input.unknown_workspace': {
    en: 'Name an existing workspace.',
    de: 'Nennen Sie einen vorhandenen Arbeitsbereich.',
  },
  'controls.input.unsupported_scope': {
    en: 'This control can be paused for: {scopes}.',
    de: 'Diese Steuerung kann pausiert werden für: {scopes}.',
  },
  'controls.input.expiry_required': { en: 'Give this pause an end.', de: 'Geben Sie dieser Pause ein Ende.' },
  'controls.input.too_long': {
    en: 'Choose an end at or before {latest}.',
    de: 'Wählen Sie ein Ende spätestens um {latest}.',
  },
  'controls.input.reserved_key': {
    en: 'Use other keys: these are written by the SDK itself.',
    de: 'Verwenden Sie andere Schlüssel: diese schreibt das SDK selbst.',
  },
  'controls.input.no_activation': {
    en: 'Name an active pause; this one is over or was resumed.',
    de: 'Nennen Sie eine aktive Pause; diese ist beendet.',
  },
});

/** Makes the sentences about controls. */
export const sayControl = say;

/** The messages about controls. */
export const controlMessages = say.messages;
