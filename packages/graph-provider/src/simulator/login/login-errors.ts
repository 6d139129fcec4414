import { jsonAnswer, type Answer } from '../answer.ts';
import type { World } from '../world/world.ts';

/** What sign-in says about one AADSTS number. `{0}` and `{1}` are filled in. */
interface LoginErrorText {
  readonly status: number;
  readonly error: string;
  readonly text: string;
  readonly suberror?: string;
}

const invalidRequest = { status: 400, error: 'invalid_request' };
const invalidClient = { status: 401, error: 'invalid_client' };
const unauthorizedClient = { status: 400, error: 'unauthorized_client' };

/** The AADSTS numbers that the simulator can answer with. */
export const loginErrors: ReadonlyMap<number, LoginErrorText> = new Map<number, LoginErrorText>([
  [50027, { ...invalidRequest, text: 'JWT token is invalid or malformed.' }],
  [
    50020,
    {
      status: 400,
      error: 'invalid_grant',
      text: "User account from identity provider does not exist in tenant '{0}' and cannot access the application '{1}' in that tenant.",
    },
  ],
  [50049, { ...invalidRequest, text: 'Unknown or invalid instance.' }],
  [
    53003,
    {
      status: 400,
      error: 'invalid_grant',
      suberror: 'message_only',
      text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    },
  ],
  [
    65001,
    {
      status: 400,
      error: 'invalid_grant',
      suberror: 'consent_required',
      text: "The user or administrator has not consented to use the application with ID '{0}'. Send an interactive authorization request for this user and resource.",
    },
  ],
  [65004, { status: 400, error: 'access_denied', text: 'User declined to consent to access the app.' }],
  [70003, { status: 400, error: 'unsupported_grant_type', text: "The app requested an unsupported grant type '{0}'." }],
  [
    70011,
    {
      status: 400,
      error: 'invalid_scope',
      text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {0} is not valid.",
    },
  ],
  [
    90002,
    {
      ...invalidRequest,
      text: "Tenant '{0}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    },
  ],
  [90013, { ...invalidRequest, text: 'Invalid input received from the user.' }],
  [90033, { status: 503, error: 'temporarily_unavailable', text: 'A transient error has occurred. Please try again.' }],
  [
    90038,
    {
      ...invalidRequest,
      text: "Confidential Client is not supported in Cross Cloud request. Tenant '{0}' request is being redirected to another cloud.",
    },
  ],
  [
    500011,
    {
      ...invalidRequest,
      error: 'invalid_resource',
      text: 'The resource principal named {0} was not found in the tenant named {1}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
    },
  ],
  [500113, { ...invalidRequest, text: 'No reply address is registered for the application.' }],
  [
    50011,
    {
      ...invalidRequest,
      text: "The redirect URI '{0}' specified in the request does not match the redirect URIs configured for the application '{1}'.",
    },
  ],
  [
    650051,
    {
      ...invalidRequest,
      error: 'invalid_client',
      text: "The application needs access to a service that your organization '{0}' has not subscribed to or enabled. Contact your IT Admin to review the configuration of your service subscriptions.",
    },
  ],
  [
    700016,
    {
      ...unauthorizedClient,
      text: "Application with identifier '{0}' was not found in the directory '{1}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    },
  ],
  [700021, { ...invalidClient, text: "Client assertion application identifier doesn't match 'client_id' parameter." }],
  [700023, { ...invalidClient, text: 'Client assertion audience claim does not match Realm issuer.' }],
  [700024, { ...invalidClient, text: 'Client assertion is not within its valid time range.' }],
  [
    700027,
    {
      ...invalidClient,
      text: 'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found or the signature is not valid.]',
    },
  ],
  [
    900023,
    {
      ...invalidRequest,
      text: "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.",
    },
  ],
  [900144, { ...invalidRequest, text: "The request body must contain the following parameter: '{0}'." }],
  [
    7000215,
    {
      ...invalidClient,
      text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{0}'.",
    },
  ],
  [
    7000218,
    {
      ...invalidRequest,
      error: 'invalid_client',
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    },
  ],
  [
    7000222,
    {
      ...invalidClient,
      text: "The provided client secret keys for app '{0}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.",
    },
  ],
  [
    7000229,
    { ...unauthorizedClient, text: 'The client application {0} is missing service principal in the tenant {1}.' },
  ],
]);

/** What sign-in answers with instead of a token. The text has the number, the two ids and the time, as Microsoft's has. */
export function loginError(world: World, code: number, fill: readonly string[] = [], correlationId?: string): Answer {
  const { status, error, text, suberror } = loginErrors.get(code) ?? { ...invalidRequest, text: 'Unknown error.' };
  const traceId = world.nextGuid();
  const correlation = correlationId ?? world.nextGuid();
  const timestamp = new Date(world.now())
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const said = text.replace(/\{(\d)\}/g, (_, at: string) => (fill[Number(at)] ?? '').slice(0, 200));
  const body = {
    error,
    error_description: `AADSTS${code}: ${said} Trace ID: ${traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlation,
    error_uri: `${[...world.origins.login][0] ?? ''}/error?code=${code}`,
    ...(suberror === undefined ? {} : { suberror }),
  };
  return jsonAnswer(status, body, loginHeaders(traceId, correlation));
}

/** Headers of each answer of sign-in. */
export function loginHeaders(requestId: string, correlationId: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'x-ms-request-id': requestId,
    'client-request-id': correlationId,
  };
}
