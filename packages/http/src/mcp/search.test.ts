import { knowledgeBase } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { topicSearch } from './search.ts';

const search = topicSearch(knowledgeBase());
const german = topicSearch(knowledgeBase({ locale: 'de' }));
const keys = (query: string, limit = 20, of = search) => of(query, limit).topics.map(({ topicKey }) => topicKey);

describe('the search over topics', () => {
  it.each([
    ['admin consent required', 'admin-consent-required'],
    ['missing permissions', 'required-permissions-missing'],
    ['stale', 'verification-stale'],
    ['evidence incomplete', 'diagnostic-evidence-incomplete'],
    ['handoff', 'manual-handoff-required'],
    ['rate_limited', 'retryable-provider-failure'], // the code of a reason
    ['VERIFICATION   FAILED!', 'verification-failed'],
    ['verificátion-fail', 'verification-failed'], // an accent, and the beginning of a word
  ])('finds "%s"', (query, key) => {
    expect(keys(query)[0]).toBe(key);
  });

  it.each([
    ['Zustimmung', 'admin-consent-required'],
    ['Prufergebnis', 'verification-stale'],
  ])('finds "%s" in German', (query, key) => {
    expect(keys(query, 20, german)[0]).toBe(key);
  });

  it('keeps the order of the source where topics count the same, and counts a repeated word once', () => {
    const order = keys('verification');
    expect(keys('verification verification VERIFICATION')).toEqual(order);
    const scored = keys('tenant');
    const all = knowledgeBase().source.topics.map(({ topicKey }) => topicKey);
    expect(scored.length).toBeGreaterThan(2);
    expect(scored).toEqual(scored.toSorted((one, other) => all.indexOf(one) - all.indexOf(other)));
  });

  it('counts all, and answers as many as asked for', () => {
    const { topics, total } = search('tenant verification provider', 2);
    expect(topics).toHaveLength(2);
    expect(total).toBeGreaterThan(2);
  });

  it.each(['', ' ', '!?', '\u200b', 'zzz', '__proto__', '.*', '\ud800', '\u0301'])('finds nothing for %j', (query) => {
    expect(search(query, 5)).toEqual({ topics: [], total: 0 });
  });
});
