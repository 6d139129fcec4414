import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { clientCertificate } from '../tokens/client-certificate.ts';
import { clientSecret } from '../tokens/client-secret.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import type { Environment } from './arguments.ts';
import { UsageError, usable } from './usage-error.ts';

/** The largest file that is read: certificates are a few kilobytes. */
const maxBytes = 1_024 * 1_024;

/**
 * What signs in, from the variables that the `EnvironmentCredential` of `@azure/identity` reads, in its order: a secret first, else a certificate. Throws a
 * {@link UsageError} that names the variable, and never its value.
 */
export async function credentialIn(environment: Environment, clientId: string): Promise<TokenSource> {
  const { AZURE_CLIENT_SECRET: secret = '', AZURE_CLIENT_CERTIFICATE_PATH: path = '' } = environment;
  if (secret.trim() !== '')
    return usable('--client-id or AZURE_CLIENT_ID', () => clientSecret({ clientId, clientSecret: secret }));
  if (path.trim() === '')
    throw new UsageError(
      'Set AZURE_CLIENT_SECRET, or AZURE_CLIENT_CERTIFICATE_PATH. A credential is read from the environment only.',
    );
  const pem = await pemIn(path);
  const privateKey = privateKeyIn(pem, environment['AZURE_CLIENT_CERTIFICATE_PASSWORD'] ?? '');
  return usable('AZURE_CLIENT_CERTIFICATE_PATH', () => clientCertificate({ clientId, certificate: pem, privateKey }));
}

async function pemIn(path: string): Promise<string> {
  const bytes = await readFile(resolve(path)).catch((error: unknown) => {
    const code = error instanceof Error ? String(Reflect.get(error, 'code')) : 'unknown';
    throw new UsageError(`AZURE_CLIENT_CERTIFICATE_PATH names a file that could not be opened (${code}).`);
  });
  const pem = bytes.length > maxBytes ? '' : bytes.toString('utf8');
  if (pem.includes('-----BEGIN CERTIFICATE-----') && pem.includes('PRIVATE KEY-----')) return pem;
  throw new UsageError(
    'AZURE_CLIENT_CERTIFICATE_PATH names a file in PEM with the certificate and its private key. Make one of a PFX: openssl pkcs12 -in app.pfx -out app.pem -nodes',
  );
}

/** The key without its password. What the platform says of one that does not open goes nowhere: it may quote what was read. */
function privateKeyIn(pem: string, passphrase: string): string {
  try {
    const key = createPrivateKey(passphrase === '' ? { key: pem } : { key: pem, passphrase });
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    throw new UsageError(
      'The private key in the file of AZURE_CLIENT_CERTIFICATE_PATH does not open. Set AZURE_CLIENT_CERTIFICATE_PASSWORD where it has a password.',
    );
  }
}
