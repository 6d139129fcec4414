import {
  err,
  isProviderFault,
  ProviderFault,
  systemClock,
  toInstant,
  type Clock,
  type DirectoryProvider,
  type Evidence,
  type Instrumentation,
  type Logger,
  type OnItems,
  type ProviderAccess,
  type ProviderCall,
  type Scheduler,
} from '@tenantatlas/core';
import { invariant, isExternalTenantId, normalizeExternalTenantId, optionChecks } from '@tenantatlas/core/ports';
import { failure } from './answers/failure.ts';
import { readConfiguration } from './capabilities/configuration.ts';
import { consentAddress, readConsentAnswer } from './capabilities/consent.ts';
import { notCollected } from './capabilities/evidence.ts';
import { readGrants } from './capabilities/grants.ts';
import { microsoftPermissions } from './capabilities/manifest.ts';
import { readOrganization } from './capabilities/organization.ts';
import type { Reader } from './capabilities/reader.ts';
import { readRoles } from './capabilities/roles.ts';
import { dedicatedSource, isTokenSource, sourceFor, type DedicatedSource } from './capabilities/sources.ts';
import { checkEndpoints, clouds, endpointsOf, type Cloud, type Endpoints } from './clouds.ts';
import { checkLimits, type GraphProviderLimits } from './limits.ts';
import { safeLogger } from './safe-logger.ts';
import { timers } from './timers.ts';
import type { TokenSource } from './tokens/token-source.ts';
import { createGraphClient } from './transport/client.ts';
import { keepParts, type OpenSession } from './provider-parts.ts';

/** Options of {@link createGraphProvider}. */
export interface GraphProviderOptions {
  /** Signs in for connections of type `platform`: the product's own app. @default none; such connections are told that there is no app */
  readonly credentials?: TokenSource | undefined;
  /**
   * Makes a token source for a connection of type `dedicated` of what the host's `CredentialSource` answered.
   *
   * @default takes a token source, `{ clientId, clientSecret }`, or `{ clientId, certificate, privateKey }`
   */
  readonly dedicated?: DedicatedSource | undefined;
  /** The cloud of the tenants. One for each provider. @default 'global', which GCC uses too */
  readonly cloud?: Cloud | undefined;
  /** Origins in place of a cloud's, for a simulator. @default those of the cloud */
  readonly endpoints?: Endpoints | undefined;
  /** How much is asked at once, how fast, and how patiently. */
  readonly limits?: GraphProviderLimits | undefined;
  /** @default the platform's */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
  /** @default timers of the platform */
  readonly scheduler?: Scheduler | undefined;
  /** Is told of every request, without its address, ids and answers. @default nothing is told */
  readonly instrumentation?: Instrumentation | undefined;
  /** Is told the path to a member of another shape, and nothing of its value. @default nothing is logged */
  readonly logger?: Logger | undefined;
}

const optionNames = [
  ...['credentials', 'dedicated', 'cloud', 'endpoints', 'limits'],
  ...['fetch', 'clock', 'scheduler', 'instrumentation', 'logger'],
];

const wrongTenant = failure('forbidden', 'provider_connection_invalid', { providerCode: 'invalid_tenant' });

/**
 * Microsoft Entra and Intune over Microsoft Graph v1.0. Throws an invariant for options that do not work.
 *
 * What it answers, rejects with and shows in `util.inspect` holds no secret, no token and no text of Microsoft: codes only.
 *
 * @example
 * const provider = createGraphProvider({ credentials: clientSecret({ clientId, clientSecret }) });
 * const atlas = createTenantAtlas({ providers: [provider] });
 */
export function createGraphProvider(options: GraphProviderOptions = {}): DirectoryProvider {
  checkOptions(options);
  const { credentials = null, dedicated = dedicatedSource, cloud = 'global', fetch } = options;
  const { clock = systemClock, scheduler = timers, instrumentation } = options;
  const logger = safeLogger(options.logger);
  const endpoints = options.endpoints !== undefined ? checkEndpoints(options.endpoints) : endpointsOf(cloud);
  const limits = checkLimits(options.limits);
  const client = createGraphClient({ endpoints, clock, scheduler, fetch, limits, instrumentation, logger });
  const now = () => toInstant(clock.epochMillis());

  const open: OpenSession = (access, { signal, isFresh = false }) => {
    if (!isExternalTenantId(access.externalTenantId)) return err(wrongTenant);
    const tenant = normalizeExternalTenantId(access.externalTenantId);
    return sourceFor(access, credentials, dedicated).map((source) => ({ tenant, source, isFresh, signal }));
  };
  const reading = async <T>(
    access: ProviderAccess,
    call: ProviderCall,
    read: (reader: Reader) => Promise<Evidence<T>>,
  ): Promise<Evidence<T>> => {
    const { signal } = call;
    if (signal.aborted) throw signal.reason;
    const session = open(access, call);
    if (session.isErr()) return notCollected(session.error, now());
    const evidence = await read({ client, session: session.value, now });
    // It fired while the consumer worked on the last page.
    if (signal.aborted) throw signal.reason;
    return evidence;
  };

  const provider = Object.freeze<DirectoryProvider>({
    provider: microsoftPermissions.provider,
    permissions: microsoftPermissions,
    consentUrl(request) {
      const source = sourceFor(request, credentials, dedicated);
      const clientId = source.isOk() ? source.value.clientId : null;
      if (clientId === null)
        throw new ProviderFault(
          'There is no app to consent to: give createGraphProvider credentials with a client id.',
        );
      return consentAddress(endpoints, clientId, request);
    },
    readConsent: readConsentAnswer,
    verify: (access, call) => faultless(call, () => reading(access, call, readOrganization)),
    grants: (access, call) => faultless(call, () => reading(access, call, readGrants)),
    roles: (access, onItems, call) =>
      streaming(call, onItems, (handOver) => reading(access, call, (reader) => readRoles(reader, handOver))),
    configuration: (access, onItems, call) =>
      streaming(call, onItems, (handOver) => reading(access, call, (reader) => readConfiguration(reader, handOver))),
  });
  keepParts(provider, { client, origin: endpoints.graph, open, clock, scheduler, logger });
  return provider;
}

/** Whatever a call rejects with besides the signal's reason is a fault without a text of others. */
async function faultless<T>({ signal }: ProviderCall, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (reason) {
    if (signal.aborted || isProviderFault(reason)) throw reason;
    const name = reason instanceof Error ? reason.constructor.name : typeof reason;
    throw new ProviderFault(`The Microsoft provider failed while it worked on an answer (${name}). Please report it.`);
  }
}

/** What the consumer throws is passed on as it is. */
async function streaming<Item, T>(
  call: ProviderCall,
  onItems: OnItems<Item>,
  work: (handOver: OnItems<Item>) => Promise<T>,
): Promise<T> {
  let trouble: { readonly reason: unknown } | null = null;
  const handOver = async (items: readonly Item[]): Promise<void> => {
    try {
      await onItems(items);
    } catch (reason) {
      trouble = { reason };
      throw reason;
    }
  };
  try {
    return await faultless(call, () => work(handOver));
  } catch (reason) {
    throw reasonOf(trouble) ?? reason;
  }
}

function reasonOf(trouble: { readonly reason: unknown } | null): unknown {
  return trouble?.reason;
}

function checkOptions(options: GraphProviderOptions): void {
  const check = optionChecks('createGraphProvider');
  check.names(options, optionNames);
  check.oneOf('cloud', options.cloud, clouds);
  check.fn('dedicated', options.dedicated, '(credential) => clientSecret(credential)');
  check.fn('fetch', options.fetch, 'globalThis.fetch');
  check.methods('clock', options.clock, ['epochMillis'], 'systemClock');
  check.methods('scheduler', options.scheduler, ['after'], 'an object with after(millis, task)');
  check.methods(
    'instrumentation',
    options.instrumentation,
    ['control'],
    'noInstrumentation with your own request(event)',
  );
  check.methods('logger', options.logger, ['warn', 'error'], 'your logger');
  invariant(
    options.credentials === undefined || isTokenSource(options.credentials),
    'createGraphProvider: "credentials" is a token source. Pass clientSecret({ … }), clientCertificate({ … }) or tokenCredential(…).',
  );
  invariant(
    options.cloud === undefined || options.endpoints === undefined,
    'createGraphProvider: "cloud" and "endpoints" exclude each other. Leave one of them out.',
  );
}
