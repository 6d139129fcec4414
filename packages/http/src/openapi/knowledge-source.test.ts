import { knowledgeSource, knowledgeSourceSchema, type KnowledgeTopic } from '@tenantatlas/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';

const isValid = new Ajv2020({ strict: true }).compile(knowledgeSourceSchema());
const source = knowledgeSource();
const first = source.topics[0] as KnowledgeTopic;

it('the published schema of the knowledge source describes the source, in every language', () => {
  for (const locale of ['en', 'de']) expect(isValid(knowledgeSource({ locale }))).toBe(true);
  expect(knowledgeSourceSchema()['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
});

it.each([
  ['another version', { ...source, version: 2 }],
  ['an id of a tenant', { ...source, tenantId: 't-1' }],
  ['a member too many in a topic', { ...source, topics: [{ ...first, audience: 'customer' }] }],
  ['a member too few in a topic', { ...source, topics: [{ ...first, headline: undefined }] }],
  ['another kind of link', { ...source, topics: [{ ...first, docsLinks: [{ ...first.docsLinks[0], kind: 'page' }] }] }],
])('and refuses %s', (_, wrong) => {
  expect(isValid(JSON.parse(JSON.stringify(wrong)))).toBe(false);
});
