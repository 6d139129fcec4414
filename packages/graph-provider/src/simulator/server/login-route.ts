import { jsonAnswer, type Answer } from '../answer.ts';
import { answerConsent } from '../login/consent-endpoint.ts';
import { loginError } from '../login/login-errors.ts';
import { answerTokenRequest } from '../login/token-endpoint.ts';
import { findTenant, type World } from '../world/world.ts';
import { effectOf, responseOf, statusAnswer } from './effects.ts';
import type { Environment } from './environment.ts';

/** A request to sign-in, with its body. */
export interface LoginRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
}

/** Answers a request to sign-in: the token endpoint, the admin-consent page and the description of a tenant. */
export async function answerLoginRequest(env: Environment, request: LoginRequest): Promise<Response> {
  const { world, faults, counters } = env;
  counters.add('login');
  const [name = '', ...rest] = request.url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const tenant = findTenant(world, name);
  const tenants = tenant === null ? [name.toLowerCase()] : [tenant.id, tenant.name, tenant.domain];
  const effects = faults.effectsOn({ service: 'login', tenants, path: request.url.pathname });
  for (const _ of effects) counters.add('faults');
  const latency = effectOf(effects, 'latency');
  if (latency !== undefined) await env.sleep(latency.millis, request.signal);
  if (effectOf(effects, 'reset') !== undefined) return Response.error();
  const status = effectOf(effects, 'status');
  if (status !== undefined) return responseOf(statusAnswer(world, status, null), effects);
  return responseOf(answer(world, request, name, rest.join('/').toLowerCase()), effects);
}

function answer(world: World, request: LoginRequest, tenant: string, path: string): Answer {
  const { method, url, headers, body } = request;
  const isForm = headers.get('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false;
  const form = new URLSearchParams(isForm ? body : '');
  if (path === 'oauth2/v2.0/token' && method === 'POST') {
    const correlationId = headers.get('client-request-id');
    return answerTokenRequest(world, {
      tenant,
      origin: url.origin,
      form,
      ...(correlationId === null ? {} : { correlationId }),
    });
  }
  if (path === 'v2.0/adminconsent' && (method === 'GET' || method === 'POST')) {
    const params = method === 'GET' ? url.searchParams : form;
    return answerConsent(world, { method, tenant, params, acceptLanguage: headers.get('accept-language') });
  }
  if (path === 'v2.0/.well-known/openid-configuration' && method === 'GET')
    return configuration(world, tenant, url.origin);
  return loginError(world, 90013);
}

function configuration(world: World, name: string, origin: string): Answer {
  const tenant = findTenant(world, name);
  if (tenant === null) return loginError(world, 90002, [name]);
  return jsonAnswer(200, {
    issuer: `${origin}/${tenant.id}/v2.0`,
    token_endpoint: `${origin}/${tenant.id}/oauth2/v2.0/token`,
    authorization_endpoint: `${origin}/${tenant.id}/oauth2/v2.0/authorize`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    msgraph_host: new URL([...world.origins.graph][0] ?? origin).host,
  });
}

/** A part of a path; as it was sent when a percent sign encodes nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
