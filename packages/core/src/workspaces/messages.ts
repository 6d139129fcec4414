import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'workspaces.member_first': {
    en: 'Add the person to the workspace first.',
    de: 'Nehmen Sie die Person zuerst in den Arbeitsbereich auf.',
  },
});

/** Makes the sentences about members. */
export const sayMember = say;

/** The messages about members. */
export const memberMessages = say.messages;
