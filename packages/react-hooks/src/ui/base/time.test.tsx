// @vitest-environment jsdom
import { presentLifecycle } from '@tenantatlas/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { TestAtlasProvider } from '../../testing/index.ts';
import { LifecycleBadge } from '../lifecycle/lifecycle-badge.tsx';
import { Time } from './time.tsx';

const instant = '2026-11-21T12:00:00.000Z';
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(instant));

it('is not a tab stop in a table, and still exposes the exact instant', async () => {
  show(<Time instant={instant} isPlain />, {});
  expect(screen.queryByRole('button')).toBeNull();
  const time = screen.getByTitle(exact);
  expect(time.querySelector('time')?.dateTime).toBe(instant);
  expect(time.textContent).toContain(exact);
  await expectAccessible();
});

it('is a button elsewhere, so that touch and keyboard reach the exact instant', () => {
  show(<Time instant={instant} />, {});
  const time = screen.getByRole('button').querySelector('time');
  expect(time?.getAttribute('data-ta-exact')).toBe(exact); // for print
});

it.each([
  ['UTC', 'Nov 21, 2026, 12:00:00 PM UTC'],
  ['Asia/Kolkata', 'Nov 21, 2026, 5:30:00 PM GMT+5:30'],
  ['America/New_York', 'Nov 21, 2026, 7:00:00 AM EST'],
])('is exact in the time zone of the provider: %s', (timeZone, said) => {
  const { container } = show(<Time instant={instant} />, { timeZone });
  expect(container.querySelector('time')?.getAttribute('data-ta-exact')?.replaceAll('\u202f', ' ')).toBe(said);
});

it('is exact in another zone as soon as it is chosen', () => {
  function Page() {
    const [timeZone, setTimeZone] = useState('UTC');
    return (
      <TestAtlasProvider timeZone={timeZone}>
        <Time instant={instant} />
        <button onClick={() => setTimeZone('Asia/Kolkata')}>Kolkata</button>
      </TestAtlasProvider>
    );
  }
  const { container } = render(<Page />);
  fireEvent.click(screen.getByText('Kolkata'));
  expect(container.querySelector('time')?.getAttribute('data-ta-exact')).toMatch(/GMT\+5:30$/);
});

it('makes the formatters of a page once: a table has several times in each row', () => {
  const dates = vi.spyOn(Intl, 'DateTimeFormat');
  const relative = vi.spyOn(Intl, 'RelativeTimeFormat');
  onTestFinished(() => void vi.restoreAllMocks());
  const madeFor = (rows: number): readonly number[] => {
    dates.mockClear();
    relative.mockClear();
    show(
      Array.from({ length: rows }, (_, row) => (
        <p key={row}>
          <Time instant={instant} />
          <Time instant={instant} isPlain />
        </p>
      )),
      {},
    );
    return [dates.mock.calls.length, relative.mock.calls.length];
  };
  const once = madeFor(1);
  expect(Math.min(...once)).toBeGreaterThan(0);
  expect(madeFor(20)).toEqual(once);
});

it('applies to a lifecycle too, whose explanation is announced with it', async () => {
  const presentation = presentLifecycle('active');
  show(<LifecycleBadge presentation={presentation} isPlain />, {});
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByTitle(presentation.longDescription.text).textContent).toContain(presentation.longDescription.text);
  await expectAccessible();
});

it.each([
  [-30, 'now'],
  [0, 'now'],
  [4, 'now'], // the page reads the clock every five seconds: it may have happened already
  [20, 'in 20 seconds'],
  [44, 'in 44 seconds'],
  [59.8, 'in 1 minute'],
  [80, 'in 1 minute'],
])('says how long it is until an end that still holds: %d s', (seconds, said) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) - seconds * 1_000 });
  onTestFinished(() => void vi.useRealTimers());
  const { container } = show(<Time instant={instant} />, {});
  expect(container.querySelector('time')?.textContent).toBe(said);
});
