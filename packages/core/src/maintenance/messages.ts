import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'maintenance.input.confirm_tenant': {
    en: 'Type the name of the tenant exactly as shown.',
    de: 'Geben Sie den Namen des Mandanten genau wie angezeigt ein.',
  },
  'maintenance.input.confirm_workspace': {
    en: 'Type the name of the workspace exactly as shown.',
    de: 'Geben Sie den Namen des Arbeitsbereichs genau wie angezeigt ein.',
  },
});

/** Makes the sentences about erasure. */
export const sayMaintenance = say;

/** The messages about erasure. */
export const maintenanceMessages = say.messages;
