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
  'Authentication_MSGraphPermissionMissing',
  'PermissionScopeNotGranted',
  'Authentication_RequestFromUnsupportedUserRole',
  'AccessDenied',
  'accessDenied',
  'Forbidden',
];

/** Errors of a token that was made for another cloud or another service. */
const wrongCloud: readonly string[] = ['InvalidAudience', 'InvalidAuthenticationTokenAudience'];

/** What services say in their text only. Each is a fixed sentence, and the code beside it is that of every other refusal of its status. */
const sentences = {
  /** A 401: the token was made for another cloud. */
  wrongCloud: /\binvalid audience\b/i,
  /** A 400 of Intune: the tenant has no licence for it. */
  noLicence: /\brequest not applicable to target tenant\b/i,
  /** The code in the JSON that Privileged Identity Management sends as its text. */
  code: /"errorCode"\s*:\s*"([A-Za-z][A-Za-z0-9_]{0,119})"/,
};

/**
 * What an answer of Graph that is not a success means. Decided on the status and the codes; no text of the body is kept, because it may hold names and addresses. It is
 * read for fixed sentences where the codes do not tell.
 *
 * A missing licence is said by the state of the evidence and the code of Graph. Its reason has no code of the permissions: those lead to help about permissions, which changes nothing.
 *
 * @see https://learn.microsoft.com/graph/errors
 */
export function graphFailure(status: number, answer: unknown, retryAt: Instant | null): GraphFailure {
  const { codes, text } = partsOf(answer);
  const providerCode = codes[0] ?? `http_${String(status)}`;
  const more = { providerCode, retryAt, status };
  const has = (some: readonly string[]): boolean => codes.some((each) => some.includes(each));
  if (status === 429) return failure('throttled', 'rate_limited', more);
  if (status === 402 || has(licenceCodes) || (status === 400 && sentences.noLicence.test(text)))
    return failure('not_licensed', 'unknown_error', more);
  if (has(wrongCloud) || (status === 401 && sentences.wrongCloud.test(text)))
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

/** The codes in an error body, and its text to look for sentences. Only words count as codes: anything else might be a text. */
function partsOf(answer: unknown): { readonly codes: readonly string[]; readonly text: string } {
  const parsed = body.safeParse(answer);
  const error = parsed.success ? parsed.data.error : undefined;
  const text = error?.message?.slice(0, 2_000) ?? '';
  const codes = [error?.code, error?.innerError?.code, sentences.code.exec(text)?.[1]].filter(isWord);
  // It names no failure where another one does.
  const named = codes.filter((each) => each !== 'UnknownError');
  return { codes: named.length > 0 ? named : codes, text };
}

/** Whether a code of the provider is a word that may be kept and shown to support. */
function isWord(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z][A-Za-z0-9_]{0,119}$/.test(text);
}
