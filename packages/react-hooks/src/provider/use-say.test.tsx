// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useSay } from '../index.ts';
import { TestAtlasProvider } from '../testing/index.ts';

afterEach(cleanup);

const sentence = { id: 'acme.runs', params: { count: 2_000 }, text: '2,000 runs' };
const runs = '{count, plural, one {# Lauf} other {# Läufe}}';

it.each([
  [{}, '2,000 runs'],
  [{ 'acme.runs': runs }, '2.000 Läufe'],
  [{ 'acme.other': runs }, '2,000 runs'],
])('in the wording of %j says %s', (messages, said) => {
  const { result } = renderHook(useSay, {
    wrapper: ({ children }) => (
      <TestAtlasProvider messages={messages} locale="de">
        {children}
      </TestAtlasProvider>
    ),
  });
  expect(result.current(sentence)).toBe(said);
});
