import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/**
 * A gate has a row for each generation of starts, so that a pause can wait for those before it and for no other. A process of the version before refuses
 * starts from here on, because it does not find the old column: closed when in doubt.
 */
export const gateGenerations: Migration = {
  number: 3,
  name: 'gate-generations',
  worksWith: 3,
  up: (schema, { ta_platform }) => {
    const s = schemaIdentifier(schema);
    return [
      ...['start_gates', 'platform_gate'].flatMap((table) => [
        `alter table ${s}.${table} rename column ticket to generation;`,
        `alter table ${s}.${table} drop constraint ${table}_pkey;`,
        `alter table ${s}.${table} reset (fillfactor);`,
        `grant insert, delete on ${s}.${table} to ${ta_platform};`,
      ]),
      `alter table ${s}.start_gates add constraint start_gates_pkey primary key (workspace_id, generation);`,
      `alter table ${s}.platform_gate add constraint platform_gate_pkey primary key (only_row, generation);`,
      '',
    ].join('\n');
  },
};
