// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { partlyKept, usageTrend } from '../../../test/support/usage-samples.ts';
import { de } from '../../messages/de.ts';
import { AtlasRoot } from '../base/index.ts';
import { TrendView, type TrendViewProps } from './trend-view.tsx';

type Trend = TrendViewProps['trend'];

/** Monday to Friday, of which the first and the last are incomplete. */
const week: Trend = usageTrend([
  [1, 0, 2],
  [4, 0, 0],
  [0, 0, 0],
  [1_200, 1, 0],
  [3, 0, 5],
]);

function View({ trend }: Pick<TrendViewProps, 'trend'>): ReactNode {
  const [isTable, setTable] = useState(false);
  return (
    <AtlasRoot>
      <TrendView trend={trend} isTable={isTable} onTable={setTable} />
    </AtlasRoot>
  );
}

function showTrend(trend: Trend, props: Parameters<typeof show>[1] = {}) {
  return show(<View trend={trend} />, props);
}

/** The rows of the chart as they are read out: name and count, without the drawing. */
const rows = (): readonly string[] =>
  screen.getAllByRole('listitem').map((row) => {
    const said = [...row.children].filter((part) => part.getAttribute('aria-hidden') !== 'true');
    return said.map(({ textContent }) => textContent).join(' ');
  });
const slider = (): HTMLElement => screen.getByRole('slider', { name: 'Day in UTC' });
const at = (place: number): boolean => fireEvent.change(slider(), { target: { value: String(place) } });

describe('the chart', () => {
  it('has a row for all events and one for each family, with the sums of the range', async () => {
    showTrend(week);
    expect(screen.getByRole('group', { name: 'Events per day in UTC' })).toBeTruthy();
    expect(rows()).toEqual([
      'All events 1,216',
      'Onboarding checkpoints 1,208',
      'Support diagnostics 1',
      'Operations started 7',
    ]);
    expect(screen.getByText('Total')).toBeTruthy();
    await expectAccessible();
  });

  it('is read bucket by bucket with the keyboard: the counts of the bucket are shown and said', () => {
    showTrend(week);
    // The last day is where the keyboard begins.
    expect(slider().getAttribute('aria-valuetext')).toBe(
      'Mon, Nov 30, 2026, incomplete: 8 events. Onboarding checkpoints 3. Operations started 5',
    );
    fireEvent.focus(slider());
    at(3);
    expect(slider().getAttribute('aria-valuetext')).toBe(
      'Sun, Nov 29, 2026: 1,201 events. Onboarding checkpoints 1,200. Support diagnostics 1',
    );
    expect(screen.getByText('Sun, Nov 29, 2026')).toBeTruthy();
    expect(rows()).toEqual([
      'All events 1,201',
      'Onboarding checkpoints 1,200',
      'Support diagnostics 1',
      'Operations started 0',
    ]);
    at(2);
    expect(slider().getAttribute('aria-valuetext')).toBe('Sat, Nov 28, 2026: 0 events');
    fireEvent.blur(slider());
    expect(rows()[0]).toMatch(/1,216$/);
  });

  it('is read with the pointer where it points, and with a finger where it was lifted', () => {
    const { container } = showTrend(week);
    const plane = container.querySelector('.ta-trend-plane') as HTMLElement;
    const drawing = plane.firstElementChild as Element;
    drawing.getBoundingClientRect = () => ({ left: 100, width: 500 }) as DOMRect;
    const point = (type: 'pointerMove' | 'pointerDown', clientX: number, pointerType: string) =>
      fireEvent[type](plane, { clientX, pointerType });
    point('pointerMove', 260, 'mouse');
    expect(screen.getByText('Fri, Nov 27, 2026')).toBeTruthy();
    fireEvent.pointerLeave(plane);
    expect(screen.queryByText('Fri, Nov 27, 2026')).toBeNull();
    point('pointerMove', 9_000, 'mouse'); // beside the drawing counts as its last place
    expect(screen.getByText('Mon, Nov 30, 2026, incomplete')).toBeTruthy();
    point('pointerDown', 110, 'touch');
    fireEvent.pointerLeave(plane);
    expect(document.activeElement).toBe(slider());
    expect(screen.getByText('Thu, Nov 26, 2026, incomplete')).toBeTruthy();
  });

  it('from right to left, the first bucket is at the right', () => {
    const { container } = showTrend(week, { locale: 'ar' });
    const plane = container.querySelector('.ta-trend-plane') as HTMLElement;
    plane.style.direction = 'rtl'; // jsdom computes no style from the attribute
    (plane.firstElementChild as Element).getBoundingClientRect = () => ({ left: 0, width: 500 }) as DOMRect;
    fireEvent.pointerMove(plane, { clientX: 490, pointerType: 'mouse' });
    expect(container.querySelector('.ta-trend-cursor')?.getAttribute('x')).toBe('0');
  });

  it('marks incomplete buckets apart from whole ones, and says what the mark means', () => {
    const { container } = showTrend(week);
    const main = container.querySelector('[data-ta-main] .ta-trend-bars');
    const bars = (selector: string): number =>
      [...(main?.querySelector(selector)?.getAttribute('d') ?? '').matchAll(/M/g)].length;
    expect([bars('path:not([data-ta-ragged])'), bars('path[data-ta-ragged]')]).toEqual([2, 2]);
    expect(screen.getByText(/^Dashed bars are incomplete days/)).toBeTruthy();
  });

  it('says nothing about dashes where no bar is dashed', () => {
    const { unmount } = showTrend({ ...week, buckets: week.buckets.map((one) => ({ ...one, isRagged: false })) });
    expect(screen.queryByText(/Dashed/)).toBeNull();
    unmount();
    showTrend(usageTrend([[0], [3], [0]])); // nothing happened in the incomplete ones
    expect(screen.queryByText(/Dashed/)).toBeNull();
  });

  it('draws what was removed as absence: no count, a separate area, and the instant in words', () => {
    const { container } = showTrend({ ...week, ...partlyKept, keptSince: '2026-11-28T06:00:00.000Z' as never });
    fireEvent.focus(slider());
    at(1);
    expect(slider().getAttribute('aria-valuetext')).toBe('Fri, Nov 27, 2026, removed');
    expect(rows().map((row) => row.endsWith('–'))).toEqual([true, true, true, true]);
    expect(container.querySelector('.ta-trend-removed')?.getAttribute('width')).toBe('2');
    at(2); // of this day a part is kept
    expect(rows()[0]).toBe('All events 0');
    expect(screen.getByText(/^Events before Nov 28, 2026, .* were removed and are not counted\.$/)).toBeTruthy();
  });

  it('counts a bucket as removed that ends when the kept events begin', () => {
    const { container } = showTrend({ ...week, ...partlyKept, keptSince: '2026-11-28T00:00:00.000Z' as never });
    expect(container.querySelector('.ta-trend-removed')?.getAttribute('width')).toBe('2');
  });

  it.each([1, 24, 30, 400])('draws %d buckets with a handful of elements for each row', (count) => {
    const { container } = showTrend(usageTrend(Array.from({ length: count }, (_, day) => [day % 7, 1, 1_000_000_000])));
    expect(rows()).toHaveLength(4);
    expect(slider().getAttribute('max')).toBe(String(count - 1));
    expect(container.querySelectorAll('.ta-trend-row *').length).toBeLessThan(4 * 25);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('keeps the reading inside of a range that became shorter', () => {
    const month = usageTrend(Array.from({ length: 30 }, () => [1]));
    function Page() {
      const [trend, setTrend] = useState(month);
      return (
        <>
          <View trend={trend} />
          <button onClick={() => setTrend(usageTrend([[1], [2]]))}>Shorter</button>
        </>
      );
    }
    show(<Page />, {});
    fireEvent.focus(slider());
    at(20);
    fireEvent.click(screen.getByRole('button', { name: 'Shorter' }));
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^Mon, Nov 30, 2026/);
  });

  it('shows hours in the zone of the page, and days in UTC', () => {
    const hours: Trend = {
      ...week,
      bucket: 'hour',
      buckets: [
        { start: '2026-11-30T22:00:00.000Z', end: '2026-11-30T23:00:00.000Z', isRagged: false, counts: [3, 0, 0] },
      ] as never,
    };
    const { unmount } = showTrend(hours, { timeZone: 'Asia/Tokyo' });
    expect(screen.getByRole('slider', { name: 'Hour' }).getAttribute('aria-valuetext')).toMatch(
      /^Dec 1, 7:00.–.8:00.AM GMT\+9: 3 events/,
    );
    unmount();
    showTrend(week, { timeZone: 'America/New_York' });
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^Mon, Nov 30, 2026/);
  });
});

describe('the table', () => {
  it('has the same counts, a row for each bucket and a column for each family, and gives way to the chart again', async () => {
    showTrend(week);
    fireEvent.click(screen.getByRole('button', { name: 'Show table' }));
    const table = screen.getByRole('table', { name: 'Events per day in UTC' });
    const cells = within(table)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => (cell.querySelector('.ta-cell-value') ?? cell).textContent));
    expect(cells).toEqual([
      ['Day in UTC', 'All events', 'Onboarding checkpoints', 'Support diagnostics', 'Operations started'],
      ['Thu, Nov 26, 2026, incomplete', '3', '1', '0', '2'],
      ['Fri, Nov 27, 2026', '4', '4', '0', '0'],
      ['Sat, Nov 28, 2026', '0', '0', '0', '0'],
      ['Sun, Nov 29, 2026', '1,201', '1,200', '1', '0'],
      ['Mon, Nov 30, 2026, incomplete', '8', '3', '0', '5'],
    ]);
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: 'Show chart' }));
    expect(slider()).toBeTruthy();
  });

  it('can be scrolled to the side with the keyboard where it has many columns, and only there', () => {
    const { unmount } = showTrend(week);
    fireEvent.click(screen.getByRole('button', { name: 'Show table' }));
    expect(screen.queryByRole('region')).toBeNull();
    unmount();
    showTrend(usageTrend([Array.from({ length: 12 }, (_, family) => family)]));
    fireEvent.click(screen.getByRole('button', { name: 'Show table' }));
    expect(screen.getByRole('region', { name: 'Events per day in UTC' }).tabIndex).toBe(0);
    expect(screen.getAllByRole('columnheader')).toHaveLength(14);
  });

  it('has a dash where events were removed', () => {
    showTrend({ ...week, ...partlyKept, keptSince: '2026-11-28T06:00:00.000Z' as never });
    fireEvent.click(screen.getByRole('button', { name: 'Show table' }));
    const row = screen.getByRole('row', { name: /^Fri, Nov 27, 2026, removed/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.querySelector('.ta-cell-value')?.textContent),
    ).toEqual(['–', '–', '–', '–']);
  });
});

it('says that there is no event, in the place of empty bars', () => {
  showTrend(
    usageTrend([
      [0, 0],
      [0, 0],
    ]),
  );
  expect(screen.getByText('No events in this time')).toBeTruthy();
  expect(screen.queryByRole('slider')).toBeNull();
});

it('is in the words, digits and names of the provider', () => {
  showTrend(week, { locale: 'de', messages: { ...de, 'catalog.Onboarding checkpoints': 'Onboarding-Schritte' } });
  expect(rows()[1]).toBe('Onboarding-Schritte 1.208');
  expect(screen.getByRole('slider', { name: 'Tag in UTC' }).getAttribute('aria-valuetext')).toBe(
    'Mo., 30. Nov. 2026, unvollständig: 8 Ereignisse. Onboarding-Schritte 3. Operations started 5',
  );
});
