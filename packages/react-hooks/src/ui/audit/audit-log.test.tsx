// @vitest-environment jsdom
import { errAsync, ok, okAsync, ResultAsync, type AuditEntryView, type Result } from '@tenantatlas/core';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditEntry } from '../../../test/support/audit-entry.ts';
import { errors } from '../../../test/support/samples.ts';
import { ada, expectAccessible, nextTurn, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { auditRequest, isAuditTime, noAuditFilter, type AuditFilterValue } from './audit-filter.ts';
import { AuditLog, type AuditLogProps } from './audit-log.tsx';
import { ControlChanges, noControlChangesFilter, type ControlChangesFilter } from './control-changes.tsx';

function Log(props: Partial<AuditLogProps>) {
  const [filter, setFilter] = useState<AuditFilterValue>(noAuditFilter);
  return <AuditLog workspaceId="w-1" filter={filter} onFilter={setFilter} {...props} />;
}

/** The filters name the same actions. */
const inTable = (text: string) => screen.findByText(text, { selector: 'td *' });
const rows = () => screen.getAllByRole('row').slice(1);
const cells = (row: HTMLElement | undefined) =>
  [...(row?.querySelectorAll('th, td .ta-cell-value') ?? [])].map((cell) =>
    [...cell.childNodes].map(({ textContent }) => textContent).join(' | '),
  );
const showEntries = (...entries: readonly Partial<AuditEntryView>[]) =>
  show(<Log />, {
    handlers: {
      'audit.list': () =>
        okAsync({
          items: entries.map((one, index) => auditEntry({ id: `e-${String(index)}`, ...one })),
          nextCursor: null,
        }),
      'workspaces.list': () => okAsync({ items: [{ workspaceId: 'w-1', name: 'Acme' }] as never, nextCursor: null }),
      'tenants.list': () => okAsync({ items: [{ tenantId: 't-1', name: 'Contoso' }] as never, nextCursor: null }),
    },
  });

describe('the audit log', () => {
  it('has columns: when exactly, who, what, to what; how it ended only when that is not a success', async () => {
    const run = {
      target: { type: 'operation_run', id: 'r-1', label: 'Mass mail' },
      tenantId: 't-1',
      operationRunId: 'r-1',
    };
    showEntries(
      { ...run, action: 'operation_run.completed', metadata: { outcome: 'failed' } },
      { ...run, action: 'operation_run.started' },
      {
        action: 'tenant.lifecycle_changed',
        target: { type: 'tenant', id: 't-1', label: 'Contoso' },
        metadata: { from: 'draft', to: 'active' },
      },
      {
        action: 'membership.granted',
        target: { type: 'person', id: 'u-dov', label: 'Dov Stern' },
        metadata: { role: 'readonly' },
      },
    );
    await inTable('Operation started');
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Date and time',
      'Actor',
      'Action',
      'Object',
      'Outcome',
    ]);
    await waitFor(() =>
      expect(cells(rows()[0]).slice(1)).toEqual(['Ada', 'Operation ended', 'Mass mail | Contoso', 'Failed']),
    );
    expect(cells(rows()[1]).slice(1)).toEqual(['Ada', 'Operation started', 'Mass mail | Contoso', '']);
    expect(cells(rows()[2]).slice(1)).toEqual(['Ada', 'Tenant lifecycle changed | Draft → Active', 'Contoso', '']);
    expect(cells(rows()[3]).slice(1)).toEqual(['Ada', 'Member added | Role: Read only', 'Dov Stern', '']);
    expect(cells(rows()[0])[0]).toMatch(/2026, \d+:\d\d:\d\d/);
    await expectAccessible();
  });

  it('asks the server for what the filters leave, and clears them where nothing is left', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const client = world.atlas.as(ada);
    const list = vi.fn(client.audit.list);
    show(<Log />, { client: { ...client, audit: { ...client.audit, list } } });
    await inTable('Control paused');
    fireEvent.change(screen.getByRole('combobox', { name: 'Tenant' }), { target: { value: 't-1' } });
    await waitFor(() => expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ tenantId: 't-1' })));
    fireEvent.change(screen.getByRole('combobox', { name: 'Action' }), { target: { value: 'person.erased' } });
    await screen.findByText('No entry fits these filters.');
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await inTable('Control paused');
    fireEvent.change(screen.getByRole('combobox', { name: 'Actor' }), { target: { value: 'op-ada' } });
    await waitFor(() => expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ actorId: 'op-ada' })));
    fireEvent.change(screen.getByRole('combobox', { name: 'Time' }), { target: { value: '24h' } });
    await waitFor(() =>
      expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ actorId: 'op-ada', window: '24h' })),
    );
    await inTable('Control paused');
  });

  it('is narrowed to one object by a link, and leads back to all of them', async () => {
    const world = await uiWorld();
    const { activation } = await world.pause('w-1');
    const client = world.atlas.as(ada);
    const list = vi.fn(client.audit.list);
    const target = { type: 'operational_control', id: activation.id };
    function Narrowed() {
      const [filter, setFilter] = useState<AuditFilterValue>({ ...noAuditFilter, target });
      return <AuditLog workspaceId="w-1" filter={filter} onFilter={setFilter} />;
    }
    show(<Narrowed />, { client: { ...client, audit: { ...client.audit, list } } });
    await inTable('Control paused');
    expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ targetType: target.type, targetId: target.id }));
    expect(screen.queryByText('Tenant created', { selector: 'td *' })).toBeNull();
    const object = screen.getByRole('combobox', { name: 'Object' });
    expect(within(object).getByRole('option', { name: 'Mass mail' })).toBeTruthy();
    fireEvent.change(object, { target: { value: '' } });
    await waitFor(() => expect(screen.getAllByText('Tenant created', { selector: 'td *' })).not.toEqual([]));
    expect(screen.queryByRole('combobox', { name: 'Object' })).toBeNull();
  });

  it('links an object where a page says how', async () => {
    const world = await uiWorld();
    world.show(ada, <Log slots={{ object: ({ entry, name }) => <a href={`/x/${entry.target.id}`}>{name}</a> }} />);
    expect((await screen.findByRole('link', { name: 'Acme' })).getAttribute('href')).toBe('/x/w-1');
  });
});

describe('an export', () => {
  const files: { readonly name: string; readonly blob: Blob }[] = [];
  beforeEach(() => {
    files.length = 0;
    let made: Blob = new Blob();
    URL.createObjectURL = (blob) => {
      made = blob as Blob;
      return 'blob:made';
    };
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, blob: made });
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  it('is a file of what the filters leave, in both formats', async () => {
    const world = await uiWorld();
    world.show(ada, <Log fileName="audit-acme" />);
    fireEvent.change(await screen.findByRole('combobox', { name: 'Action' }), { target: { value: 'tenant.created' } });
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText('2 entries exported. Times in the file are UTC.');
    fireEvent.click(screen.getByRole('button', { name: 'Export NDJSON' }));
    await waitFor(() => expect(files).toHaveLength(2));
    expect(files.map(({ name }) => name)).toEqual(['audit-acme.csv', 'audit-acme.ndjson']);
    const [csv, ndjson] = await Promise.all(files.map(({ blob }) => blob.text()));
    expect(csv?.trim().split('\r\n')).toHaveLength(3);
    expect(
      ndjson
        ?.trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as AuditEntryView).action),
    ).toEqual(['tenant.created', 'tenant.created']);
  });

  const page = (text: string, nextCursor: string | null) => ({ contentType: 'application/x-ndjson', text, nextCursor });
  const logWith = (answer: (cursor: unknown) => unknown) =>
    show(<Log />, {
      handlers: {
        'audit.list': () => okAsync({ items: [], nextCursor: null }),
        'tenants.list': () => okAsync({ items: [], nextCursor: null }),
        'audit.export': (({ cursor }: { cursor: unknown }) => answer(cursor)) as never,
      },
    });

  it('says how far it is, and can be stopped without a file', async () => {
    const answers: (() => void)[] = [];
    logWith((cursor) => {
      const { promise, resolve } = Promise.withResolvers<Result<unknown, never>>();
      answers.push(() => resolve(ok(page('{}\n{}\n', `${String(cursor)}+`))));
      return new ResultAsync(promise);
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Export NDJSON' }));
    await waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await screen.findByText('2 entries exported…');
    await waitFor(() => expect(answers).toHaveLength(2));
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    await screen.findByRole('button', { name: 'Export NDJSON' });
    answers[1]?.();
    await nextTurn();
    expect(answers).toHaveLength(2);
    expect(files).toEqual([]);
  });

  it('that fails during the export gives no file: half a trail looks like a whole one', async () => {
    logWith((cursor) => (cursor === null ? okAsync(page('{}\n', 'next')) : errAsync(errors.outdated)));
    fireEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    within(await screen.findByRole('alert')).getByText('old');
    expect(files).toEqual([]);
  });
});

describe('a time range', () => {
  const range = (time: AuditFilterValue['time'], now = '2026-11-30T23:30:00Z', zone = 'UTC') => {
    const { from, to, window } = auditRequest('w-1', { ...noAuditFilter, time }, Date.parse(now), zone);
    return { from, to, window };
  };

  it.each(['24h', '7d', '30d'] as const)('of %s is a window of the server', (time) => {
    expect(range(time)).toEqual({ window: time });
  });

  it.each([
    ['UTC', '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    // There it is already December, and the clocks were put back in the last month.
    ['Europe/Berlin', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['America/New_York', '2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['Asia/Kolkata', '2026-10-31T18:30:00.000Z', '2026-11-30T18:30:00.000Z'],
  ])('of a month begins and ends with the days of %s', (zone, before, from) => {
    expect(range('month', undefined, zone)).toEqual({ from });
    const to = new Date(Date.parse(from) - 1).toISOString();
    expect(range('last_month', undefined, zone)).toEqual({ from: before, to });
  });

  it('of the last month in January is the one of December', () => {
    const { from, to } = range('last_month', '2027-01-15T12:00:00Z', 'Europe/Berlin');
    expect([from, to]).toEqual(['2026-11-30T23:00:00.000Z', '2026-12-31T22:59:59.999Z']);
  });

  it('of an address is one of them, or none', () => {
    expect(['24h', 'month', 'yesterday', null].map(isAuditTime)).toEqual([true, true, false, false]);
  });
});

describe('the changes of controls', () => {
  it('are those of every workspace and of the platform together, newest first, page by page, one read for each', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'First');
    await world.pause('w-2', 'Second');
    for (let round = 3; round < 12; round += 1) await world.pause(null, `Number ${String(round)}`);
    const client = world.atlas.as(ada);
    const changes = vi.fn(client.controls.changes);
    show(<ControlChanges />, { client: { ...client, controls: { ...client.controls, changes } } });
    const reasons = () => rows().map((row) => within(row).queryByText(/^Reason/)?.textContent);
    await waitFor(() => expect(reasons()).toHaveLength(10));
    expect(reasons()[0]).toBe('Reason: Number 11');
    const first = new Set(changes.mock.calls.map(([request]) => request?.cursor));
    expect([...first]).toEqual([null]);
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(reasons()).toHaveLength(11));
    expect(reasons().at(-1)).toBe('Reason: First');
    expect(within(rows()[10]!).getByText('Acme')).toBeDefined();
    await expectAccessible();
  });

  it('are narrowed to what one pause has blocked, in all workspaces', async () => {
    const world = await uiWorld();
    await world.pause(null, 'Everywhere');
    const start = { type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: {} } as const;
    for (const _ of [1, 2]) expect((await world.user.operations.start(start)).isErr()).toBe(true);
    const [control] = (await world.operator.controls.list())
      ._unsafeUnwrap()
      .filter(({ controlKey }) => controlKey === 'acme.mail');
    const pauseId = control?.activations[0]?.id ?? '';
    function Page() {
      const [filter, setFilter] = useState<ControlChangesFilter>({
        ...noControlChangesFilter,
        pauseId,
        action: 'operational_control.execution_blocked',
      });
      return <ControlChanges filter={filter} onFilter={setFilter} />;
    }
    world.show(ada, <Page />);
    await waitFor(() => expect(rows()).toHaveLength(control?.blockedAttempts?.[pauseId] ?? 0));
    expect(rows()).toHaveLength(2);
    for (const row of rows()) expect(row.textContent).toContain('Contoso');
    fireEvent.change(screen.getByRole('combobox', { name: 'Action' }), { target: { value: '' } });
    await waitFor(() => expect(rows()).toHaveLength(3));
    fireEvent.change(screen.getByRole('combobox', { name: 'Action' }), {
      target: { value: 'operational_control.resumed' },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.queryByRole('combobox', { name: 'One pause' })).toBeNull();
  });
});
