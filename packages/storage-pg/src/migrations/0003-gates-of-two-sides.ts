import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/**
 * Each gate gets a second side, so that a pause can send new starts to one side and wait for those on the other.
 *
 * A process of the version before goes on beside this one: its starts hold both sides, its pauses update both, and a workspace that it makes has one
 * side until the first pause adds the other.
 */
export const gatesOfTwoSides: Migration = {
  number: 3,
  name: 'gates-of-two-sides',
  up: (schema) => {
    const s = schemaIdentifier(schema);
    return ['start_gates', 'platform_gate']
      .flatMap((table) => {
        const scope = table === 'start_gates' ? 'workspace_id' : 'only_row';
        return [
          `alter table ${s}.${table} add column side integer not null default 0;`,
          `alter table ${s}.${table} add constraint ${table}_side check (side in (0, 1));`,
          `alter table ${s}.${table} drop constraint ${table}_pkey;`,
          `alter table ${s}.${table} add constraint ${table}_pkey primary key (${scope}, side);`,
          // Row-level security is forced: without this the owner would find no row to copy.
          `alter table ${s}.${table} no force row level security;`,
          `insert into ${s}.${table} (${scope}, side, ticket) select ${scope}, 1, ticket + 1 from ${s}.${table};`,
          `alter table ${s}.${table} force row level security;`,
        ];
      })
      .concat('')
      .join('\n');
  },
};
