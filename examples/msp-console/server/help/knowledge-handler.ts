// `/help/mcp`: the help of this console for assistants. It holds what is the same for every tenant, and nothing else.
import type { KnowledgeBase, Logger } from '@tenantatlas/core';
import { createMcpHandler } from '@tenantatlas/http/mcp';
import type { AtlasHandler } from '@tenantatlas/http/server';

/** Where assistants connect to. */
export const knowledgePath = '/help/mcp';

/** What the handler needs. */
export interface KnowledgeHandlerParts {
  /** What is served: plain data, in one language. */
  readonly knowledge: KnowledgeBase;
  /** Serves the atlas below `/atlas`, and decides who may read its help. */
  readonly atlasHandler: AtlasHandler;
  readonly logger?: Logger;
}

/** The headers that say who asks. */
const identifying = ['host', 'cookie', 'x-console-person'] as const;

/**
 * Serves the help to assistants. A request gets in exactly when its sender may read the same help from the atlas: it is asked with the same session, so that sign-in,
 * sign-out and access are decided in one place. What the atlas refuses with is the answer.
 */
export function createKnowledgeHandler({ knowledge, atlasHandler, logger }: KnowledgeHandlerParts): AtlasHandler {
  return createMcpHandler({
    knowledge,
    name: 'msp-console-help',
    title: 'Help of the MSP console',
    authorize: async ({ url, headers }) => {
      const own = identifying.map((name) => [name, headers.get(name)] as const).filter(([, value]) => value !== null);
      const asked = new Request(new URL('/atlas/v1/knowledge/source', url), {
        headers: Object.fromEntries(own) as Record<string, string>,
      });
      const answer = await atlasHandler(asked);
      return answer.ok || answer;
    },
    logger,
  });
}
