import type { InstallationRoles, UnitRoleNames } from '../roles/index.ts';

/** What is in force for one installation, as far as the checks of roles need it. */
export interface RoleSituation {
  readonly schema: string;
  readonly units: UnitRoleNames;
  /** The roles with the two that are granted to logins; null when the installation uses roles that are not its own. */
  readonly own: InstallationRoles | null;
  /** Whether a membership says itself what it inherits, as from PostgreSQL 16 on. */
  readonly modern: boolean;
}
