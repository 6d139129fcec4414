import type { PermissionManifest } from '@tenantatlas/core';
import { invariant, optionChecks } from '@tenantatlas/core/ports';

/**
 * What a configuration file of the command line exports: where the database is, and the schema in it. At most one of `database` and `data` is set, and one of them unless the
 * file is for `tenantatlas graph` alone and has `permissions`.
 */
export interface TenantAtlasConfig {
  /** A PostgreSQL server: `postgres://user:password@host:5432/name`. Read it from the environment, so that no password is in the file. */
  readonly database?: string | undefined;
  /** A directory of the embedded database, relative to the configuration file. */
  readonly data?: string | undefined;
  /** @default 'tenantatlas' */
  readonly schema?: string | undefined;
  /** What `definePermissions` made, for `tenantatlas graph`: permissions that the host needs besides those of the provider. */
  readonly permissions?: readonly PermissionManifest[] | undefined;
}

/**
 * Types what `tenantatlas.config.ts` exports, and returns it unchanged. Throws an invariant for an option that does not exist, for both of
 * `database` and `data`, and for none of them without `permissions`: an empty environment variable counts as not set.
 *
 * @example
 * // tenantatlas.config.ts
 * import { defineConfig } from '@tenantatlas/storage-pg';
 *
 * export default defineConfig({ database: process.env['APP_DATABASE'], schema: 'governance' });
 */
export function defineConfig(config: TenantAtlasConfig): TenantAtlasConfig {
  optionChecks('defineConfig').names(config, ['database', 'data', 'schema', 'permissions']);
  for (const name of ['database', 'data', 'schema'] as const)
    invariant(
      config[name] === undefined || typeof config[name] === 'string',
      `defineConfig: "${name}" is a text, or left out.`,
    );
  invariant(
    !isGiven(config.database) || !isGiven(config.data),
    'defineConfig: set either "database" or "data", not both.',
  );
  invariant(
    config.permissions === undefined || Array.isArray(config.permissions),
    'defineConfig: "permissions" is a list of what definePermissions made.',
  );
  invariant(
    isGiven(config.database) || isGiven(config.data) || config.permissions !== undefined,
    'defineConfig: set "database" to the URL of a server, or "data" to a directory of the embedded database. If it comes from the environment, the variable is not set.',
  );
  return config;
}

/** Whether an option has a value; an empty text is what an unset variable of a shell becomes. */
export function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
