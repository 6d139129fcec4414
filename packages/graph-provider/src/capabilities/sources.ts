import { err, ok, type ProviderAccess, type Result } from '@tenantatlas/core';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { clientCertificate } from '../tokens/client-certificate.ts';
import { clientSecret } from '../tokens/client-secret.ts';
import type { TokenSource } from '../tokens/token-source.ts';

/** Makes a token source of what the host's `CredentialSource` answered for a connection. What it throws counts as a credential that does not work. */
export type DedicatedSource = (credential: unknown) => TokenSource;

const noPlatform = failure('forbidden', 'platform_identity_missing', { providerCode: 'no_credentials' });
const noCredential = failure('forbidden', 'dedicated_credential_missing', { providerCode: 'no_credential' });
const wrongCredential = failure('forbidden', 'dedicated_credential_invalid', { providerCode: 'invalid_credential' });

/** What signs in for a connection: the product's own app, or the app whose credential the connection names. */
export function sourceFor(
  { connectionType, credential }: Pick<ProviderAccess, 'connectionType' | 'credential'>,
  platform: TokenSource | null,
  dedicated: DedicatedSource,
): Result<TokenSource, GraphFailure> {
  if (connectionType === 'platform') return platform ? ok(platform) : err(noPlatform);
  if ((credential ?? null) === null) return err(noCredential);
  try {
    const source: unknown = dedicated(credential);
    return isTokenSource(source) ? ok(source) : err(wrongCredential);
  } catch {
    // Its text may hold what the credential holds.
    return err(wrongCredential);
  }
}

/**
 * The default: a token source as it is, `{ clientId, clientSecret }`, or `{ clientId, certificate, privateKey }`. Throws an invariant, without a secret, for
 * anything else.
 */
export function dedicatedSource(credential: unknown): TokenSource {
  if (isTokenSource(credential)) return credential;
  const { clientId, certificate, privateKey, clientSecret: secret } = membersOf(credential);
  return certificate === undefined
    ? clientSecret({ clientId: textOf(clientId), clientSecret: textOf(secret) })
    : clientCertificate({
        clientId: textOf(clientId),
        certificate: textOf(certificate),
        privateKey: textOf(privateKey),
      });
}

/** Whether it is a source such as `clientSecret` makes. */
export function isTokenSource(value: unknown): value is TokenSource {
  const { key, clientId, get } = membersOf(value);
  const hasKey = typeof key === 'string' || (typeof key === 'object' && key !== null);
  return hasKey && typeof get === 'function' && (clientId === null || typeof clientId === 'string');
}

function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
