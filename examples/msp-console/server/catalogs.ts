// What this product adds to the SDK: one operation, the control that can pause it, an event of use, and a permission. All are data, and typed: the browser's client
// knows them through the type of the atlas.
import { defineControls, defineEvents, defineOperations, definePermissions, err, ok, token } from '@tenantatlas/core';
import * as z from 'zod';

const hour = 3_600_000;

/** Controls of this product. */
export const controls = defineControls({
  'acme.mailbox_export': {
    label: 'Mailbox export',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mailbox_export'],
    affectedSurfaces: ['tenant.mailbox_exports.create'],
    policy: { maxDuration: 30 * 24 * hour },
  },
});

/** Events of this product, beside those of the SDK: each carries only what is declared here. */
export const events = defineEvents({
  'acme.mailbox_export.downloaded': {
    featureArea: 'mailbox_export',
    label: 'Exports downloaded',
    metadata: { format: token(['pst', 'eml']) },
  },
});

/** What this product needs of Microsoft besides what the provider needs: a person who signs in chooses the mailbox of an export among the users. */
export const permissions = definePermissions({
  provider: 'microsoft',
  version: 1,
  permissions: [{ key: 'User.Read.All', type: 'delegated', features: ['Mailbox export'], since: 1 }],
});

/** Mailboxes that the demonstration does not find, so that a failure can be looked at. */
const missing = /^former-/;

/** Operations of this product. `perFolder` is how long a folder takes; the seed runs its own clock instead. */
export function operations(perFolder: () => Promise<void>) {
  return defineOperations({
    'acme.mailbox_export': {
      label: 'Mailbox export',
      capability: 'operations.start',
      control: 'acme.mailbox_export',
      risky: true,
      inputs: z.strictObject({ mailbox: z.string().min(3).max(200), format: z.enum(['pst', 'eml']) }),
      readable: { mailbox: 'Mailbox', format: 'Format' },
      exclusive: 'tenant',
      mutationScope: 'Reads one mailbox and stores a copy of it; nothing in the tenant is changed.',
      run: async (context) => {
        const folders = 12;
        for (let done = 1; done <= folders && !context.signal.aborted; done += 1) {
          await perFolder();
          if (missing.test(context.inputs.mailbox) && done === 3)
            return err({ reasonCode: 'mailbox_not_found', message: 'The mailbox was not found.' });
          if (!(await context.progress(done, folders))) break;
        }
        return ok({ total: folders, processed: folders, succeeded: folders });
      },
    },
  });
}
