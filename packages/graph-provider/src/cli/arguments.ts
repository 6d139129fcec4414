import { parseArgs } from 'node:util';
import { isExternalTenantId } from '@tenantatlas/core/ports';
import { clouds, endpointsOf, type Cloud, type Endpoints } from '../clouds.ts';
import { UsageError } from './usage-error.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const commands = ['check', 'manifest'] as const;

/** A valid command line. */
export interface GraphArguments {
  readonly command: (typeof commands)[number];
  readonly tenant: string;
  readonly clientId: string;
  readonly cloud: Cloud;
  /** Where a simulator is; null for the cloud. */
  readonly endpoints: Endpoints | null;
  readonly config: string | null;
  readonly json: boolean;
}

const options = {
  tenant: { type: 'string' },
  'client-id': { type: 'string' },
  cloud: { type: 'string' },
  config: { type: 'string' },
  'graph-url': { type: 'string' },
  'login-url': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** Reads the words behind `graph`; null where they ask for help. Throws a {@link UsageError}. */
export function readArguments(argv: readonly string[], environment: Environment): GraphArguments | null {
  const { values, positionals } = parsed(argv);
  if (values.help) return null;
  for (const name of ['tenant', 'client-id', 'cloud', 'config', 'graph-url', 'login-url'] as const)
    if (values[name]?.trim() === '') throw new UsageError(needsValue(name));
  const [name, ...rest] = positionals;
  const command = commands.find((known) => known === name);
  if (name === undefined) throw new UsageError('Say what to do: graph check or graph manifest.');
  if (command === undefined) throw new UsageError('The command is unknown. There are graph check and graph manifest.');
  if (rest.length > 0) throw new UsageError(`graph ${command} takes no further words; give the tenant with --tenant.`);
  if (command === 'manifest' && values.json)
    throw new UsageError('--json belongs to check; manifest prints JSON always.');
  const cloud = cloudIn(values);
  const endpoints = endpointsIn(values);
  if (endpoints === null) checkAuthority(cloud, environment);
  return {
    command,
    tenant: tenantIn(values, environment),
    clientId: clientIdIn(values, environment),
    cloud,
    endpoints,
    config: values.config ?? null,
    json: values.json ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const name = error instanceof Error ? /'(?:-\w, )?--?([\w-]+)/.exec(error.message)?.[1] : undefined;
    const list = Object.keys(options)
      .map((known) => `--${known}`)
      .join(', ');
    if (name === undefined || !isOption(name)) throw new UsageError(`There is no such option. There are ${list}.`);
    throw new UsageError(options[name].type === 'string' ? needsValue(name) : `--${name} takes no value.`);
  }
}

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function needsValue(name: string): string {
  return `--${name} needs a value behind it. See what it may be in the help.`;
}

/** The value of an option, else of its variable; an empty variable counts as not set. */
function given(value: string | undefined, variable: string | undefined): string | null {
  const found = (value ?? variable ?? '').trim();
  return found === '' ? null : found;
}

function tenantIn({ tenant: value }: Values, { AZURE_TENANT_ID: variable }: Environment): string {
  const tenant = given(value, variable);
  if (tenant === null) throw new UsageError('Name the tenant with --tenant, or with AZURE_TENANT_ID.');
  if (isExternalTenantId(tenant)) return tenant;
  const name = value === undefined ? 'AZURE_TENANT_ID' : '--tenant';
  throw new UsageError(
    `${name} is the id of a tenant, a GUID, or one of its domains, such as contoso.onmicrosoft.com.`,
  );
}

function clientIdIn({ 'client-id': value }: Values, { AZURE_CLIENT_ID: variable }: Environment): string {
  const clientId = given(value, variable);
  if (clientId === null) throw new UsageError('Name the app with --client-id, or with AZURE_CLIENT_ID.');
  return clientId;
}

function cloudIn({ cloud: value = 'global' }: Values): Cloud {
  const cloud = clouds.find((known) => known === value);
  if (cloud === undefined) throw new UsageError(`--cloud is one of ${clouds.join(', ')}.`);
  return cloud;
}

/** Addresses of a simulator. Only those of this machine: a credential is sent there. */
function endpointsIn({ cloud, 'graph-url': graph, 'login-url': login }: Values): Endpoints | null {
  if (graph === undefined && login === undefined) return null;
  if (graph === undefined || login === undefined) throw new UsageError('Give both --graph-url and --login-url.');
  if (cloud !== undefined) throw new UsageError('Give either --cloud, or --graph-url and --login-url.');
  for (const [name, url] of Object.entries({ 'graph-url': graph, 'login-url': login }))
    if (!isLoopback(url))
      throw new UsageError(`--${name} is an address of this machine without a path, such as http://127.0.0.1:4000.`);
  return { graph, login };
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  return origin === url && protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** `AZURE_AUTHORITY_HOST` of another cloud means that its credential would be sent to the wrong one. */
function checkAuthority(cloud: Cloud, { AZURE_AUTHORITY_HOST: variable }: Environment): void {
  const authority = given(undefined, variable);
  if (authority === null) return;
  const url = authority.includes('://') ? authority : `https://${authority}`;
  if (URL.canParse(url) && new URL(url).origin === endpointsOf(cloud).login) return;
  throw new UsageError(
    `AZURE_AUTHORITY_HOST names another sign-in than that of the cloud ${cloud}. Name its cloud with --cloud, or unset the variable.`,
  );
}
