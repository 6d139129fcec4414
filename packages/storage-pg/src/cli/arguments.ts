import { parseArgs } from 'node:util';
import { longestRetentionDays } from '@tenantatlas/core';

/** What the command line can do. */
export const commands = ['migrate', 'plan', 'status', 'doctor', 'prune'] as const;

/** See {@link commands}. */
export type Command = (typeof commands)[number];

/** A valid command line. */
export interface CliArguments {
  readonly command: Command;
  readonly database: string | null;
  readonly data: string | null;
  readonly config: string | null;
  readonly schema: string | null;
  readonly login: string | null;
  readonly maintenanceLogin: string | null;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly roles: boolean;
  /** Null for the default of `pruneUsage`. */
  readonly days: number | null;
}

/** The result of reading the command line. The text of `wrong` repeats no value: one could be a URL with a password. */
export type ParsedArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly text: string }
  | { readonly kind: 'run'; readonly arguments: CliArguments };

const options = {
  database: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  schema: { type: 'string' },
  login: { type: 'string' },
  'maintenance-login': { type: 'string' },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  roles: { type: 'boolean' },
  days: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const optionList = Object.keys(options)
  .map((name) => `--${name}`)
  .join(', ');

/** Reads the arguments behind the program's name. */
export function readArguments(argv: readonly string[]): ParsedArguments {
  try {
    return check(parseArgs({ args: [...argv], options, allowPositionals: true }));
  } catch (error) {
    return wrong(explain(error));
  }
}

/** Names the option, and never a value. */
function explain(error: unknown): string {
  const name = error instanceof Error ? /'(?:-\w, )?--?([\w-]+)/.exec(error.message)?.[1] : undefined;
  if (name === undefined) return `The options could not be read. There are ${optionList}.`;
  if (!isOption(name)) return `There is no option ${name.length === 1 ? '-' : '--'}${name}. There are ${optionList}.`;
  return options[name].type === 'string' ? needsValue(name) : `--${name} takes no value.`;
}

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function needsValue(name: string): string {
  return `--${name} needs a value behind it. See what it may be in the help.`;
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function check({ values, positionals }: Parsed): ParsedArguments {
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  for (const name of ['database', 'data', 'config', 'schema', 'login', 'maintenance-login', 'days'] as const)
    if (values[name]?.trim() === '') return wrong(needsValue(name));
  const [name, ...rest] = positionals;
  const command = commands.find((known) => known === name);
  if (name === undefined) return wrong('Say what to do: migrate, plan, status, doctor, prune or graph.');
  if (command === undefined)
    return wrong(
      'The command is unknown. There are migrate, plan, status, doctor, prune and graph, which stands first.',
    );
  if (rest.length > 0)
    return wrong(`${command} takes no further words; give the database with --database, --data or --config.`);
  if (values.database !== undefined && values.data !== undefined)
    return wrong('Give either --database or --data, not both.');
  if (values.config !== undefined && (values.database !== undefined || values.data !== undefined))
    return wrong('The configuration file names the database; leave out --config, or --database and --data.');
  if (values.roles && command !== 'plan') return wrong('--roles belongs to plan.');
  if (values['dry-run'] && command !== 'migrate' && command !== 'prune')
    return wrong('--dry-run belongs to migrate and to prune.');
  if (values.days !== undefined && command !== 'prune') return wrong('--days belongs to prune.');
  const days = values.days === undefined ? null : wholeDays(values.days);
  if (days === undefined) return wrong(`--days is a whole number from 1 to ${longestRetentionDays}.`);
  for (const name of ['login', 'maintenance-login'] as const)
    if (values[name] !== undefined && !(command === 'migrate' || values.roles))
      return wrong(`--${name} belongs to migrate and to plan --roles.`);
  return {
    kind: 'run',
    arguments: {
      command,
      database: values.database ?? null,
      data: values.data ?? null,
      config: values.config ?? null,
      schema: values.schema ?? null,
      login: values.login ?? null,
      maintenanceLogin: values['maintenance-login'] ?? null,
      json: values.json ?? false,
      dryRun: values['dry-run'] ?? false,
      roles: values.roles ?? false,
      days,
    },
  };
}

function wholeDays(text: string): number | undefined {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= longestRetentionDays ? days : undefined;
}

function wrong(text: string): ParsedArguments {
  return { kind: 'wrong', text };
}
