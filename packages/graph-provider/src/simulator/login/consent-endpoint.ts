import type { Answer } from '../answer.ts';
import type { SimulatedAppOptions } from '../options.ts';
import { consent, type Tenant } from '../world/tenant.ts';
import { findApp, findTenant, type World } from '../world/world.ts';
import { consentPage, failedPage } from './consent-page.ts';
import { languageOf } from './consent-texts.ts';
import { loginError } from './login-errors.ts';

/** A request for the page, or the decision of its form. */
export interface ConsentRequest {
  readonly method: 'GET' | 'POST';
  /** The tenant of the path, `organizations` or `common`. */
  readonly tenant: string;
  /** The query, or the form. */
  readonly params: URLSearchParams;
  readonly acceptLanguage: string | null;
}

interface Checked {
  readonly app: SimulatedAppOptions;
  readonly redirectUri: string;
  /** The tenant of the path, or null when the administrator of any may decide. */
  readonly tenant: Tenant | null;
}

/** Answers the admin-consent page and its form. Redirects to registered addresses only. */
export function answerConsent(world: World, request: ConsentRequest): Answer {
  const { method, params } = request;
  const checked = check(world, request);
  if (!('app' in checked)) return checked;
  if (method === 'GET') return show(world, request, checked);
  const state = params.get('state');
  const kept: readonly (readonly [string, string])[] = state === null ? [] : [['state', state]];
  if (params.get('decision') !== 'accept') {
    const { body } = loginError(world, 65004);
    const description = describe(body);
    return redirect(checked.redirectUri, [
      ['error', 'access_denied'],
      ['error_subcode', 'cancel'],
      ['error_description', description],
      ...kept,
    ]);
  }
  const admin = findTenant(world, params.get('admin_tenant') ?? '');
  if (admin === null || (checked.tenant !== null && checked.tenant !== admin))
    return refuse(world, request, 50020, request.tenant, checked.app.clientId);
  consent(admin, checked.app, world.permissions, world.now() + world.consentDelayMillis);
  const scope = params.get('scope');
  return redirect(checked.redirectUri, [
    ['admin_consent', 'True'],
    ['tenant', admin.id],
    ...kept,
    ...(scope === null ? [] : [['scope', scope] as const]),
  ]);
}

function check(world: World, request: ConsentRequest): Checked | Answer {
  const { params } = request;
  const [clientId, redirectUri] = [params.get('client_id') ?? '', params.get('redirect_uri') ?? ''];
  if (clientId === '') return refuse(world, request, 900144, 'client_id');
  const isAny = ['organizations', 'common'].includes(request.tenant.toLowerCase());
  const tenant = isAny ? null : findTenant(world, request.tenant);
  if (!isAny && tenant === null) return refuse(world, request, 90002, request.tenant);
  const app = findApp(world, clientId);
  if (app === null) return refuse(world, request, 700016, clientId, request.tenant);
  const registered = app.redirectUris ?? [];
  if (registered.length === 0) return refuse(world, request, 500113);
  if (!registered.includes(redirectUri)) return refuse(world, request, 50011, redirectUri, clientId);
  return { app, redirectUri, tenant };
}

function show(world: World, { params, acceptLanguage }: ConsentRequest, { app, redirectUri, tenant }: Checked): Answer {
  const hidden = ['client_id', 'redirect_uri', 'state', 'scope'].flatMap((name) => {
    const value = params.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return consentPage({
    language: languageOf(acceptLanguage),
    appName: app.displayName,
    permissions: app.permissions ?? [],
    delegatedPermissions: app.delegatedPermissions ?? [],
    tenants: world.tenants.map((one) => ({
      id: one.id,
      label: `${one.displayName} (${one.domain})`,
      isChosen: one === tenant,
    })),
    hidden,
    redirectUri,
  });
}

function refuse(world: World, { acceptLanguage }: ConsentRequest, code: number, ...fill: readonly string[]): Answer {
  const { body } = loginError(world, code, fill);
  return failedPage(400, languageOf(acceptLanguage), describe(body));
}

function describe(body: unknown): string {
  const described =
    typeof body === 'object' && body !== null && 'error_description' in body ? body.error_description : '';
  return String(described);
}

function redirect(address: string, params: readonly (readonly [string, string])[]): Answer {
  const location = new URL(address);
  for (const [name, value] of params) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href, 'cache-control': 'no-store' } };
}
