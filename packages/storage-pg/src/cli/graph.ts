import type { PermissionManifest } from '@tenantatlas/core';
import { relative } from 'node:path';
import { findConfig, isStorage, readConfig } from './config-file.ts';
import type { CliResult } from './result.ts';
import type { Environment } from './target.ts';
import { UsageError } from './usage-error.ts';

/** Where a command shows something besides its result. */
export interface Screen {
  /** Prints a line beside the result while the command works. */
  readonly tell: (line: string) => void;
  /** Whether the result may have colours. */
  readonly colours: boolean;
}

/** What this file uses of `@tenantatlas/graph-provider/cli`. */
interface GraphCommands {
  runGraphCommand(
    argv: readonly string[],
    context: Screen & {
      readonly environment: Environment;
      readonly permissionsIn: (file: string) => Promise<readonly PermissionManifest[]>;
    },
  ): Promise<CliResult>;
}

// A name that the compiler does not follow: packages import core only, and this one may be absent.
const entry: string = '@tenantatlas/graph-provider/cli';

/**
 * Runs the words behind `graph` with the commands that `@tenantatlas/graph-provider` brings. No database is opened. Throws a {@link UsageError} where that package is not
 * installed.
 */
export async function runGraph(
  argv: readonly string[],
  folder: string,
  environment: Environment,
  screen: Screen,
): Promise<CliResult> {
  const commands = await load();
  return commands.runGraphCommand(argv, {
    ...screen,
    environment,
    permissionsIn: (file) => permissionsIn(folder, file),
  });
}

async function load(): Promise<GraphCommands> {
  try {
    return (await import(entry)) as GraphCommands;
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new UsageError(
      'graph needs the package @tenantatlas/graph-provider of the same version. Install it: npm install @tenantatlas/graph-provider',
    );
  }
}

/** Whether the package itself is missing, or is older than its commands; what it imports is another matter. */
function isAbsent(error: unknown): boolean {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' && String(message).includes("'@tenantatlas/graph-provider'");
  return isMissing || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}

/** The permissions that a host needs besides those of the provider. */
async function permissionsIn(folder: string, given: string): Promise<readonly PermissionManifest[]> {
  const file = findConfig(folder, given);
  if (file === null) return [];
  const inside = relative(folder, file);
  const config = await readConfig(file, inside.startsWith('..') ? file : inside);
  if (!isStorage(config) && config.permissions !== undefined) return config.permissions;
  throw new UsageError(
    `--config names a file without permissions. Export them: \`export default defineConfig({ permissions: [definePermissions({ … })] })\`.`,
  );
}
