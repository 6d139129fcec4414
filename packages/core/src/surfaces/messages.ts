import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'surfaces.action.needs_capability': {
    en: 'This needs the capability {capability}.',
    de: 'Dafür ist die Berechtigung {capability} nötig.',
  },
  'surfaces.action.archived': {
    en: 'Archived items are read-only.',
    de: 'Archiviertes ist schreibgeschützt.',
  },
  'surfaces.action.lifecycle': {
    en: 'The lifecycle of the tenant does not allow this now.',
    de: 'Der Lebenszyklus des Mandanten erlaubt dies jetzt nicht.',
  },
  'surfaces.action.not_offered': {
    en: 'This operation cannot be started by you or from this console.',
    de: 'Diesen Vorgang können Sie hier nicht starten.',
  },
  'surfaces.action.mutation_scope': { en: '{change}', de: '{change}' },
});

/** Makes the sentences about surfaces. */
export const saySurface = say;

/** The messages about surfaces. */
export const surfaceMessages = say.messages;
