import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/** Maintenance may also add the receipt of a removal of old usage, and still no other entry. */
export const usageReceipts: Migration = {
  number: 12,
  name: 'usage-receipts',
  worksWith: 11,
  up: (schema) =>
    [
      `alter policy ta_maintenance on ${schemaIdentifier(schema)}.platform_audit_entries`,
      `  with check (action in ('workspace.erased', 'person.erased', 'product_usage.pruned'));`,
      '',
    ].join('\n'),
};
