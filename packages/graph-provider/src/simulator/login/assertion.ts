import { constants, createHash, verify, X509Certificate } from 'node:crypto';

/** What a client assertion has to say. */
export interface AssertionRules {
  readonly clientId: string;
  readonly audiences: readonly string[];
  /** In PEM. */
  readonly certificates: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Members = Readonly<Record<string, unknown>>;

interface Parts {
  readonly header: Members;
  readonly claims: Members;
  readonly signed: string;
  readonly signature: Buffer;
}

/** How far the clocks of two machines may differ, in seconds. */
const leeway = 300;

/**
 * Checks a client assertion: form, certificate, signature, issuer, audience and times. The AADSTS number of what is wrong, or null.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function assertionProblem(assertion: string, rules: AssertionRules): number | null {
  const parts = partsOf(assertion);
  if (parts === null) return 50027;
  const certificate = rules.certificates
    .map((pem) => new X509Certificate(pem))
    .find((one) => isNamed(parts.header, one));
  if (certificate === undefined || !isSignedBy(parts, certificate)) return 700027;
  const { iss, sub, aud, exp, nbf } = parts.claims;
  if (iss !== sub || typeof iss !== 'string' || iss.toLowerCase() !== rules.clientId) return 700021;
  if (typeof aud !== 'string' || !rules.audiences.includes(aud)) return 700023;
  const seconds = rules.now / 1000;
  const hasBegun = nbf === undefined || (typeof nbf === 'number' && nbf <= seconds + leeway);
  return hasBegun && typeof exp === 'number' && exp > seconds - leeway ? null : 700024;
}

function partsOf(assertion: string): Parts | null {
  const [head = '', body = '', signature = '', ...more] = assertion.split('.');
  const [header, claims] = [membersIn(head), membersIn(body)];
  if (more.length > 0 || header === null || claims === null) return null;
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
}

function membersIn(part: string): Members | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null; // not JSON: the caller is told that the token is malformed
  }
}

function isNamed(header: Members, { raw }: X509Certificate): boolean {
  const thumbprint = (hash: string): string => createHash(hash).update(raw).digest('base64url');
  return header['x5t#S256'] === thumbprint('sha256') || header['x5t'] === thumbprint('sha1');
}

function isSignedBy({ header, signed, signature }: Parts, { publicKey }: X509Certificate): boolean {
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  const data = Buffer.from(signed);
  if (header['alg'] === 'RS256') return verify('sha256', data, publicKey, signature);
  if (header['alg'] !== 'PS256') return false;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify('sha256', data, { key: publicKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, signature);
}
