/** `workspace_id = $1`, qualified or not, as the stores and Kysely write it, or with the id itself, as scripts have it. */
const workspacePredicate = /(?:"?\w+"?\.)*"?\bworkspace_id\b"? = (\$\d+(?!\d)|'[^']*')/g;

/**
 * `sql` without its `workspace_id = ...` predicates: only row-level security is left to keep workspaces apart. Each becomes a condition that is
 * always true and still mentions the parameter, because the server refuses unused parameters.
 *
 * For tests only: it proves that a forgotten filter leaks nothing.
 */
export function stripWorkspacePredicates(sql: string): string {
  return sql.replace(workspacePredicate, (_, parameter: string) => `(${parameter}::text is not null)`);
}
