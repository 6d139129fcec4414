/** What kind of server stores the data: one PostgreSQL, or Citus, which distributes the tables over several. */
export type PgBackend = 'postgresql' | 'citus';

/** Where the SQL of one backend differs from that of another. Everything else is one text for all of them. */
export interface BackendProfile {
  /**
   * One statement may lock rows of several workspaces. Otherwise each workspace gets separate statements, with an equality on `workspace_id`:
   * Citus refuses a lock clause without one, because the rows may be on several nodes.
   */
  readonly locksAcrossWorkspaces: boolean;
  /**
   * A setting made by `set_config` holds wherever the transaction writes. Otherwise it is made by `SET LOCAL`, the only form that Citus sends to
   * its workers.
   */
  readonly setsByFunction: boolean;
  /**
   * Days of product usage get partitions ahead and lose them as a whole. Otherwise their rows are deleted one by one: whether Citus makes and drops partitions from within a
   * function was not tried.
   */
  readonly keepsDays: boolean;
}

/** The profile of every backend. What one of them sends is valid SQL on PostgreSQL itself. */
export const backendProfiles: { readonly [Backend in PgBackend]: BackendProfile } = {
  postgresql: { locksAcrossWorkspaces: true, setsByFunction: true, keepsDays: true },
  citus: { locksAcrossWorkspaces: false, setsByFunction: false, keepsDays: false },
};
