import { describe, expect, it } from 'vitest';
import { createTenantAtlas } from '../atlas.ts';
import { errorTable } from '../kernel/error-table.ts';
import { reasonCodes } from '../kernel/reason-codes.ts';
import { codesWithoutTopic, errorHelp, findHelpGaps } from './coverage.ts';
import { defineReasons } from './reasons.ts';
import { allTopics, topicOfReason } from './topic-catalog.ts';

const topics = allTopics();
const reason = { label: 'Late', explanation: 'It is late.' };

describe('every code of the SDK', () => {
  it('has a topic, or is listed as deliberately without one', () => {
    expect(findHelpGaps(topics)).toEqual([]);
  });

  it.each(reasonCodes)('the reason %s has a topic that exists', (code) => {
    expect(topics.has(topicOfReason(code) ?? '')).toBe(true);
  });

  it('the errors are those of the table, each with a topic that exists or why it has none', () => {
    expect(Object.keys(errorHelp).toSorted()).toEqual(Object.keys(errorTable).toSorted());
    for (const help of Object.values(errorHelp))
      if ('topic' in help) expect(topics.has(help.topic)).toBe(true);
      else expect(help.withoutTopic).toMatch(/\.$/);
    for (const why of Object.values(codesWithoutTopic)) expect(why).toMatch(/\.$/);
  });
});

describe('a gap', () => {
  it('is each code without its topic: reasons, errors, and the problem types of errors', () => {
    const without = new Map([...topics].filter(([key]) => key !== 'manual-handoff-required'));
    expect(findHelpGaps(without).map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'reason_code unknown_error',
      'error_code unsafe_content',
      'problem_type unsafe-content',
    ]);
  });

  it('is a reason of a host that names no topic; null is on purpose', async () => {
    const reasons = defineReasons({
      'ext.a': reason,
      'ext.b': { ...reason, topic: null },
      'ext.c': { ...reason, topic: 'connection-unhealthy' },
    });
    const atlas = createTenantAtlas({ catalogs: { reasons: [reasons] } });
    expect(atlas.helpGaps()).toEqual([
      {
        kind: 'reason_code',
        code: 'ext.a',
        text: expect.stringMatching(/^ext\.a names no topic\. Name one of .*, or null\.$/),
      },
    ]);
    await atlas.close();
  });

  it('is a code of a host without a topic, or with one that does not exist', () => {
    const gaps = findHelpGaps(
      topics,
      {},
      { one: undefined, two: 'ext.none', three: null, four: 'verification-failed' },
    );
    expect(gaps.map(({ kind, code, text }) => [kind, code, text.split('.')[0]])).toEqual([
      ['host_code', 'one', 'one names no topic'],
      ['host_code', 'two', 'two names the topic "ext'],
    ]);
  });
});
