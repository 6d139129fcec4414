// @vitest-environment jsdom
import type { Sentence } from '@tenantatlas/core/browser';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useSay } from '../index.ts';
import { TestAtlasProvider } from '../testing/index.ts';

afterEach(cleanup);

const sentence = { id: 'acme.runs', params: { count: 2_000 }, text: '2,000 runs' };
const runs = '{count, plural, one {# Lauf} other {# Läufe}}';

/** The text of `given` with `messages`. */
function said(messages: { readonly [id: string]: string }, given: Sentence): string {
  const { result } = renderHook(useSay, {
    wrapper: ({ children }) => (
      <TestAtlasProvider messages={messages} locale="de">
        {children}
      </TestAtlasProvider>
    ),
  });
  return result.current(given);
}

it.each([
  [{}, '2,000 runs'],
  [{ 'acme.runs': runs }, '2.000 Läufe'],
  [{ 'acme.other': runs }, '2,000 runs'],
])('in the messages of %j, %s', (messages, expected) => {
  expect(said(messages, sentence)).toBe(expected);
});

it.each([
  { what: 'lacks what the wording needs', params: {} },
  { what: 'has a text where the wording counts', params: { count: 'many' } },
  { what: 'has no values at all', params: null },
])('falls back to the English text of a sentence that $what', ({ params }) => {
  expect(said({ 'acme.runs': runs }, { ...sentence, params } as never)).toBe('2,000 runs');
});

it('replaces catalog names by those of the provider', () => {
  const paused = { id: 'acme.paused', params: { label: 'Mass mail' }, text: 'Mass mail paused' };
  const messages = { 'acme.paused': '{label} pausiert', 'catalog.Mass mail': 'Massenversand' };
  expect(said(messages, paused)).toBe('Massenversand pausiert');
  expect(said({ 'acme.paused': '{label} pausiert' }, paused)).toBe('Mass mail pausiert');
});
