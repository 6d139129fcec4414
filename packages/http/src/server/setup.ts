import { invariant, requestSources, type Actor, type Logger, type RequestSource } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import { defaultProblemBase } from '../contract/problem.ts';
import { isRecord } from '../contract/record.ts';
import type { AnyAtlas } from './call-method.ts';
import { checkedConsent, type CheckedConsent, type ConsentCallbackOptions } from './consent/options.ts';
import { checkedOrigins } from './cross-origin.ts';
import { checkedLimits, type GivenLimits, type HandlerLimits } from './limits.ts';
import { checkInfo, checkedPath, checkedProblemBase, openApiInfoNames, type OpenApiInfo } from '../openapi/options.ts';

/** What a handler is made of. */
export interface AtlasHandlerOptions {
  readonly atlas: AnyAtlas;
  /**
   * Who sends the request, from the host's own session or token; null when the caller is not signed in. It may read only the headers: the body is read
   * later.
   */
  authenticate(request: Request): Actor | null | Promise<Actor | null>;
  /**
   * Where the routes begin in the addresses that reach the handler, for instance `/atlas`: a slash before every segment, none at the end. A framework or a
   * proxy that cuts a prefix off passes on the rest, which is what counts here.
   *
   * @default ''
   */
  readonly basePath?: string | undefined;
  /**
   * Where the routes begin in the addresses that callers use, written like `basePath`. The OpenAPI description has it. It differs from `basePath` where a
   * prefix is cut off on the way.
   *
   * @default `basePath`
   */
  readonly publicPath?: string | undefined;
  /**
   * Other origins whose pages may write, for instance `https://admin.example.com`; and the public origin, where a proxy writes another `Host`. The host
   * adds the headers for CORS.
   *
   * @default none
   */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** Seconds that the caller has to wait, or null to let the request through. @default every request is let through */
  readonly rateLimit?: ((request: Request, actor: Actor) => number | null | Promise<number | null>) | undefined;
  /** What audit entries name as the source of a change. @default 'api' */
  readonly source?: RequestSource | undefined;
  /**
   * Where errors are explained: `type` of a problem is this and the kind of error. A whole address that ends with `/`, `#` or `=`.
   *
   * @default 'https://tenantatlas.dev/errors/'
   */
  readonly problemBase?: string | undefined;
  readonly limits?: GivenLimits | undefined;
  /** What the description says of the host: title, version, servers, security. @default see {@link OpenApiInfo} */
  readonly openApi?: OpenApiInfo | undefined;
  /** What an administrator sees who comes back from a consent. @default a small page in English or German */
  readonly consent?: ConsentCallbackOptions | undefined;
  /** Receives bugs and answers that took too long, with the request id that the answer carries. @default silent */
  readonly logger?: Logger | undefined;
}

/** The options with their defaults, checked. */
export interface Setup extends Omit<AtlasHandlerOptions, 'consent'> {
  readonly consent: CheckedConsent;
  readonly basePath: string;
  readonly publicPath: string;
  readonly trustedOrigins: readonly string[];
  readonly source: RequestSource;
  readonly problemBase: string;
  readonly limits: HandlerLimits;
}

const names = {
  atlas: 0,
  authenticate: 0,
  basePath: 0,
  publicPath: 0,
  trustedOrigins: 0,
  rateLimit: 0,
  source: 0,
  problemBase: 0,
  limits: 0,
  openApi: 0,
  consent: 0,
  logger: 0,
} as const satisfies { readonly [Name in keyof Required<AtlasHandlerOptions>]: 0 };

const factory = 'createAtlasHandler';

/** Fills the defaults in. Throws an invariant for options that cannot work: a misspelt option would silently leave its default in place. */
export function setupOf(options: AtlasHandlerOptions): Setup {
  const check = optionChecks(factory);
  check.names(options, Object.keys(names));
  check.methods('atlas', options.atlas ?? null, ['as', 'methods'], 'what createTenantAtlas makes');
  invariant(typeof options.authenticate === 'function', `${factory}: pass authenticate(request).`);
  check.fn('rateLimit', (options as { readonly rateLimit?: unknown }).rateLimit, '(request, actor) => null');
  check.oneOf('source', options.source, requestSources);
  check.methods('logger', options.logger, ['warn', 'error'], 'a logger');
  if (options.openApi !== undefined) {
    invariant(isRecord(options.openApi), `${factory}: "openApi" is an object with ${openApiInfoNames.join(', ')}.`);
    check.names(options.openApi, openApiInfoNames, 'a member of openApi');
    checkInfo(factory, options.openApi, 'openApi.');
  }
  return {
    ...options,
    basePath: checkedPath(factory, 'basePath', options.basePath),
    publicPath: checkedPath(
      factory,
      'publicPath',
      options.publicPath === undefined ? options.basePath : options.publicPath,
    ),
    trustedOrigins: checkedOrigins(factory, options.trustedOrigins),
    source: options.source ?? 'api',
    problemBase: checkedProblemBase(factory, options.problemBase, defaultProblemBase),
    limits: checkedLimits(factory, options.limits),
    consent: checkedConsent(options.consent),
  };
}
