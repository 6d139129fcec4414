// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { Time } from '../base/time.tsx';
import { Table, type Column } from './table.tsx';

interface Backup {
  readonly id: string;
  readonly name: string;
  readonly items: number;
}

const rows: readonly Backup[] = [
  { id: 'b-1', name: 'Nightly', items: 12 },
  { id: 'b-2', name: 'Before the migration', items: 1_204 },
];
const keyOf = ({ id }: Backup): string => id;
const columns: readonly Column<Backup>[] = [
  { id: 'name', title: 'Backup', cell: ({ name }) => name },
  { id: 'items', title: 'Items', isNumber: true, cell: ({ items }) => items },
  { id: 'actions', title: 'Actions', isActions: true, cell: ({ name }) => <button>Restore {name}</button> },
];

it('is a table to screen readers; the first column names its rows', async () => {
  show(<Table label="Backups" columns={columns} rows={rows} keyOf={keyOf} />, {});
  const table = within(screen.getByRole('table', { name: 'Backups' }));
  expect(table.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'Backup',
    'Items',
    'Actions',
  ]);
  expect(table.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(rows.map(({ name }) => name));
  expect(table.getAllByRole('cell')).toHaveLength(4);
  expect(document.querySelector('.ta-root .ta-table')).not.toBeNull();
  await expectAccessible();
});

it('keeps its roles in the card layout, and repeats column titles visually only', () => {
  show(<Table label="Backups" columns={columns} rows={rows} keyOf={keyOf} />, {});
  const parts = document.querySelectorAll('table, thead, tbody, tr, th, td');
  expect([...parts].filter((part) => !part.hasAttribute('role'))).toEqual([]);
  const labels = [...document.querySelectorAll('.ta-cell-label')];
  expect(labels.map((one) => [one.textContent, one.getAttribute('aria-hidden')])).toEqual([
    ['Items', 'true'],
    ['Items', 'true'],
  ]);
});

it('refuses two columns in a place of a narrow row that holds one, and takes several in the others', () => {
  const placed = (narrow: Column<Backup>['narrow']) => columns.map((column) => ({ ...column, narrow }));
  // React 18 writes what a component throws as well.
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const narrow of ['main', 'aside', 'detail', 'note'] as const)
    expect(() => show(<Table label="Backups" columns={placed(narrow)} rows={rows} keyOf={keyOf} />, {})).toThrow(
      "at most one each of narrow 'main', 'aside', 'detail' and 'note'",
    );
  complaints.mockRestore();
  for (const narrow of ['more', 'hidden', undefined] as const)
    show(<Table label={`Backups ${narrow ?? ''}`} columns={placed(narrow)} rows={rows} keyOf={keyOf} />, {});
  expect(screen.getAllByRole('table')).toHaveLength(3);
});

it('aligns numbers and their header to the end of the column', () => {
  show(<Table label="Backups" columns={columns} rows={rows} keyOf={keyOf} />, {});
  const numbers = [...document.querySelectorAll('[data-ta-number]')].map(({ textContent }) => textContent);
  expect(numbers).toEqual(['Items', 'Items12', 'Items1204']);
});

it('has only interactive elements as tab stops', () => {
  show(<Table label="Backups" columns={columns} rows={rows} keyOf={keyOf} />, {});
  const stops = [...document.querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex >= 0);
  expect(stops.map(({ textContent }) => textContent)).toEqual(['Restore Nightly', 'Restore Before the migration']);
});

it('rerenders only the changed row', () => {
  const drawn: string[] = [];
  const counted: readonly Column<Backup>[] = [
    {
      id: 'name',
      title: 'Backup',
      cell: ({ id, name }) => {
        drawn.push(id);
        return name;
      },
    },
  ];
  function Host() {
    const [shown, setShown] = useState(rows);
    const rename = () => setShown(([first, second]) => [first!, { ...second!, name: 'Weekly' }]);
    return (
      <>
        <button onClick={rename}>Rename</button>
        <Table label="Backups" columns={counted} rows={shown} keyOf={keyOf} />
      </>
    );
  }
  show(<Host />, {});
  drawn.length = 0;
  fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
  screen.getByText('Weekly');
  expect(new Set(drawn)).toEqual(new Set(['b-2']));
});

it('is laid out from right to left in such a language', () => {
  show(<Table label="Backups" columns={columns} rows={rows} keyOf={keyOf} />, { locale: 'ar' });
  expect(screen.getByRole('table').closest('[dir]')?.getAttribute('dir')).toBe('rtl');
});

describe('a column of times', () => {
  const instant = '2026-11-21T12:00:00.000Z';
  const timed: readonly Column<Backup>[] = [
    ...columns.slice(0, 1),
    { id: 'made', title: 'Made', isTime: true, cell: () => <Time instant={instant} isPlain /> },
    { id: 'kept', title: 'Kept', isTime: true, cell: () => <Time instant={instant} isPlain /> },
  ];
  const stamp = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));
  const times = () => [...document.querySelectorAll('td time')].map(({ textContent }) => textContent);

  it('shows the exact times of its table by the keyboard: the head is a button, and the only tab stop', async () => {
    show(<Table label="Backups" columns={timed} rows={rows} keyOf={keyOf} />, {});
    const head = screen.getByRole('button', { name: 'Made' });
    expect(head.title).toBe('Show exact times');
    expect(screen.getAllByRole('button')).toHaveLength(2);
    expect(times().some((text) => text === stamp)).toBe(false);
    fireEvent.click(head);
    expect(times()).toEqual([stamp, stamp, stamp, stamp]);
    expect(head.getAttribute('aria-pressed')).toBe('true');
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: 'Kept' }));
    expect(times()).not.toContain(stamp);
  });

  it('shows them by a press on one of them: a finger cannot hover', () => {
    show(<Table label="Backups" columns={timed} rows={rows} keyOf={keyOf} />, {});
    fireEvent.click(document.querySelector('td time')!);
    expect(times()).toEqual([stamp, stamp, stamp, stamp]);
    fireEvent.click(document.querySelectorAll('td time')[3]!);
    expect(times()).not.toContain(stamp);
  });
});
