import { jsonAnswer, type Answer } from '../answer.ts';
import type { SimulatedAppOptions } from '../options.ts';
import { signToken } from '../world/access-token.ts';
import { grantedTo, servicePrincipalOf, type Tenant } from '../world/tenant.ts';
import { findApp, findTenant, type World } from '../world/world.ts';
import { assertionProblem } from './assertion.ts';
import { loginError, loginHeaders } from './login-errors.ts';

/** A request for a token: the tenant of the path, the origin that was asked and the form. */
export interface TokenRequest {
  readonly tenant: string;
  readonly origin: string;
  readonly form: URLSearchParams;
  readonly correlationId?: string;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Answers a request for a token with client credentials, in the order in which Microsoft checks one. */
export function answerTokenRequest(world: World, request: TokenRequest): Answer {
  const { form, correlationId } = request;
  const refuse = (code: number, ...fill: readonly string[]): Answer => loginError(world, code, fill, correlationId);
  for (const name of ['grant_type', 'client_id', 'scope']) if (valueOf(form, name) === '') return refuse(900144, name);
  if (form.get('grant_type') !== 'client_credentials') return refuse(70003, valueOf(form, 'grant_type'));
  if (!/^[\w.-]{1,255}$/.test(request.tenant)) return refuse(900023, request.tenant);
  const tenant = findTenant(world, request.tenant);
  if (tenant === null) return refuse(90002, request.tenant);
  const app = findApp(world, valueOf(form, 'client_id'));
  if (app === null) return refuse(700016, valueOf(form, 'client_id'), tenant.displayName);
  const problem = credentialProblem(world, request, tenant, app);
  if (problem !== null) return refuse(problem, app.clientId, tenant.id);
  const resource = resourceOf(valueOf(form, 'scope'));
  if (resource === null) return refuse(70011, valueOf(form, 'scope'));
  if (!world.origins.graph.has(resource)) return refuse(500011, resource, tenant.displayName);
  if (tenant.loginError !== null) return refuse(tenant.loginError, app.clientId, tenant.id);
  if (servicePrincipalOf(tenant, app.clientId) === null) return refuse(65001, app.clientId);
  return issued(world, { tenant, app, resource, request });
}

function valueOf(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}

/** The resource of a scope such as `https://graph.microsoft.com/.default`, or null. */
function resourceOf(scope: string): string | null {
  const suffix = '/.default';
  return scope.endsWith(suffix) && !scope.includes(' ') ? scope.slice(0, -suffix.length).replace(/\/$/, '') : null;
}

function credentialProblem(
  world: World,
  { form, tenant: name, origin }: TokenRequest,
  tenant: Tenant,
  app: SimulatedAppOptions,
): number | null {
  const [secret, assertion] = [valueOf(form, 'client_secret'), form.get('client_assertion')];
  if (assertion !== null && form.get('client_assertion_type') === assertionType) {
    const audiences = [name, tenant.id, tenant.domain].flatMap((one) => [
      `${origin}/${one}/oauth2/v2.0/token`,
      `${origin}/${one}/v2.0`,
    ]);
    const { clientId, certificates = [] } = app;
    return assertionProblem(assertion, { clientId, audiences, certificates, now: world.now() });
  }
  if (secret === '') return 7000218;
  const known = app.secrets?.find(({ value }) => value === secret);
  if (known === undefined) return 7000215;
  return known.expiresAt !== undefined && known.expiresAt <= world.now() ? 7000222 : null;
}

interface Issue {
  readonly tenant: Tenant;
  readonly app: SimulatedAppOptions;
  readonly resource: string;
  readonly request: TokenRequest;
}

function issued(world: World, { tenant, app, resource, request }: Issue): Answer {
  const hasReached = (tenant.consentReaches.get(app.clientId) ?? 0) <= world.now();
  const token = signToken(world, {
    aud: resource,
    tid: tenant.id,
    appid: app.clientId,
    roles: hasReached ? grantedTo(tenant, app.clientId, world.permissions) : [],
    exp: Math.floor(world.now() / 1000) + world.tokenSeconds,
    nbfClaim: nbfIn(request.form.get('claims')),
  });
  const { tokenSeconds } = world;
  const body = { token_type: 'Bearer', expires_in: tokenSeconds, ext_expires_in: tokenSeconds, access_token: token };
  return jsonAnswer(200, body, loginHeaders(world.nextGuid(), request.correlationId ?? world.nextGuid()));
}

/** The value of `access_token.nbf` in the parameter `claims`, or null. */
function nbfIn(claims: string | null): string | null {
  try {
    const asked = JSON.parse(claims ?? 'null') as { access_token?: { nbf?: { value?: unknown } | null } | null } | null;
    const value = asked?.access_token?.nbf?.value;
    return typeof value === 'string' ? value : null;
  } catch {
    return null; // not JSON: the token is issued without the claim
  }
}
