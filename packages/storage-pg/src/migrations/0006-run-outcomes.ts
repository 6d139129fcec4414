import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const runOrder = 'created_at, id';

/** Lists of runs by how they ended, and the failed runs of all workspaces since an instant. */
export const runOutcomes: Migration = {
  number: 6,
  name: 'run-outcomes',
  worksWith: 5,
  up: (schema) => {
    const runs = `${schemaIdentifier(schema)}.operation_runs`;
    return [
      `create index operation_runs_outcome on ${runs} (workspace_id, outcome, ${runOrder});`,
      `create index operation_runs_tenant_outcome on ${runs} (workspace_id, tenant_id, outcome, ${runOrder});`,
      `create index operation_runs_type_outcome on ${runs} (workspace_id, type, outcome, ${runOrder});`,
      `create index operation_runs_failed on ${runs} (completed_at, id) where outcome in ('failed', 'blocked');`,
      '',
    ].join('\n');
  },
};
