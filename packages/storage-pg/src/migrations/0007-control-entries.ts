import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const entryOrder = 'recorded_at, id';

/** Lists of what was changed of controls over all ledgers, by action and by pause. Few entries are about a control, so the indexes are small. */
export const controlEntryIndexes: Migration = {
  number: 7,
  name: 'control-entries',
  worksWith: 6,
  up: (schema) => {
    const s = schemaIdentifier(schema);
    return [
      ...['audit_entries', 'platform_audit_entries'].flatMap((table) => [
        `create index ${table}_control_action on ${s}.${table} (control_key, action, ${entryOrder}) where control_key is not null;`,
        `create index ${table}_control_target on ${s}.${table} (control_key, target_id, ${entryOrder}) where control_key is not null;`,
      ]),
      '',
    ].join('\n');
  },
};
