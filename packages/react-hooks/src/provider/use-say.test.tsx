// @vitest-environment jsdom
import type { Sentence } from '@tenantatlas/core/browser';
import { de } from '@tenantatlas/core/messages';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { useWords } from '../ui/base/use-words.ts';
import { useSay, type OnWordingProblem, type WordingProblem } from '../index.ts';
import { TestAtlasProvider } from '../testing/index.ts';

afterEach(cleanup);

const sentence = { id: 'acme.runs', params: { count: 2_000 }, text: '2,000 runs' };
const runs = '{count, plural, one {# Lauf} other {# Läufe}}';

/** The text of `given` with `messages`. */
function said(
  messages: { readonly [id: string]: string },
  given: Sentence,
  onWordingProblem: OnWordingProblem = () => {},
): string {
  const { result } = renderHook(useSay, {
    wrapper: ({ children }) => (
      <TestAtlasProvider messages={messages} locale="de" onWordingProblem={onWordingProblem}>
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

it('makes the formats of its language once for all sentences and components of a provider', () => {
  const exported = { 'ui.audit.export.running': '{count, plural, one {# entry} other {# entries}} exported…' } as const;
  const numbers = vi.spyOn(Intl, 'NumberFormat');
  const locales = vi.spyOn(Intl, 'Locale');
  onTestFinished(() => void vi.restoreAllMocks());
  const { result } = renderHook(() => [useSay(), useSay(), useWords(exported)] as const, {
    wrapper: ({ children }) => (
      <TestAtlasProvider messages={{ 'acme.runs': runs }} locale="de">
        {children}
      </TestAtlasProvider>
    ),
  });
  const [say, other, { t, say: third }] = result.current;
  for (let count = 2; count < 50; count += 1) {
    expect(say({ ...sentence, params: { count } })).toBe(`${String(count)} Läufe`);
    expect(t('ui.audit.export.running', { count })).toBe(`${String(count)} entries exported…`);
  }
  expect([other, third]).toEqual([say, say]);
  expect(locales).toHaveBeenCalledOnce();
  expect(numbers.mock.calls.filter(([locale]) => locale === 'de')).toHaveLength(1);
  expect(numbers.mock.calls.filter(([locale]) => locale === 'en').length).toBeLessThanOrEqual(1);
});

it.each([
  { what: 'lacks what the wording needs', params: {} },
  { what: 'has a text where the wording counts', params: { count: 'many' } },
  { what: 'has no values at all', params: null },
])('falls back to the English text of a sentence that $what', ({ params }) => {
  expect(said({ 'acme.runs': runs }, { ...sentence, params } as never)).toBe('2,000 runs');
});

it('replaces catalog names by those of the provider in its own text as well', () => {
  const paused = {
    id: 'acme.paused',
    params: { label: 'Restore execution', who: 'Restore' },
    text: 'Restore execution paused',
  };
  expect(said({ 'catalog.Restore execution': 'Restore' }, paused)).toBe('Restore paused');
  expect(said({}, paused)).toBe('Restore execution paused');
});

it('replaces catalog names by those of the provider', () => {
  const paused = { id: 'acme.paused', params: { label: 'Mass mail' }, text: 'Mass mail paused' };
  const messages = { 'acme.paused': '{label} pausiert', 'catalog.Mass mail': 'Massenversand' };
  expect(said(messages, paused)).toBe('Massenversand pausiert');
  expect(said({ 'acme.paused': '{label} pausiert' }, paused)).toBe('Mass mail pausiert');
});

it('says what an operation changes in the words of the provider', () => {
  const change = { id: 'surfaces.action.mutation_scope', params: { change: 'Sends mail.' }, text: 'Sends mail.' };
  const messages = { 'surfaces.action.mutation_scope': '{change}', 'catalog.Sends mail.': 'Sendet Post.' };
  expect(said(messages, change)).toBe('Sendet Post.');
});

describe('what core says in German', () => {
  const words = { 'acme.moved': '{name} ist {to}', ...de };

  it.each(['archived', 'completed'] as const)('has no English word where something is %s', (state) => {
    const text = said(de, { id: `errors.immutable.${state}`, params: {}, text: '' });
    expect(text).toMatch(state === 'archived' ? /archiviert/ : /abgeschlossen/);
    expect(text).not.toContain(state);
  });

  it('names the stages of a move as its badges do, and does not change the values of other sentences', () => {
    const id = 'audit.summary.tenant_lifecycle_changed';
    for (const [from, to] of [
      ['Active', 'Archived'],
      ['active', 'archived'],
    ] as const) {
      const moved = { id, params: { name: 'Active', from, to }, text: 'Tenant Active moved' };
      expect(said(words, moved)).toBe('Mandant Active von Aktiv zu Archiviert überführt');
    }
    expect(said(words, { id: 'acme.moved', params: { name: 'Active', to: 'Draft' }, text: '' })).toBe(
      'Active ist Draft',
    );
    expect(said(words, { id, params: { name: 'A', from: 'paused', to: 'toString' }, text: '' })).toBe(
      'Mandant A von paused zu toString überführt',
    );
  });
});

describe('a wording that does not fit', () => {
  it.each([
    ['acme.runs', '{total} Läufe', 'placeholder', 'needs text or a number for "total"'],
    ['acme.runs', '{count, number} Läufe', 'malformed', 'Malformed message at character'],
  ])('%s: %s shows the text of the answer and is reported once', async (id, wording, kind, text) => {
    const told = vi.fn<(problem: WordingProblem) => void>();
    const { result, rerender } = renderHook(useSay, {
      wrapper: ({ children }) => (
        <TestAtlasProvider messages={{ [id]: wording }} onWordingProblem={told}>
          {children}
        </TestAtlasProvider>
      ),
    });
    expect(result.current(sentence)).toBe('2,000 runs');
    rerender();
    expect(result.current(sentence)).toBe('2,000 runs');
    await waitFor(() => expect(told).toHaveBeenCalled());
    expect(told.mock.calls).toEqual([[{ id, kind, text: expect.stringContaining(text) }]]);
  });

  it('is reported in development before it is shown', async () => {
    const told = vi.fn<(problem: WordingProblem) => void>();
    said({ 'ui.control.pasue': 'Anhalten', 'ui.retry': '{who}', 'ui.close': 'Zu' }, sentence, told);
    await waitFor(() => expect(told.mock.calls.map(([{ kind }]) => kind)).toEqual(['unknown_id', 'placeholder']));
  });

  it('is a warning of the console in development, and silent in production', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => {
      vi.unstubAllEnvs();
      warn.mockRestore();
    });
    const show = () => {
      const wrapper = ({ children }: { readonly children: ReactNode }) => (
        <TestAtlasProvider messages={{ 'acme.runs': '{total}' }}>{children}</TestAtlasProvider>
      );
      expect(renderHook(useSay, { wrapper }).result.current(sentence)).toBe('2,000 runs');
    };
    vi.stubEnv('NODE_ENV', 'production');
    show();
    await Promise.resolve();
    expect(warn).not.toHaveBeenCalled();
    vi.stubEnv('NODE_ENV', 'test');
    show();
    await waitFor(() => expect(warn).toHaveBeenCalled());
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^AtlasProvider: The wording of "acme\.runs" is not shown/)],
    ]);
  });
});

it.each(["l'{label}", "l''{label}"])('an apostrophe before a placeholder stays one: %s', (wording) => {
  const stopped = { id: 'acme.stopped', params: { label: 'envoi' }, text: 'envoi stopped' };
  expect(said({ 'acme.stopped': wording }, stopped)).toBe("l'envoi");
});
