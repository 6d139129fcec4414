import type { PermissionManifest } from '@tenantatlas/core';
import { readArguments, type Environment } from './arguments.ts';
import { checkTenant } from './check.ts';
import { credentialIn } from './credential.ts';
import { help } from './help.ts';
import { printManifest } from './print-manifest.ts';
import type { GraphCommandResult } from './result.ts';
import { UsageError } from './usage-error.ts';
import { announced } from './waits.ts';

/** What the command line around it knows. */
export interface GraphCommandContext {
  /** The variables of the process, with the credential. */
  readonly environment: Environment;
  /** Prints a line beside the result while the command works. */
  readonly tell: (line: string) => void;
  /** Whether the result may have colours. */
  readonly colours: boolean;
  /** The permissions of a configuration file. What it rejects with, `runGraphCommand` rejects with. */
  readonly permissionsIn: (file: string) => Promise<readonly PermissionManifest[]>;
}

/**
 * Runs the words behind `tenantatlas graph`. Opens no database, changes nothing at Microsoft, and prints no secret and no token.
 *
 * The command `tenantatlas` calls it: hosts use `createGraphProvider`.
 */
export async function runGraphCommand(
  argv: readonly string[],
  { environment, tell, colours, permissionsIn }: GraphCommandContext,
): Promise<GraphCommandResult> {
  const waits = announced(globalThis.fetch, tell);
  try {
    const args = readArguments(argv, environment);
    if (args === null) return { code: 0, out: help, err: '' };
    const source = await credentialIn(environment, args.clientId);
    const permissions = args.config === null ? [] : await permissionsIn(args.config);
    const work = { args, source, permissions, fetch: waits.fetch };
    return await (args.command === 'check' ? checkTenant(work, colours) : printManifest(work));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: '', err: `tenantatlas: ${error.message}\nSee tenantatlas graph --help.\n` };
  } finally {
    waits.stop();
  }
}
