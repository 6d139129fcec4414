import type { Messages } from './kernel/sentence.ts';

/** What the SDK's own controls, operations and events are called, what they change, and where they show. Those of a host are translated under ids of the same form. */
export const shippedNames = {
  'catalog.Restore execution': { en: 'Restore execution', de: 'Wiederherstellung' },
  'catalog.Writes items of the backup set into the tenant, over what is there.': {
    en: 'Writes items of the backup set into the tenant, over what is there.',
    de: 'Schreibt Elemente des Sicherungssatzes in den Mandanten, über das Vorhandene.',
  },
  'catalog.Connection check': { en: 'Connection check', de: 'Verbindungsprüfung' },
  'catalog.Findings lifecycle backfill': {
    en: 'Findings lifecycle backfill',
    de: 'Nachtrag des Lebenszyklus von Befunden',
  },
  'catalog.Onboarding checkpoints': { en: 'Onboarding checkpoints', de: 'Onboarding-Etappen' },
  'catalog.Support diagnostics': { en: 'Support diagnostics', de: 'Support-Diagnosen' },
  'catalog.Operations started': { en: 'Operations started', de: 'Gestartete Vorgänge' },
  'catalog.Stored reports': { en: 'Stored reports', de: 'Gespeicherte Berichte' },
  'catalog.Review packs requested': { en: 'Review packs requested', de: 'Angeforderte Prüfpakete' },
  'surface.tenant.restore_runs.create': {
    en: 'Restore on the page of a tenant',
    de: 'Wiederherstellung auf der Seite eines Mandanten',
  },
  'surface.system.ops.runbooks': { en: 'Runbooks of the platform', de: 'Runbooks der Plattform' },
  'surface.tenant.findings.list': { en: 'Findings of a tenant', de: 'Befunde eines Mandanten' },
} as const satisfies Messages;
