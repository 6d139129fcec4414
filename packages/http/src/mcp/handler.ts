import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { isInitializeRequest, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js';
import { defaultProblemBase } from '../contract/problem.ts';
import { unauthenticated } from '../contract/transport-errors.ts';
import { isForgery } from '../server/cross-origin.ts';
import { inBounds, type AtlasHandler } from '../server/in-bounds.ts';
import { isOtherType, readBody } from '../server/read-body.ts';
import { problemWith } from '../server/respond.ts';
import { refuse } from '../server/transport-problem.ts';
import { handlerSetup, type McpHandlerOptions, type McpHandlerSetup } from './options.ts';
import { protocolError } from './protocol-error.ts';
import { mcpContent, serverOf, type McpContent } from './server.ts';

/**
 * Serves a knowledge base to assistants over the Model Context Protocol: Streamable HTTP without sessions, and with JSON answers. Mount it like the handler of an atlas, at
 * any path of its own: it answers every request that it is given.
 *
 * A request is judged in this order: address, verb, origin, media type, `authorize`, body, then the message. Each request brings one message; a batch is refused, because the
 * protocol has none since 2025-06-18. What fails before the message is a problem of type `about:blank`, except `unauthenticated`. Throws an invariant for options that cannot
 * work.
 *
 * @see https://modelcontextprotocol.io/specification, its page about transports
 * @example
 * const handler = createMcpHandler({ knowledge: atlas.knowledgeBase({ locale: 'en' }), authorize: (request) => hasToken(request) });
 * createServer(nodeListener(handler)).listen(4311, '127.0.0.1');
 */
export function createMcpHandler(options: McpHandlerOptions): AtlasHandler {
  const setup = handlerSetup(options);
  const content = mcpContent(setup);
  return inBounds(
    setup,
    async (request, { requestId }) => (await refusal(request, setup)) ?? answer(request, requestId, setup, content),
  );
}

/** Why a request goes no further, before its body is read; null when it may. */
async function refusal(request: Request, { authorize, trustedOrigins }: McpHandlerSetup): Promise<Response | null> {
  // Without sessions there is no stream to open by GET, and nothing to end by DELETE.
  if (request.method !== 'POST') return refuse('methodNotAllowed', { allow: 'POST' });
  if (isForgery(request, trustedOrigins) || isUntrustedPage(request, trustedOrigins)) return refuse('crossOrigin');
  if (isOtherType(request)) return refuse('notJsonType');
  const verdict: unknown = await authorize(request);
  if (verdict === true) return null;
  return verdict instanceof Response ? verdict : problemWith(unauthenticated(), defaultProblemBase);
}

/**
 * Whether a page asks that the host does not trust. To compare `Origin` with `Host` is not enough here: when the name of a foreign page is bound to the address of this
 * server, both name the foreign site. Browsers send `Origin` with every POST.
 */
function isUntrustedPage({ headers }: Request, trustedOrigins: readonly string[]): boolean {
  const origin = headers.get('origin');
  return origin !== null && !trustedOrigins.includes(origin);
}

async function answer(
  request: Request,
  requestId: string,
  { limits, logger }: McpHandlerSetup,
  content: McpContent,
): Promise<Response> {
  const body = await readBody(request, limits);
  if ('problem' in body) {
    // The host can mend it, the caller cannot.
    if (body.problem === 'bodyRead' || body.problem === 'bodyMissing')
      logger?.error('http_body_read_before', { requestId });
    return refuse(body.problem);
  }
  if (Array.isArray(body.value)) return refused('batch');
  if (isOtherVersion(request) && !isInitializeRequest(body.value)) return refused('version');
  // One for each request: a transport without sessions would mix up messages of different callers that have the same id.
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = serverOf(content);
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: body.value });
  } finally {
    await server.close();
  }
}

/** Whether the client speaks a version that this server does not. The transport of the SDK refuses it as well, and repeats the header in its answer. */
function isOtherVersion({ headers }: Request): boolean {
  const version = headers.get('mcp-protocol-version');
  return version !== null && !SUPPORTED_PROTOCOL_VERSIONS.includes(version);
}

function refused(name: 'batch' | 'version'): Response {
  const { code, message } = protocolError(name);
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status: 400 });
}
