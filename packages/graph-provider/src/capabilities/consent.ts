import type { ConsentAnswer, ConsentRequest } from '@tenantatlas/core';
import { invariant, isExternalTenantId, normalizeExternalTenantId } from '@tenantatlas/core/ports';
import { numberIn } from '../answers/login-error.ts';
import type { Endpoints } from '../clouds.ts';

/** What a consent address is made of besides the app. */
export type ConsentSubject = Pick<ConsentRequest, 'externalTenantId' | 'redirectUri' | 'state'>;

/**
 * Where an administrator consents to every permission that the app asks for. Without a tenant the administrator's own one consents. Throws an invariant for a tenant that is
 * neither a GUID nor a domain name, an address that is neither https nor loopback, and a state of another form.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function consentAddress({ graph, login }: Endpoints, clientId: string, subject: ConsentSubject): string {
  const { externalTenantId, redirectUri, state } = subject;
  invariant(
    externalTenantId === null || isExternalTenantId(externalTenantId),
    'consentUrl: "externalTenantId" is a GUID or a domain name, or null.',
  );
  invariant(
    isReturnAddress(redirectUri),
    'consentUrl: "redirectUri" is an absolute https address, or one of loopback.',
  );
  invariant(/^[A-Za-z0-9._-]{1,500}$/.test(state), 'consentUrl: "state" is 1 to 500 characters of [A-Za-z0-9._-].');
  const tenant = externalTenantId === null ? 'organizations' : normalizeExternalTenantId(externalTenantId);
  const query = new URLSearchParams({
    client_id: clientId,
    scope: `${graph}/.default`,
    redirect_uri: redirectUri,
    state,
  });
  return `${login}/${encodeURIComponent(tenant)}/v2.0/adminconsent?${query.toString()}`;
}

function isReturnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** Longest parameter that is read. Descriptions of errors are a few hundred characters. */
const maxLength = 4_000;

/** The administrator pressed Cancel or had the request declined. */
const declinedNumber = 65004;

/**
 * Reads what Microsoft sends an administrator back with. Never throws. An error decides, because Microsoft says `admin_consent=True` beside one too; granted is only an
 * answer without any, with the word `True` and a tenant. Nothing of it is proof.
 */
export function readConsentAnswer(parameters: { get(name: string): unknown }): ConsentAnswer {
  const read = (name: string): string | null => textOf(parameters, name);
  const externalTenantId = tenantIn(read('tenant'));
  const error = read('error');
  const subcode = read('error_subcode');
  const description = read('error_description');
  if (error !== null || subcode !== null || description !== null) {
    const number = numberIn(description ?? undefined) ?? numberIn(error ?? undefined);
    const providerCode = number === undefined ? wordIn(error) : `AADSTS${String(number)}`;
    const outcome = isDeclined(error, subcode, number) ? 'declined' : 'failed';
    return { outcome, externalTenantId, providerCode };
  }
  const isGranted = read('admin_consent')?.toLowerCase() === 'true' && externalTenantId !== null;
  return { outcome: isGranted ? 'granted' : 'failed', externalTenantId, providerCode: null };
}

/** Another number beside `access_denied` says that Microsoft refused, and not the administrator. */
function isDeclined(error: string | null, subcode: string | null, number: number | undefined): boolean {
  if (number !== undefined) return number === declinedNumber;
  return subcode === 'cancel' || error === 'access_denied';
}

function tenantIn(text: string | null): string | null {
  return text !== null && isExternalTenantId(text) ? normalizeExternalTenantId(text) : null;
}

function wordIn(text: string | null): string | null {
  return text !== null && /^[a-z_]{1,60}$/.test(text) ? text : null;
}

/** A parameter; null where there is none, or none that can be read. */
function textOf(parameters: { get(name: string): unknown }, name: string): string | null {
  try {
    const text = parameters.get(name);
    return typeof text === 'string' ? text.slice(0, maxLength) : null;
  } catch {
    return null;
  }
}
