import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { defineReasons, defineTopics, knowledgeBase, type HostTopic, type KnowledgeBase } from '@tenantatlas/core';
import { onTestFinished } from 'vitest';
import { createMcpServer, type McpServerOptions } from '../../src/mcp/index.ts';

/** A client of the protocol's own SDK. */
export function newClient(): Client {
  return new Client({ name: 'test', version: '1' });
}

/** A client that is connected to a server of a knowledge base in memory until the test ends. */
export function connected(options: McpServerOptions): Promise<Client> {
  return connectedTo(createMcpServer(options));
}

/** A client that is connected to a server in memory until the test ends. */
export async function connectedTo(server: McpServer): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = newClient();
  await server.connect(far);
  await client.connect(near);
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  return client;
}

/** A knowledge base without any knowledge: what its server says is of the server. */
export const nothing: KnowledgeBase = {
  source: { version: 1, topicCount: 0, topics: [] },
  headings: knowledgeBase().headings,
  glossary: [],
  reasons: [],
  errors: [],
};

const contract: HostTopic = {
  surfaceFamilies: ['onboarding'],
  headline: 'Contract *ended* <now>',
  shortExplanation: 'The contract of the customer has ended.',
  troubleshootingSteps: ['Look up the contract.'],
  safeNextAction: 'Ask the account manager.',
  glossaryTerms: ['workspace'],
  docsLinks: [{ label: 'Contracts', kind: 'docs', url: 'https://help.example.com/contracts' }],
};

/** Topics of a host: `ext.contract_1` and as many as wanted. */
export function hostTopics(count: number) {
  const keys = Array.from({ length: count }, (_, index) => `ext.contract_${index + 1}` as const);
  return defineTopics(Object.fromEntries(keys.map((key) => [key, contract])));
}

/** A reason of a host. */
export const hostReasons = defineReasons({
  'ext.contract_ended': { label: 'Contract ended', explanation: 'It has ended.', topic: 'ext.contract_1' },
});

/** Every text in a value, also as the name of a member. Text that is JSON is taken apart, too. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...(isJson(value) ? textsIn(JSON.parse(value)) : [])];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

/** Whether a text is an object or a list as JSON, whose parts are texts of their own. */
export function isJson(text: string): boolean {
  return /^[[{]/.test(text) && /[\]}]\s*$/.test(text) && parses(text);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
