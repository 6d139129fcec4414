import { invariant } from './kernel/invariant.ts';
import { optionChecks, type OptionChecks } from './kernel/options.ts';
import { isRecord } from './kernel/record.ts';
import { isRedirectAddress } from './kernel/redirect-address.ts';
import { checkKnowledgeOptions } from './knowledge/knowledge-options.ts';
import { checkDispatcher, type Dispatcher } from './runs/worker.ts';

declare const URLSearchParams: new (query: string) => { has(name: string): boolean };

/** The options of `createTenantAtlas`; a type test checks that the list is complete. */
export const atlasOptionNames = [
  'storage',
  'catalogs',
  'access',
  'roles',
  'restore',
  'providers',
  'credentials',
  'consent',
  'dispatcher',
  'clock',
  'ids',
  'logger',
  'instrumentation',
  'scheduler',
  'knowledge',
] as const;

/** What `catalogs` may hold. */
export const catalogNames = [
  'controls',
  'operations',
  'auditActions',
  'events',
  'permissions',
  'reasons',
  'topics',
] as const;

/** What the SDK calls of each port, and an example of what to pass. */
const ports = {
  storage: [
    ['unit', 'transaction', 'bind', 'settle', 'isInside', 'close'],
    'what createPgStorage or createMemoryStorage makes',
  ],
  access: [['resolve', 'workspacesOf', 'tenantsOf'], 'an AccessPolicy'],
  restore: [['execute'], 'a RestoreExecutor'],
  credentials: [['resolve'], 'a CredentialSource'],
  clock: [['epochMillis'], 'systemClock or manualClock(...)'],
  ids: [['next'], 'uuidGenerator'],
  logger: [['warn', 'error'], 'a Logger'],
  instrumentation: [['control'], 'an Instrumentation'],
  scheduler: [['after'], 'a Scheduler'],
} as const;

type Given = { readonly [Name in (typeof atlasOptionNames)[number]]?: unknown };

/**
 * Throws an invariant for an option that does not exist or cannot work. A misspelt option would silently leave the default in its place; TypeScript sees
 * it, and plain JavaScript does not.
 */
export function checkAtlasOptions(options: Given): void {
  invariant(isRecord(options), 'createTenantAtlas(options): pass an object such as { storage }, or nothing.');
  const check = optionChecks('createTenantAtlas');
  check.names(options, atlasOptionNames);
  for (const [name, [methods, example]] of Object.entries(ports)) {
    const value = options[name as keyof typeof ports];
    // Null is an executor left out, as it is in the types.
    if (name !== 'restore' || value !== null) check.methods(name, value, methods, example);
  }
  invariant(
    options.access === undefined || options.roles === undefined,
    'createTenantAtlas: "roles" extends the built-in policy, which "access" replaces. Leave one of them out.',
  );
  check.list('providers', options.providers, isProvider, '[createGraphProvider({ ... })]');
  if (options.consent !== undefined) checkConsent(check, options.consent);
  if (options.dispatcher !== undefined) checkGivenDispatcher(check, options.dispatcher);
  if (options.knowledge !== undefined) checkKnowledgeOptions(options.knowledge);
  if (options.catalogs !== undefined) checkCatalogs(check, options.catalogs);
}

function checkConsent(check: OptionChecks, consent: unknown): void {
  check.names(consent, ['redirectUri'], 'a member of "consent"');
  const redirectUri = isRecord(consent) ? consent['redirectUri'] : undefined;
  invariant(
    isRedirectAddress(redirectUri) && !hasState(redirectUri),
    'createTenantAtlas: "consent.redirectUri" is an absolute https address, or one of loopback, without a fragment and without "state" in its query, such as "https://console.example.com/atlas/consent/callback".',
  );
}

/** Whether an address has the parameter that a provider adds. The first of two is read, so no answer would ever count. */
function hasState(address: string): boolean {
  const start = address.indexOf('?');
  return start >= 0 && new URLSearchParams(address.slice(start)).has('state');
}

function checkGivenDispatcher(check: OptionChecks, dispatcher: unknown): void {
  const isInProcess = isRecord(dispatcher) && (dispatcher as Partial<Dispatcher>).kind === 'in_process';
  invariant(isInProcess, 'createTenantAtlas: "dispatcher" is what inProcess(...) makes. Leave it out for the default.');
  check.names(dispatcher, ['kind', 'concurrency', 'pollMillis', 'leaseMillis'], 'a member of a dispatcher');
  checkDispatcher('createTenantAtlas', {
    concurrency: null,
    pollMillis: null,
    leaseMillis: null,
    ...dispatcher,
  } as never);
}

function checkCatalogs(check: OptionChecks, catalogs: unknown): void {
  invariant(isRecord(catalogs), 'createTenantAtlas: "catalogs" is an object such as { controls: [controls] }.');
  check.names(catalogs, catalogNames, 'a member of "catalogs"');
  for (const name of catalogNames) check.list(`catalogs.${name}`, catalogs[name], isRecord, `[${name}]`);
}

function isProvider(value: unknown): boolean {
  const methods = ['consentUrl', 'readConsent', 'verify', 'grants', 'roles', 'configuration'];
  return (
    isRecord(value) &&
    typeof value['provider'] === 'string' &&
    methods.every((name) => typeof value[name] === 'function')
  );
}
