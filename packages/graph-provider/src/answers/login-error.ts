import * as z from 'zod';
import type { Instant, ReasonCode } from '@tenantatlas/core';
import { failure, type GraphFailure } from './failure.ts';

const body = z.object({
  error: z.string().max(200).optional().catch(undefined),
  error_codes: z.array(z.number().int()).max(20).optional().catch(undefined),
  error_description: z.string().max(20_000).optional().catch(undefined),
  claims: z.string().max(20_000).optional().catch(undefined),
});

/** Numbers of `AADSTS` codes with what they mean for a connection. Their texts change and are not read. */
const meanings: { readonly [number: number]: ReasonCode | undefined } = {
  65001: 'provider_consent_missing',
  650051: 'provider_consent_missing',
  650052: 'provider_consent_missing',
  65004: 'provider_consent_failed',
  7000215: 'provider_credential_invalid',
  7000222: 'provider_credential_invalid',
  700027: 'provider_credential_invalid',
  7000229: 'provider_consent_missing',
  700016: 'tenant_target_mismatch',
  90002: 'tenant_target_mismatch',
  90038: 'provider_connection_invalid',
  900382: 'provider_connection_invalid',
  53003: 'provider_auth_failed',
  50076: 'provider_auth_failed',
  50079: 'provider_auth_failed',
  7000112: 'provider_auth_failed',
};

/** Numbers of failures that pass. */
const passing: readonly number[] = [90006, 90033];

/** OAuth errors with what they mean, where there is no number. */
const meaningsOfErrors: { readonly [error: string]: ReasonCode | undefined } = {
  consent_required: 'provider_consent_missing',
  invalid_client: 'provider_credential_invalid',
  unauthorized_client: 'platform_identity_missing',
  interaction_required: 'provider_auth_failed',
};

/**
 * What a refusal of the token endpoint means. The number decides, then the OAuth `error`. Number and `error` are kept; the description, which holds names, addresses
 * and ids, is read for the number only.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function loginFailure(status: number, answer: unknown, retryAt: Instant | null): GraphFailure {
  const parsed = body.safeParse(answer);
  const { error, error_codes: codes, error_description: description, claims } = parsed.success ? parsed.data : {};
  const number = codes?.find((each) => meanings[each] !== undefined) ?? codes?.[0] ?? numberIn(description);
  const providerCode = number === undefined ? (wordOf(error) ?? `http_${String(status)}`) : `AADSTS${String(number)}`;
  const more = { providerCode, retryAt, status };
  const known = number === undefined ? undefined : meanings[number];
  if (known !== undefined) return failure('forbidden', known, more);
  if (status === 429) return failure('throttled', 'rate_limited', more);
  const isPassing = status === 408 || status >= 500 || passing.includes(number ?? 0);
  if (isPassing || error === 'temporarily_unavailable') return failure('failed', 'provider_unavailable', more);
  // A challenge asks for more than an app can give.
  if (claims !== undefined) return failure('forbidden', 'provider_auth_failed', more);
  const meaning = error !== undefined && Object.hasOwn(meaningsOfErrors, error) ? meaningsOfErrors[error] : undefined;
  return meaning ? failure('forbidden', meaning, more) : failure('failed', 'unknown_error', more);
}

/** The number of an `AADSTS` code in a text. */
export function numberIn(text: string | undefined): number | undefined {
  const digits = /\bAADSTS(\d{5,7})\b/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function wordOf(error: string | undefined): string | undefined {
  return error !== undefined && /^[a-z_]{1,60}$/.test(error) ? error : undefined;
}
