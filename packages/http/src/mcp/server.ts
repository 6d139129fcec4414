import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv-provider.js';
import type { Logger } from '@tenantatlas/core';
import * as z from 'zod';
import { reportBug } from '../server/report-bug.ts';
import { serverSetup, type McpServerOptions, type McpServerSetup } from './options.ts';
import { ProtocolError, protocolError } from './protocol-error.ts';
import { pageOf, resourcesOf, topicUri, type McpResource } from './resources.ts';
import { toolsOf, type McpTool } from './tools.ts';

/**
 * A server of the Model Context Protocol over a knowledge base, for one connection: connect it to a transport of `@modelcontextprotocol/sdk`, such as standard input and
 * output for a local assistant.
 *
 * It only reads, and answers nothing that is not in the knowledge base: resources (each topic, the topics as a whole, the glossary, the reason and error codes) and tools (search,
 * topic, term, reason code, error code). Equal requests get equal bytes. Its texts do not repeat what a client sends. Throws an invariant for options that cannot work.
 *
 * @see https://modelcontextprotocol.io/specification
 * @example
 * await createMcpServer({ knowledge: atlas.knowledgeBase({ locale: 'de' }) }).connect(new StdioServerTransport());
 */
export function createMcpServer(options: McpServerOptions): McpServer {
  return serverOf(mcpContent(serverSetup(options)));
}

/** What a server answers with, made once for all of its connections. */
export interface McpContent extends Omit<McpServerSetup, 'knowledge'> {
  readonly resources: ReadonlyMap<string, McpResource>;
  readonly tools: ReadonlyMap<string, McpTool>;
  /** Servers use it for what they ask of a client. This one asks nothing, and to make one for each connection takes longer than an answer. */
  readonly validator: AjvJsonSchemaValidator;
}

/** What is read at the beginning of every conversation. */
const instructions =
  'Reviewed help about tenants, their provider connections, verifications and support diagnostics. It is the same for every tenant and holds no data of any. ' +
  'Find a topic with search_topics and read it with get_topic. Explain a reason code with explain_reason_code, an error code with explain_error_code and a word with look_up_term. ' +
  'Say the safe next action of a topic before other steps. Where nothing is found, say so: do not invent codes, steps or links. Nothing here changes anything.';

/** Takes the knowledge apart. */
export function mcpContent({ knowledge, info, logger }: McpServerSetup): McpContent {
  const validator = new AjvJsonSchemaValidator();
  return { info, logger, validator, resources: resourcesOf(knowledge), tools: toolsOf(knowledge) };
}

/** A server for one connection. */
export function serverOf({ info, logger, resources, tools, validator }: McpContent): McpServer {
  const mcp = new McpServer(info, { instructions, jsonSchemaValidator: validator });
  // Declared here and not above: McpServer would declare changes of lists as well, which this server never tells.
  mcp.server.registerCapabilities({ resources: {}, tools: {} });
  const listed = [...resources.values()].map(({ text: _, ...resource }) => resource);
  const definitions = [...tools.values()].map(({ definition }) => definition);
  const on = (method: string, answer: (params: Params) => object): void => {
    const request = z.object({ method: z.literal(method), params: z.looseObject({}).optional() });
    mcp.server.setRequestHandler(request, ({ params }) => ({ ...shielded(logger, () => answer(params ?? {})) }));
  };
  on('resources/list', ({ cursor }) => paged('resources', listed, cursor));
  on('resources/templates/list', ({ cursor }) => paged('resourceTemplates', [topicTemplate], cursor));
  on('resources/read', ({ uri }) => ({ contents: [read(resources, uri)] }));
  on('tools/list', ({ cursor }) => paged('tools', definitions, cursor));
  on('tools/call', ({ name, arguments: input = {} }) => call(tools, name, input));
  return mcp;
}

type Params = { readonly [member: string]: unknown };

const topicTemplate = {
  uriTemplate: `${topicUri}{topicKey}`,
  name: 'topic',
  title: 'Topic',
  description: 'A help topic as data.',
  mimeType: 'application/json',
};

function paged(member: string, all: readonly object[], cursor: unknown): object {
  const { items, ...next } = pageOf(all, cursor);
  return { [member]: items, ...next };
}

function read(resources: McpContent['resources'], uri: unknown): object {
  const resource = typeof uri === 'string' ? resources.get(uri) : undefined;
  if (!resource) throw protocolError('resource');
  return { uri: resource.uri, mimeType: resource.mimeType, text: resource.text };
}

function call(tools: McpContent['tools'], name: unknown, input: unknown): object {
  const tool = typeof name === 'string' ? tools.get(name) : undefined;
  if (!tool) throw protocolError('tool');
  return tool.call(input);
}

/** Nothing of a bug is answered. */
function shielded(logger: Logger | undefined, answer: () => object): object {
  try {
    return answer();
  } catch (reason) {
    if (reason instanceof ProtocolError) throw reason;
    reportBug(logger, 'mcp_bug', reason);
    throw protocolError('bug');
  }
}
