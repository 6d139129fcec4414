// @vitest-environment jsdom
import { de as ofAnswers } from '@tenantatlas/core/messages';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { partlyKept, usageSummary } from '../../../test/support/usage-samples.ts';
import { de } from '../../messages/de.ts';
import { AtlasRoot } from '../base/index.ts';
import { SummaryFigures } from './summary-figures.tsx';

type Summary = Parameters<typeof SummaryFigures>[0]['summary'];

function showSummary(summary: Summary, props: Parameters<typeof show>[1] = {}) {
  return show(
    <AtlasRoot>
      <SummaryFigures summary={summary} />
    </AtlasRoot>,
    props,
  );
}

/** The figures as they are read out. */
const figures = (): readonly string[] =>
  screen.getAllByRole('listitem').map((one) => [...one.children].map(({ textContent }) => textContent).join(' '));

it('shows all events, the active workspaces and each family in its order, zeros included, each with its window', async () => {
  showSummary(usageSummary([1_200, 0, 4]));
  expect(figures()).toEqual([
    '1,204 Total events Last 7 days',
    '2 Active workspaces 1,204 events in Last 7 days',
    '1,200 Onboarding checkpoints Last 7 days',
    '0 Support diagnostics Last 7 days',
    '4 Operations started Last 7 days',
  ]);
  expect(screen.queryByText(/No telemetry|removed/)).toBeNull();
  await expectAccessible();
});

it.each([
  ['24h', 'No telemetry recorded in Last 24 hours.'],
  ['7d', 'No telemetry recorded in Last 7 days.'],
  ['30d', 'No telemetry recorded in Last 30 days.'],
] as const)('shows zeros and a sentence when nothing happened in %s', (window, sentence) => {
  showSummary(usageSummary([0, 0], { window }));
  expect(screen.getByText(sentence)).toBeTruthy();
  expect(figures().every((figure) => figure.startsWith('0 '))).toBe(true);
});

it('says from when on events are counted where some were removed', () => {
  showSummary(usageSummary([3], partlyKept), { timeZone: 'Europe/Berlin' });
  expect(
    screen.getByText(/^Events before Nov 26, 2026, 1:00.PM GMT\+1 were removed and are not counted\.$/),
  ).toBeTruthy();
});

it('names the range of a summary that has no window, once', () => {
  showSummary(usageSummary([1, 2], { window: null }), { timeZone: 'UTC' });
  const [all = '', workspaces = '', first] = figures();
  expect(all).toMatch(/^3 Total events Nov 23, 2026, 12:00.PM to Nov 30, 2026, 12:00.PM$/);
  expect(workspaces).toBe('2 Active workspaces 3 events in this range');
  expect(first).toBe('1 Onboarding checkpoints');
});

it('keeps every digit of a billion, on one line of a figure that is wide enough', () => {
  showSummary(usageSummary([1_000_000_000, 1]));
  const [all, , first, second] = screen.getAllByRole('listitem');
  expect(all?.textContent).toMatch(/^1,000,000,001/);
  expect([all, first, second].map((one) => one?.hasAttribute('data-ta-long'))).toEqual([true, true, false]);
});

it('is in the words, digits and names of the provider', () => {
  showSummary(usageSummary([1_200]), {
    locale: 'de',
    messages: { ...ofAnswers, ...de, 'catalog.Onboarding checkpoints': 'Onboarding-Schritte' },
  });
  expect(figures()).toEqual([
    '1.200 Ereignisse insgesamt Letzte 7 Tage',
    '2 Aktive Arbeitsbereiche 1.200 Ereignisse in den letzten 7 Tagen',
    '1.200 Onboarding-Schritte Letzte 7 Tage',
  ]);
});
