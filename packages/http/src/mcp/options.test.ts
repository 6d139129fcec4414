import { InvariantError, knowledgeBase } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { createMcpHandler, createMcpServer } from './index.ts';

const knowledge = knowledgeBase();

it.each([
  [{ knowledge: undefined }, '"knowledge" is what atlas.knowledgeBase() makes'],
  [{ knowledge: null }, '"knowledge" is what atlas.knowledgeBase() makes'],
  [{ knowledge: knowledge.source }, 'source: '],
  [{ knowledge: { ...knowledge, tenantId: 't-1' } }, 'tenantId: '],
  [{ name: '' }, '"name" is a text of 1 to 100 characters on one line'],
  [{ name: 7 }, '"name" is a text'],
  [{ title: 'a\nb' }, '"title" is a text'],
  [{ title: ' ' }, '"title" is a text'],
  [{ version: 'x'.repeat(101) }, '"version" is a text'],
  [{ logger: {} }, '"logger" is an object with warn, error'],
  [{ atlas: {} }, '"atlas" is not an option. Use one of knowledge, name, title, version, logger'],
  [{ locale: 'de' }, '"locale" is not an option'],
])('a wrong option is rejected by name, with the rule: %#', (change, told) => {
  for (const [name, make] of [
    ['createMcpServer', createMcpServer],
    ['createMcpHandler', createMcpHandler],
  ] as const) {
    const made = () => make({ knowledge, ...change } as never);
    expect(made).toThrow(InvariantError);
    expect(made).toThrow(`${name}: `);
    expect(made).toThrow(told);
  }
});

it.each([
  [{ authorize: true }, '"authorize" is a function'],
  [{ authorize: null }, '"authorize" is a function'],
  [{ authorise: () => true }, '"authorise" is not an option'],
  [{ trustedOrigins: 'https://x.example' }, '"trustedOrigins" is a list'],
  [{ trustedOrigins: ['*'] }, 'trustedOrigins has "*"'],
  [{ trustedOrigins: ['https://x.example/'] }, 'Write origins as browsers do'],
  [{ limits: { bodyBytes: 0 } }, '"limits.bodyBytes" is a whole number from 1'],
  [{ limits: { bodyBites: 1 } }, '"bodyBites" is not a limit'],
])('a wrong option of a handler is rejected by name: %j', (change, told) => {
  const made = () => createMcpHandler({ knowledge, ...change } as never);
  expect(made).toThrow(InvariantError);
  expect(made).toThrow(`createMcpHandler: `);
  expect(made).toThrow(told);
});

it('undefined counts as left out', () => {
  const undefinedEach = { name: undefined, title: undefined, version: undefined, logger: undefined };
  expect(() => createMcpServer({ knowledge, ...undefinedEach })).not.toThrow();
  const more = { authorize: undefined, trustedOrigins: undefined, limits: undefined };
  expect(() => createMcpHandler({ knowledge, ...undefinedEach, ...more })).not.toThrow();
});
