import { deepFreeze } from '../kernel/json.ts';
import { defineMessages, type Sentence } from '../kernel/sentence.ts';
import { tenantLifecycles, type TenantLifecycle } from '../ports/tenant-store.ts';

/** The colour of a state; it must not be the only sign of the state. */
export type LifecycleTone = 'neutral' | 'info' | 'success' | 'muted' | 'danger';

/** The texts about a tenant's lifecycle, the same on every surface. */
export interface LifecyclePresentation {
  readonly value: string;
  readonly label: Sentence;
  readonly tone: LifecycleTone;
  readonly shortDescription: Sentence;
  readonly longDescription: Sentence;
  /** False only for the fallback that stands for corrupted data. */
  readonly isCanonical: boolean;
}

const say = defineMessages({
  'lifecycle.draft.label': { en: 'Draft', de: 'Entwurf' },
  'lifecycle.draft.short': { en: 'not started', de: 'nicht begonnen' },
  'lifecycle.draft.long': {
    en: 'The tenant is not connected yet.',
    de: 'Der Mandant ist noch nicht angebunden.',
  },
  'lifecycle.onboarding.label': { en: 'Onboarding', de: 'Onboarding' },
  'lifecycle.onboarding.short': { en: 'in setup', de: 'in Einrichtung' },
  'lifecycle.onboarding.long': {
    en: 'The tenant is being connected and checked.',
    de: 'Der Mandant wird gerade angebunden und geprüft.',
  },
  'lifecycle.active.label': { en: 'Active', de: 'Aktiv' },
  'lifecycle.active.short': { en: 'in service', de: 'in Betrieb' },
  'lifecycle.active.long': { en: 'The tenant is managed here.', de: 'Der Mandant wird hier verwaltet.' },
  'lifecycle.archived.label': { en: 'Archived', de: 'Archiviert' },
  'lifecycle.archived.short': { en: 'kept for reference', de: 'zum Nachschlagen aufbewahrt' },
  'lifecycle.archived.long': {
    en: 'The tenant and its records are read-only. No new operation starts for it.',
    de: 'Der Mandant und seine Aufzeichnungen sind schreibgeschützt. Für ihn startet kein neuer Vorgang.',
  },
  'lifecycle.invalid.label': { en: 'Invalid lifecycle value', de: 'Ungültiger Lebenszyklus-Wert' },
  'lifecycle.invalid.short': { en: 'data needs repair', de: 'Daten sind zu reparieren' },
  'lifecycle.invalid.long': {
    en: 'The stored lifecycle value is unknown. Repair the record.',
    de: 'Der gespeicherte Lebenszyklus-Wert ist unbekannt. Reparieren Sie den Datensatz.',
  },
  'lifecycle.referenced.draft': {
    en: 'This record belongs to a tenant that is not connected yet.',
    de: 'Dieser Eintrag gehört zu einem Mandanten, der noch nicht angebunden ist.',
  },
  'lifecycle.referenced.onboarding': {
    en: 'This record belongs to a tenant in setup.',
    de: 'Dieser Eintrag gehört zu einem Mandanten in Einrichtung.',
  },
  'lifecycle.referenced.active': {
    en: 'This record belongs to a tenant in service.',
    de: 'Dieser Eintrag gehört zu einem Mandanten in Betrieb.',
  },
  'lifecycle.referenced.archived': {
    en: 'This record is from the time before its tenant was archived. It is complete and stays readable.',
    de: 'Dieser Eintrag stammt aus der Zeit vor der Archivierung seines Mandanten. Er ist vollständig und bleibt lesbar.',
  },
});

/** The messages of lifecycle presentation. */
export const lifecycleMessages = say.messages;

const tones = {
  draft: 'neutral',
  onboarding: 'info',
  active: 'success',
  archived: 'muted',
} as const satisfies { readonly [value in TenantLifecycle]: LifecycleTone };

const presentations = Object.freeze(
  Object.fromEntries(tenantLifecycles.map((value) => [value, presentationOf(value)])) as {
    readonly [value in TenantLifecycle]: LifecyclePresentation;
  },
);

/** Whether a value is one of the four stages. */
export function isTenantLifecycle(value: string): value is TenantLifecycle {
  return Object.hasOwn(tones, value);
}

/**
 * What to show for a lifecycle value. Any other value gets the reserved fallback, which stands only for corrupted data.
 */
export function presentLifecycle(value: string): LifecyclePresentation {
  return isTenantLifecycle(value) ? presentations[value] : invalidPresentation(value);
}

/**
 * The same labels for a record that mentions a tenant, with wording that explains the context and never suggests that the record or the
 * tenant is broken. Call it only once the viewer's access to the record is decided.
 */
export function presentReferencedLifecycle(value: string): LifecyclePresentation {
  const presentation = presentLifecycle(value);
  if (!isTenantLifecycle(value)) return presentation;
  return deepFreeze({ ...presentation, longDescription: say(`lifecycle.referenced.${value}`) });
}

function presentationOf(value: TenantLifecycle): LifecyclePresentation {
  return deepFreeze({
    value,
    label: say(`lifecycle.${value}.label`),
    tone: tones[value],
    shortDescription: say(`lifecycle.${value}.short`),
    longDescription: say(`lifecycle.${value}.long`),
    isCanonical: true,
  });
}

function invalidPresentation(value: string): LifecyclePresentation {
  return deepFreeze({
    value,
    label: say('lifecycle.invalid.label'),
    tone: 'danger',
    shortDescription: say('lifecycle.invalid.short'),
    longDescription: say('lifecycle.invalid.long'),
    isCanonical: false,
  });
}
