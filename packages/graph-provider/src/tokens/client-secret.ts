import { createHmac, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { invariant, optionChecks } from '@tenantatlas/core/ports';
import { askTokenEndpoint } from './token-endpoint.ts';
import type { TokenSource } from './token-source.ts';

/** An app with a secret. */
export interface ClientSecretOptions {
  /** The app's id, a GUID. */
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Tokens of an app by its secret. Throws an invariant, without the secret, for an id or a secret that is none.
 *
 * @example
 * const provider = createGraphProvider({ credentials: clientSecret({ clientId, clientSecret }) });
 */
export function clientSecret(options: ClientSecretOptions): TokenSource {
  optionChecks('clientSecret').names(options, ['clientId', 'clientSecret']);
  const { clientId, clientSecret: secret } = options;
  checkClientId('clientSecret', clientId);
  invariant(
    typeof secret === 'string' && secret.trim() !== '',
    'clientSecret: "clientSecret" is the value of a secret of the app, not its id.',
  );
  return hidden({
    key: `${clientId.toLowerCase()} secret ${fingerprint(secret)}`,
    clientId,
    get: (request, means) => askTokenEndpoint(request, means, { client_id: clientId, client_secret: secret }),
  });
}

/** Throws an invariant unless it is a GUID. */
export function checkClientId(factory: string, clientId: unknown): void {
  const isGuid = typeof clientId === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId);
  invariant(isGuid, `${factory}: "clientId" is the application (client) id of the app, a GUID.`);
}

/** Differs in each process, so that a fingerprint says nothing about the secret outside of it. */
const ownKey = randomBytes(32);

/** Tells two credentials of one app apart, without telling either: a wrong secret must not get the token of the right one. */
function fingerprint(secret: string): string {
  return createHmac('sha256', ownKey).update(secret).digest('base64url');
}

/** A source that `util.inspect`, and so `console.log`, shows by its name only. */
export function hidden(source: TokenSource): TokenSource {
  return Object.freeze(
    Object.defineProperty(source, inspect.custom, { value: () => `TokenSource ${source.clientId ?? ''}`.trim() }),
  );
}
