// Serves the knowledge base to assistants over the Model Context Protocol. Needs the optional peer `@modelcontextprotocol/sdk`.
export { createMcpHandler } from './handler.ts';
export { createMcpServer } from './server.ts';
export type { McpHandlerOptions, McpServerOptions } from './options.ts';
