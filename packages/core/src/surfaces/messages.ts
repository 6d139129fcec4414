import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'surfaces.action.needs_capability': {
    en: 'This needs the capability {capability}.',
    de: 'Dafür ist die Berechtigung {capability} nötig.',
  },
  'surfaces.action.archived': {
    en: 'What is archived can be read and no longer changed.',
    de: 'Archiviertes lässt sich lesen und nicht mehr ändern.',
  },
  'surfaces.action.lifecycle': {
    en: 'The stage of the tenant does not allow this now.',
    de: 'Der Stand des Mandanten erlaubt dies jetzt nicht.',
  },
  'surfaces.action.not_ready': {
    en: 'Nothing is set up here that could carry this out.',
    de: 'Hier ist nichts eingerichtet, das dies ausführen könnte.',
  },
  'surfaces.action.not_offered': {
    en: 'This is not started from here.',
    de: 'Das wird nicht von hier aus gestartet.',
  },
  'surfaces.action.mutation_scope': { en: '{text}', de: '{text}' },
});

/** Makes the sentences about surfaces. */
export const saySurface = say;

/** The messages about surfaces. */
export const surfaceMessages = say.messages;
