import type { WorkspaceRemoval } from '@tenantatlas/core/ports';
import type { Tables } from './tables.ts';

/** Letters of the privileges on a whole table: (s)elect, (i)nsert, (d)elete. What may be updated is granted column by column. */
type Privileges = 's' | 'is' | 'ds' | 'dis';

/** What must be known of a table wherever all of them are treated alike. */
export interface TableDeclaration {
  /**
   * Whose rows it holds. `workspace`: of one workspace each, every key begins with `workspace_id`, and the rows can be distributed by it. `spanning`: of one
   * workspace each, under a key over all of them. `platform`: rows that belong to no workspace.
   */
  readonly rows: 'workspace' | 'spanning' | 'platform';
  /** What each role may do with the table; a role that is not named may do nothing. */
  readonly may: {
    readonly ta_workspace?: Privileges;
    readonly ta_member?: Privileges;
    readonly ta_platform?: Privileges;
    readonly ta_maintenance?: Privileges;
  };
  /** How an erasure finds the rows of one tenant; null when a tenant has none here. @default null */
  readonly ofTenant?: 'tenant_id' | 'run_id';
  /** The member of the answer to an erasure that counts what was removed. @default it is not counted */
  readonly countedAs?: keyof WorkspaceRemoval;
}

const owned = { ta_workspace: 'dis', ta_platform: 'dis', ta_maintenance: 'ds' } as const;
const kept = { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'ds' } as const;

/**
 * Every table, in the order in which an erasure empties them: children before their parents, and the trail behind all rows that others may still be
 * writing an entry about. Erasures, the catalogue test and the rules about statements derive from it.
 */
const tableRegistry = {
  idempotency_keys: { rows: 'workspace', may: owned, ofTenant: 'run_id', countedAs: 'idempotencyKeys' },
  operation_runs: { rows: 'workspace', may: kept, ofTenant: 'tenant_id', countedAs: 'runs' },
  entitlements: { rows: 'workspace', may: owned, ofTenant: 'tenant_id', countedAs: 'entitlements' },
  memberships: { rows: 'workspace', may: { ...owned, ta_member: 's' }, countedAs: 'memberships' },
  external_tenants: { rows: 'spanning', may: owned, ofTenant: 'tenant_id' },
  tenants: { rows: 'workspace', may: kept, countedAs: 'tenants' },
  control_activations: {
    rows: 'workspace',
    may: { ta_workspace: 's', ta_platform: 'dis', ta_maintenance: 'ds' },
    countedAs: 'activations',
  },
  start_gates: { rows: 'workspace', may: { ta_workspace: 'is', ta_platform: 'dis', ta_maintenance: 'ds' } },
  audit_entries: {
    rows: 'workspace',
    may: { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'dis' },
    ofTenant: 'tenant_id',
    countedAs: 'auditEntries',
  },
  workspaces: { rows: 'workspace', may: { ...kept, ta_member: 's' } },
  people: { rows: 'platform', may: { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'is' } },
  platform_control_activations: { rows: 'platform', may: { ta_workspace: 's', ta_platform: 'dis' } },
  control_epoch: { rows: 'platform', may: { ta_workspace: 's', ta_platform: 's', ta_maintenance: 's' } },
  platform_gate: { rows: 'platform', may: { ta_workspace: 's', ta_platform: 'dis' } },
  platform_audit_entries: { rows: 'platform', may: { ta_workspace: 's', ta_platform: 'is', ta_maintenance: 'dis' } },
} as const satisfies { readonly [Name in keyof Tables]: TableDeclaration };

/** The tables with their declarations, in the order of the registry. */
export const declaredTables = Object.entries(tableRegistry) as readonly (readonly [keyof Tables, TableDeclaration])[];

/** The names of the tables that hold rows of these kinds, in the order of the registry. */
export function tablesWith(...rows: readonly TableDeclaration['rows'][]): readonly (keyof Tables)[] {
  return declaredTables.filter(([, declaration]) => rows.includes(declaration.rows)).map(([name]) => name);
}
