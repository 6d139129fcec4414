import * as z from 'zod';
import type { Instant } from '@tenantatlas/core';
import { failure, type GraphFailure } from './failure.ts';

const code = z.string().max(200).optional().catch(undefined);
const body = z.object({
  error: z
    .object({
      code,
      message: z.string().optional().catch(undefined),
      innerError: z.object({ code }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Codes of Graph that speak of a licence and not of a permission. A 403 with one of them stays when permissions are granted. */
const licenceCodes: readonly string[] = [
  'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  'AadPremiumLicenseRequired',
  'TenantHasNoPremiumLicense',
  'NonPremiumTenant',
];

const permissionCodes: readonly string[] = [
  'Authorization_RequestDenied',
  'Authentication_RequestFromUnsupportedUserRole',
  'AccessDenied',
  'accessDenied',
  'Forbidden',
];

/** Errors of a token that was made for another cloud or another service. */
const wrongCloud: readonly string[] = ['InvalidAudience', 'InvalidAuthenticationTokenAudience'];

/**
 * What an answer of Graph that is not a success means. Decided on the status and the codes; no text of the body is kept, because it may hold names and addresses. It is
 * read for one thing: a 401 says in its text only that the token was made for another cloud.
 *
 * @see https://learn.microsoft.com/graph/errors
 */
export function graphFailure(status: number, answer: unknown, retryAt: Instant | null): GraphFailure {
  const codes = codesIn(answer);
  const providerCode = codes[0] ?? `http_${String(status)}`;
  const more = { providerCode, retryAt, status };
  const has = (some: readonly string[]): boolean => codes.some((each) => some.includes(each));
  if (status === 429) return failure('throttled', 'rate_limited', more);
  if (status === 402 || has(licenceCodes)) return failure('not_licensed', 'provider_permission_denied', more);
  if (has(wrongCloud) || (status === 401 && isForeignToken(answer)))
    return failure('forbidden', 'provider_connection_invalid', more);
  if (status === 401) return failure('forbidden', 'provider_auth_failed', more);
  if (status === 403)
    return failure(
      'forbidden',
      has(permissionCodes) ? 'provider_permission_missing' : 'provider_permission_denied',
      more,
    );
  if (status === 408 || status >= 500) return failure('failed', 'provider_unavailable', more);
  return failure('failed', 'unknown_error', more);
}

/** "Invalid audience", with the code of every other refused token. */
function isForeignToken(answer: unknown): boolean {
  const parsed = body.safeParse(answer);
  return parsed.success && /\binvalid audience\b/i.test(parsed.data.error?.message?.slice(0, 2_000) ?? '');
}

/** The codes in an error body, the innermost last. Only words count: anything else might be a text. */
function codesIn(answer: unknown): readonly string[] {
  const parsed = body.safeParse(answer);
  if (!parsed.success) return [];
  const { error } = parsed.data;
  return [error?.code, error?.innerError?.code].filter(isWord);
}

/** Whether a code of the provider is a word that may be kept and shown to support. */
function isWord(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z][A-Za-z0-9_]{0,119}$/.test(text);
}
