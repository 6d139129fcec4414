// A server over standard input and output, as a local assistant starts it. For the test beside it.
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createTenantAtlas } from '@tenantatlas/core';
import { createMcpServer } from '@tenantatlas/http/mcp';

const knowledge = createTenantAtlas().knowledgeBase({ locale: process.argv[2] ?? 'en' });
await createMcpServer({ knowledge }).connect(new StdioServerTransport());
