import { X509Certificate } from 'node:crypto';
import { invariant } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import type {
  GraphSimulatorOptions,
  SimulatedAppOptions,
  SimulatedLicence,
  SimulatedTenantOptions,
  ThrottleLimit,
} from '../options.ts';
import { isGuid } from '../world/random.ts';

const factory = 'createGraphSimulator';
const check = optionChecks(factory);
const names = [
  'seed',
  'tenants',
  'apps',
  'clock',
  'sleep',
  'origins',
  'pageSize',
  'tokenSeconds',
  'consentDelayMillis',
  'throttle',
  'controlToken',
];
const licences: readonly SimulatedLicence[] = ['P1', 'P2', 'Intune'];
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Throws an invariant that names the option, the rule and the fix. */
export function checkOptions(options: GraphSimulatorOptions): void {
  check.names(options, names);
  const { seed, tenants, apps, origins, throttle, controlToken } = options;
  demand(isText(seed), '"seed" is a text such as "demo". The same text gives the same world.');
  demand(
    Array.isArray(tenants) && tenants.length > 0,
    '"tenants" is a list with at least one tenant, such as [{ name: "contoso" }].',
  );
  demand(Array.isArray(apps), '"apps" is a list of app registrations. Pass [] when there are none.');
  check.fn('clock', options.clock, '() => Date.now()');
  check.fn('sleep', options.sleep, '(millis, signal) => setTimeout(millis, undefined, { signal })');
  check.whole('pageSize', options.pageSize, 1, 999);
  check.whole('tokenSeconds', options.tokenSeconds, 1, 86_400);
  check.whole('consentDelayMillis', options.consentDelayMillis, 0, 86_400_000);
  demand(
    controlToken === undefined || (isText(controlToken) && controlToken.length >= 16),
    '"controlToken" is a text of at least 16 characters. Leave it out to close the control endpoint.',
  );
  tenants.forEach(checkTenant);
  unique(
    tenants.map(({ name }) => name),
    'tenants[].name',
  );
  apps.forEach(checkApp);
  unique(
    apps.map(({ clientId }) => clientId.toLowerCase()),
    'apps[].clientId',
  );
  consents(tenants, apps);
  if (origins !== undefined) check.names(origins, ['graph', 'login'], 'a member of "origins"');
  if (origins !== undefined)
    for (const name of ['graph', 'login'] as const)
      demand(
        isOrigin(origins[name]),
        `"origins.${name}" is an origin without a path, such as "https://graph.microsoft.com".`,
      );
  demand(
    origins === undefined || origins.graph !== origins.login,
    '"origins" has two different origins: Graph and sign-in are two services.',
  );
  if (throttle !== undefined) check.names(throttle, ['perTenant', 'perApp'], 'a member of "throttle"');
  for (const name of ['perTenant', 'perApp'] as const) checkLimit(`throttle.${name}`, throttle?.[name]);
}

function checkTenant(tenant: SimulatedTenantOptions, at: number): void {
  const option = `tenants[${String(at)}]`;
  check.names(
    tenant,
    ['id', 'name', 'displayName', 'users', 'groups', 'policies', 'licences'],
    `a member of "${option}"`,
  );
  const { id, name, displayName, users, groups, policies } = tenant;
  demand(
    typeof name === 'string' && /^[a-z0-9-]{1,40}$/.test(name),
    `"${option}.name" is of small letters, digits and hyphens, such as "contoso".`,
  );
  demand(id === undefined || isGuid(id), `"${option}.id" is a GUID. Leave it out to get one from the seed.`);
  demand(displayName === undefined || isText(displayName), `"${option}.displayName" is a text.`);
  check.list(
    `${option}.licences`,
    tenant.licences,
    (licence) => licences.some((each) => each === licence),
    '["P1", "P2", "Intune"]',
  );
  check.whole(`${option}.users`, users, 0, 1_000_000);
  check.whole(`${option}.groups`, groups, 0, 1_000_000);
  check.whole(`${option}.policies`, policies, 0, 1_000);
}

function checkApp(app: SimulatedAppOptions, at: number): void {
  const option = `apps[${String(at)}]`;
  check.names(
    app,
    [
      ...['clientId', 'displayName', 'redirectUris', 'secrets', 'certificates'],
      ...['permissions', 'delegatedPermissions', 'consentedBy'],
    ],
    `a member of "${option}"`,
  );
  const { clientId, displayName, certificates = [], redirectUris = [], secrets = [] } = app;
  for (const name of ['redirectUris', 'certificates', 'permissions', 'delegatedPermissions', 'consentedBy'] as const)
    check.list(`${option}.${name}`, app[name], isText, '["…"]');
  demand(Array.isArray(secrets), `"${option}.secrets" is a list such as [{ value: "…" }].`);
  for (const secret of secrets) {
    check.names(secret, ['value', 'expiresAt'], `a member of "${option}.secrets"`);
    demand(isText(secret.value), `"${option}.secrets" has members with "value", a text.`);
    check.whole(`${option}.secrets.expiresAt`, secret.expiresAt, 0, Number.MAX_SAFE_INTEGER);
  }
  demand(typeof clientId === 'string' && isGuid(clientId), `"${option}.clientId" is a GUID.`);
  demand(isText(displayName), `"${option}.displayName" is a text.`);
  for (const uri of redirectUris)
    demand(/^https?:\/\//.test(uri) && URL.canParse(uri), `"${option}.redirectUris" has addresses with http or https.`);
  for (const pem of certificates) demand(isCertificate(pem), `"${option}.certificates" has X.509 certificates in PEM.`);
}

/** A name of no tenant would leave the app without the consent that its test relies on. */
function consents(tenants: readonly SimulatedTenantOptions[], apps: readonly SimulatedAppOptions[]): void {
  const names = tenants.map(({ name }) => name);
  apps.forEach(({ consentedBy = [] }, at) => {
    for (const by of consentedBy)
      demand(
        isGuid(by) || names.includes(by),
        `"apps[${String(at)}].consentedBy" has names or ids of "tenants"; "${by}" is the name of none.`,
      );
  });
}

function checkLimit(option: string, given: ThrottleLimit | undefined): void {
  if (given === undefined) return;
  check.names(given, ['limit', 'perSeconds'], `a member of "${option}"`);
  const { limit, perSeconds } = given;
  demand(
    Number.isInteger(limit) && limit >= 1 && limit <= 1_000_000,
    `"${option}.limit" is a whole number from 1 to 1000000.`,
  );
  demand(Number.isFinite(perSeconds) && perSeconds > 0, `"${option}.perSeconds" is a number above 0.`);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false; // not a certificate: the invariant says so
  }
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

function unique(values: readonly string[], option: string): void {
  demand(new Set(values).size === values.length, `"${option}" is unique in the world.`);
}

function demand(condition: boolean, text: string): void {
  invariant(condition, `${factory}: ${text}`);
}
