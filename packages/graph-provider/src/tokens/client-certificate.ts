import {
  constants,
  createHash,
  createPrivateKey,
  randomUUID,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { invariant, optionChecks } from '@tenantatlas/core/ports';
import { checkClientId, hidden } from './client-secret.ts';
import { askTokenEndpoint, tokenEndpoint } from './token-endpoint.ts';
import type { TokenSource } from './token-source.ts';

/** An app with a certificate. */
export interface ClientCertificateOptions {
  /** The app's id, a GUID. */
  readonly clientId: string;
  /** The certificate as registered with the app, in PEM. */
  readonly certificate: string;
  /** Its private key, in PEM: RSA with 2,048 bits or more. */
  readonly privateKey: string;
}

/** For how long an assertion is good, in seconds. */
const assertionSeconds = 10 * 60;

/**
 * Tokens of an app by its certificate: each request carries an assertion that the private key signed. The key never leaves the process. Throws an invariant, without
 * the key, for a certificate and a key that do not belong together.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 * @example
 * const provider = createGraphProvider({ credentials: clientCertificate({ clientId, certificate, privateKey }) });
 */
export function clientCertificate(options: ClientCertificateOptions): TokenSource {
  optionChecks('clientCertificate').names(options, ['clientId', 'certificate', 'privateKey']);
  const { clientId } = options;
  checkClientId('clientCertificate', clientId);
  const { key, thumbprint } = keyPairOf(options);
  return hidden({
    key: `${clientId.toLowerCase()} certificate ${thumbprint}`,
    clientId,
    get: (request, means) =>
      askTokenEndpoint(request, means, {
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertionOf({
          clientId,
          key,
          thumbprint,
          audience: tokenEndpoint(request.loginOrigin, request.tenant),
          now: Math.floor(means.now() / 1_000),
        }),
      }),
  });
}

function keyPairOf({ certificate, privateKey }: ClientCertificateOptions): { key: KeyObject; thumbprint: string } {
  let key: KeyObject | null = null;
  let parsed: X509Certificate | null = null;
  try {
    parsed = new X509Certificate(certificate);
    key = createPrivateKey(privateKey);
  } catch {
    // The error of the platform may quote what it could not read.
  }
  invariant(
    parsed !== null,
    'clientCertificate: "certificate" is a certificate in PEM: "-----BEGIN CERTIFICATE-----".',
  );
  invariant(
    key !== null && key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048,
    'clientCertificate: "privateKey" is an RSA key of 2,048 bits or more in PEM, without a password.',
  );
  invariant(parsed.checkPrivateKey(key), 'clientCertificate: "privateKey" does not belong to "certificate".');
  return { key, thumbprint: createHash('sha256').update(parsed.raw).digest('base64url') };
}

interface Assertion {
  readonly clientId: string;
  readonly key: KeyObject;
  readonly thumbprint: string;
  readonly audience: string;
  /** In seconds since 1970. */
  readonly now: number;
}

function assertionOf({ clientId, key, thumbprint, audience, now }: Assertion): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint });
  const claims = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: now,
    iat: now,
    exp: now + assertionSeconds,
  };
  const text = `${head}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(text), {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${text}.${signature.toString('base64url')}`;
}
