import { invariant, readKnowledgeBase, type KnowledgeBase, type Logger } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import { checkedOrigins } from '../server/cross-origin.ts';
import { checkedLimits, type GivenLimits, type HandlerLimits } from '../server/limits.ts';

/** What a server of the knowledge base is made of. */
export interface McpServerOptions {
  /**
   * What is served: `atlas.knowledgeBase({ locale: 'de' })`, or what `readKnowledgeBase` has read. It is plain data in one language and is copied, so the server has nothing
   * else to answer with: no storage, no actor, no tenant.
   */
  readonly knowledge: KnowledgeBase;
  /** What clients call the server. @default 'contextual-help' */
  readonly name?: string | undefined;
  /** What people read in the place of `name`. @default 'Contextual help' */
  readonly title?: string | undefined;
  /** The host's own version. @default '1' */
  readonly version?: string | undefined;
  /** Receives bugs by their name. @default silent */
  readonly logger?: Logger | undefined;
}

/** What a handler of the knowledge base is made of. */
export interface McpHandlerOptions extends McpServerOptions {
  /**
   * Whether the request may read. Only `true` lets it through; a response is answered as it is, for instance 401 with `WWW-Authenticate`, or 429; anything else is answered
   * with 401. It may read only the headers: the body is read later.
   *
   * @default every request may read, for a host that decides in front of the handler
   */
  readonly authorize?: ((request: Request) => boolean | Response | Promise<boolean | Response>) | undefined;
  /**
   * Origins whose pages may ask, for instance `https://admin.example.com`. The own origin belongs here too, where its pages ask: under a name that was bound to the address
   * of this server, a page of another site looks like an own one. Programs send no origin and are let through. The host adds the headers for CORS.
   *
   * @default none: no page may ask
   */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** Bounds on what a request may cost. @default see `HandlerLimits` of the entry `server` */
  readonly limits?: GivenLimits | undefined;
}

/** The options of a server with their defaults, checked. */
export interface McpServerSetup {
  readonly knowledge: KnowledgeBase;
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  readonly logger: Logger | undefined;
}

/** The options of a handler with their defaults, checked. */
export interface McpHandlerSetup extends McpServerSetup {
  readonly authorize: NonNullable<McpHandlerOptions['authorize']>;
  readonly trustedOrigins: readonly string[];
  readonly limits: HandlerLimits;
}

const serverNames = [
  'knowledge',
  'name',
  'title',
  'version',
  'logger',
] as const satisfies readonly (keyof McpServerOptions)[];
const handlerNames = [
  ...serverNames,
  'authorize',
  'trustedOrigins',
  'limits',
] as const satisfies readonly (keyof McpHandlerOptions)[];

/** Throws an invariant for options of a server that cannot work. */
export function serverSetup(options: McpServerOptions): McpServerSetup {
  optionChecks('createMcpServer').names(options, serverNames);
  return checkedServer('createMcpServer', options);
}

/** Throws an invariant for options of a handler that cannot work. */
export function handlerSetup(options: McpHandlerOptions): McpHandlerSetup {
  const factory = 'createMcpHandler';
  const check = optionChecks(factory);
  check.names(options, handlerNames);
  check.fn('authorize', (options as { readonly authorize?: unknown }).authorize, '(request) => isSignedIn(request)');
  return {
    ...checkedServer(factory, options),
    authorize: options.authorize ?? (() => true),
    trustedOrigins: checkedOrigins(factory, options.trustedOrigins),
    limits: checkedLimits(factory, options.limits),
  };
}

function checkedServer(factory: string, options: McpServerOptions): McpServerSetup {
  const { name = 'contextual-help', title = 'Contextual help', version = '1', logger } = options;
  for (const [option, value] of Object.entries<unknown>({ name, title, version }))
    invariant(
      typeof value === 'string' && /^[^\p{Cc}]{1,100}$/u.test(value) && value.trim() !== '',
      `${factory}: "${option}" is a text of 1 to 100 characters on one line. Leave it out for the default.`,
    );
  optionChecks(factory).methods('logger', logger, ['warn', 'error'], 'a logger');
  return { knowledge: checkedKnowledge(factory, options.knowledge), info: { name, title, version }, logger };
}

function checkedKnowledge(factory: string, given: unknown): KnowledgeBase {
  const read = readKnowledgeBase(given);
  const mistakes = read.isErr() ? read.error.issues.slice(0, 5).map(({ path, fix }) => `${path}: ${fix.text}`) : [];
  invariant(
    read.isOk(),
    `${factory}: "knowledge" is what atlas.knowledgeBase() makes, or knowledgeBase() without an atlas. ${mistakes.join(' ')}`,
  );
  return read.value;
}
