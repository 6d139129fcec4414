import { InvariantError, isStorageFault } from '@tenantatlas/core/ports';
import { checkLogins } from '../roles/index.ts';
import { readArguments, type CliArguments } from './arguments.ts';
import type { Answer } from './answer.ts';
import { runCommand } from './commands.ts';
import { ConfigurationError } from './config-file.ts';
import { runGraph, type Screen } from './graph.ts';
import { help } from './help.ts';
import { manifest } from './manifest.ts';
import type { CliResult } from './result.ts';
import { openTarget, type Environment } from './target.ts';
import { toUsage, UsageError } from './usage-error.ts';

const quiet: Screen = { tell: () => {}, colours: false };

/** Runs one command line in `folder`, where the configuration file is searched; `environment` may have DATABASE_URL. Never rejects, and prints no secret. */
export async function runCli(
  argv: readonly string[],
  folder: string,
  environment: Environment,
  screen: Screen = quiet,
): Promise<CliResult> {
  const [first, ...rest] = argv;
  if (first === 'graph') return explained(rest.includes('--json'), () => runGraph(rest, folder, environment, screen));
  const parsed = readArguments(argv);
  if (parsed.kind === 'help') return { code: 0, out: help, err: '' };
  if (parsed.kind === 'version') return { code: 0, out: `${manifest.version}\n`, err: '' };
  if (parsed.kind === 'wrong') return usage(parsed.text);
  const { arguments: args } = parsed;
  return explained(args.json, async () => present(args, await answer(args, folder, environment)));
}

async function explained(json: boolean, work: () => Promise<CliResult>): Promise<CliResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) return usage(error.message);
    return failed(json, error);
  }
}

async function answer(args: CliArguments, folder: string, environment: Environment): Promise<Answer> {
  checkNames(args);
  const target = await openTarget(args, folder, environment);
  try {
    return await runCommand(args, target);
  } finally {
    await target.close().catch(() => undefined); // what the command answered matters more
  }
}

/** Refuses a name that no login can have before anything is opened. */
function checkNames({ login, maintenanceLogin }: CliArguments): void {
  try {
    checkLogins('tenantatlas', { login: login ?? undefined, maintenanceLogin: maintenanceLogin ?? undefined });
  } catch (error) {
    throw toUsage(error);
  }
}

function present(args: CliArguments, { text, json, code }: Answer): CliResult {
  return { code, out: args.json ? `${JSON.stringify(json, null, 2)}\n` : text, err: '' };
}

/** Faults, invariants and errors of a configuration file have texts that are safe to show. Of any other error only the kind is shown. */
function failed(isJson: boolean, error: unknown): CliResult {
  const fault = isStorageFault(error) ? error : null;
  const text =
    fault?.message ??
    (error instanceof InvariantError || error instanceof ConfigurationError
      ? error.message
      : `Something unexpected failed (${error instanceof Error ? error.name : typeof error}).`);
  const code = fault ? 'storage_failure' : error instanceof ConfigurationError ? 'configuration_failed' : 'bug';
  const json = { error: { code, ...(fault && { kind: fault.kind }), text } };
  return {
    code: 1,
    out: isJson ? `${JSON.stringify(json, null, 2)}\n` : '',
    err: isJson ? '' : `tenantatlas: ${text}\n`,
  };
}

function usage(text: string): CliResult {
  return { code: 2, out: '', err: `tenantatlas: ${text}\nSee tenantatlas --help.\n` };
}
