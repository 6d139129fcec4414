import { defineMessages } from '../kernel/sentence.ts';

/** Says who a person is. Kept apart from the view of a person, whose schema needs zod: wordings are also loaded without zod. */
export const sayPerson = defineMessages({
  'people.named': { en: '{name}', de: '{name}' },
  'people.unknown_operator': { en: 'Unknown operator', de: 'Unbekannter Operator' },
  'people.unknown_person': { en: 'Unknown person', de: 'Unbekannte Person' },
  'people.system': { en: 'System ({name})', de: 'System ({name})' },
});

/** The messages about people. */
export const peopleMessages = sayPerson.messages;
