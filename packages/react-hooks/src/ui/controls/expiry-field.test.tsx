// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { AtlasRoot } from '../base/atlas-root.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { expiryAt, type Expiry } from './expiry.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const policy = { requireExpiry: false, maxDuration: null };
const entered: Expiry[] = [];
const chosen = (): string => {
  const [last] = entered.slice(-1);
  const outcome = last && expiryAt(last, policy, null, now);
  return outcome?.state === 'at' ? new Date(outcome.at).toISOString() : (outcome?.state ?? 'nothing');
};
const field = () => screen.getByLabelText<HTMLInputElement>('Date and time of the end');
const enter = (text: string): void => void fireEvent.change(field(), { target: { value: text } });

beforeEach(() => {
  entered.length = 0;
  vi.useFakeTimers({ toFake: ['Date'], now });
  onTestFinished(() => void vi.useRealTimers());
});

function Field({ first }: { readonly first: Expiry }) {
  const [value, setValue] = useState(first);
  entered.push(value);
  return (
    <AtlasRoot>
      <ExpiryField value={value} onChange={setValue} policy={policy} kept={null} error={undefined} />
    </AtlasRoot>
  );
}

const showIn = (timeZone: string, first: Partial<Expiry> = {}) =>
  show(<Field first={{ choice: '4h', custom: '', zone: 'UTC', isSecond: false, ...first }} />, { timeZone });

describe('the end of a pause', () => {
  it('is entered and shown in the chosen zone, which follows it', () => {
    showIn('Asia/Tokyo');
    screen.getByText(/^Ends Jan 2, 2026, 1:00 AM GMT\+9\.$/);
    fireEvent.click(screen.getByRole('radio', { name: 'Pick a time' }));
    expect(field().value).toBe('2026-01-02T01:00');
    expect(field().min).toBe('2026-01-01T21:00');
    enter('2026-01-05T09:30');
    screen.getByText(/^Ends Jan 5, 2026, 9:30 AM GMT\+9\.$/);
    expect(chosen()).toBe('2026-01-05T00:30:00.000Z');
  });

  it('names the zone while nothing is entered', () => {
    showIn('Asia/Tokyo', { choice: 'custom' });
    screen.getByText('Time zone: Asia/Tokyo.');
  });

  it('that does not exist is moved behind the change of the clocks, and says so', async () => {
    showIn('Europe/Berlin', { choice: 'custom' });
    enter('2026-03-29T02:30');
    screen.getByText(
      /^Ends Mar 29, 2026, 3:30 AM GMT\+2\. The clocks in Europe\/Berlin go forward and skip the time that you entered\.$/,
    );
    expect(chosen()).toBe('2026-03-29T01:30:00.000Z');
    expect(field().value).toBe('2026-03-29T02:30'); // what is being typed does not jump
    await expectAccessible();
    enter('2026-03-29T03:30');
    screen.getByText(/^Ends Mar 29, 2026, 3:30 AM GMT\+2\.$/);
  });

  it('that exists twice is the earlier one, and the later one can be chosen', async () => {
    showIn('Europe/Berlin', { choice: 'custom' });
    enter('2026-10-25T02:30');
    screen.getByRole('group', { name: 'The clocks in Europe/Berlin go back and show this time twice. Which one?' });
    const [earlier, later] = [/2:30 AM GMT\+2$/, /2:30 AM GMT\+1$/].map((name) =>
      screen.getByRole<HTMLInputElement>('radio', { name }),
    );
    expect(earlier?.checked).toBe(true);
    expect(chosen()).toBe('2026-10-25T00:30:00.000Z');
    fireEvent.click(later!);
    expect(chosen()).toBe('2026-10-25T01:30:00.000Z');
    screen.getByText(/^Ends Oct 25, 2026, 2:30 AM GMT\+1\.$/);
    await expectAccessible();
    enter('2026-10-25T03:30');
    expect(screen.queryByRole('radio', { name: /GMT/ })).toBeNull();
    expect(chosen()).toBe('2026-10-25T02:30:00.000Z');
  });

  it('that was entered in another zone stays the same instant', () => {
    showIn('America/New_York', { choice: 'custom', custom: '2026-01-05T09:30', zone: 'Asia/Tokyo' });
    expect(field().value).toBe('2026-01-04T19:30');
    screen.getByText(/^Ends Jan 4, 2026, 7:30 PM EST\.$/);
    enter('2026-01-04T20:00');
    expect(chosen()).toBe('2026-01-05T01:00:00.000Z');
  });

  it('that was entered in another zone stays the second one of two', () => {
    showIn('Europe/Berlin', { choice: 'custom', custom: '2026-10-25T01:30', zone: 'UTC' });
    expect(field().value).toBe('2026-10-25T02:30');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /2:30 AM GMT\+1$/ }).checked).toBe(true);
  });
});
