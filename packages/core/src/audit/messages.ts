import { defineMessages, type Sentence } from '../kernel/sentence.ts';
import { auditActions } from './catalog.ts';

const say = defineMessages({
  'audit.action.unknown': { en: '{action}', de: '{action}' },
  'audit.input.window_or_range': {
    en: 'Give a window, or from and to, not both.',
    de: 'Geben Sie einen Zeitraum oder von und bis an, nicht beides.',
  },
  'audit.summary.control_paused': { en: '{label} paused', de: '{label} pausiert' },
  'audit.summary.control_updated': { en: '{label} updated', de: '{label} geändert' },
  'audit.summary.control_resumed': { en: '{label} resumed', de: '{label} wieder freigegeben' },
  'audit.summary.control_blocked': {
    en: '{label} blocked by operational control',
    de: '{label} durch Betriebsschalter verhindert',
  },
  'audit.summary.workspace_created': { en: 'Workspace {name} created', de: 'Arbeitsbereich {name} angelegt' },
  'audit.summary.workspace_archived': { en: 'Workspace {name} archived', de: 'Arbeitsbereich {name} archiviert' },
  'audit.summary.workspace_restored': {
    en: 'Workspace {name} restored',
    de: 'Arbeitsbereich {name} wiederhergestellt',
  },
  'audit.summary.membership_granted': { en: 'Membership granted as {role}', de: 'Mitgliedschaft als {role} erteilt' },
  'audit.summary.membership_changed': {
    en: 'Membership changed from {previous} to {role}',
    de: 'Mitgliedschaft von {previous} zu {role} geändert',
  },
  'audit.summary.membership_revoked': { en: 'Membership revoked', de: 'Mitgliedschaft entzogen' },
  'audit.summary.entitlement_granted': {
    en: 'Access to tenant {tenant} granted',
    de: 'Zugriff auf Mandant {tenant} erteilt',
  },
  'audit.summary.entitlement_revoked': {
    en: 'Access to tenant {tenant} revoked',
    de: 'Zugriff auf Mandant {tenant} entzogen',
  },
  'audit.summary.tenant_created': { en: 'Tenant {name} created', de: 'Mandant {name} angelegt' },
  'audit.summary.tenant_lifecycle_changed': {
    en: 'Tenant {name} moved from {from} to {to}',
    de: 'Mandant {name} von {from} zu {to} überführt',
  },
  'audit.summary.person_erased': { en: 'Person erased', de: 'Person gelöscht' },
  'audit.summary.tenant_erased': { en: 'Tenant erased', de: 'Mandant gelöscht' },
  'audit.summary.workspace_erased': { en: 'Workspace erased', de: 'Arbeitsbereich gelöscht' },
  'audit.summary.run_started': { en: '{label} started', de: '{label} gestartet' },
  'audit.summary.run_succeeded': { en: '{label} succeeded', de: '{label} erfolgreich abgeschlossen' },
  'audit.summary.run_partially_succeeded': {
    en: '{label} partly succeeded',
    de: '{label} teilweise erfolgreich abgeschlossen',
  },
  'audit.summary.run_failed': { en: '{label} failed', de: '{label} fehlgeschlagen' },
  'audit.summary.run_blocked': { en: '{label} blocked', de: '{label} verhindert' },
  'audit.summary.run_cancelled': { en: '{label} cancelled', de: '{label} abgebrochen' },
});

const sayAction = defineMessages(
  Object.fromEntries(Object.entries(auditActions).map(([action, label]) => [`audit.action.${action}`, label])),
);

/** Makes the summary of an entry. */
export const summarize = say;

/** The messages of the audit trail. */
export const auditMessages = { ...say.messages, ...sayAction.messages };

/** The label of an action; an unknown id is shown as itself. */
export function actionLabel(action: string): Sentence {
  return Object.hasOwn(auditActions, action)
    ? sayAction(`audit.action.${action}`)
    : say('audit.action.unknown', { action });
}
