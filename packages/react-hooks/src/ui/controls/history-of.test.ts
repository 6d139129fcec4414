import type { AuditEntryView } from '@tenantatlas/core/browser';
import { describe, expect, it } from 'vitest';
import { historyOf } from './history-of.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (hours: number): string => new Date(start + hours * hour).toISOString();

function entry(n: number, verb: string, pauseId: string, metadata: Record<string, string> = {}): AuditEntryView {
  return {
    id: `e-${String(n)}`,
    recordedAt: at(n),
    action: `operational_control.${verb}`,
    target: { type: 'operational_control', id: pauseId, label: 'Mass mail' },
    metadata,
  } as unknown as AuditEntryView;
}

const told = (entries: readonly AuditEntryView[], now: number) =>
  historyOf(entries, start + now * hour).map((event) =>
    event.kind === 'ended'
      ? `ended ${event.entry.id} at ${event.at}`
      : `${event.entry.id} after ${event.before?.id ?? 'none'}`,
  );

describe('the history of a control', () => {
  it('compares a change with what the same pause said before', () => {
    const entries = [
      entry(4, 'updated', 'a', { reason_text: 'Third' }),
      entry(3, 'execution_blocked', 'a'),
      entry(2, 'updated', 'b'),
      entry(1, 'updated', 'a', { reason_text: 'Second' }),
      entry(0, 'paused', 'a', { reason_text: 'First' }),
    ];
    expect(told(entries, 5)).toEqual([
      'e-4 after e-1',
      'e-3 after none',
      'e-2 after none',
      'e-1 after e-0',
      'e-0 after none',
    ]);
  });

  it('lists a pause that ended at its end time, at the place where it ended', () => {
    const entries = [entry(6, 'paused', 'b'), entry(1, 'paused', 'a', { expires_at: at(3) })];
    expect(told(entries, 2)).toEqual(['e-6 after none', 'e-1 after none']);
    expect(told(entries, 3)).toEqual(['e-6 after none', `ended e-1 at ${at(3)}`, 'e-1 after none']);
  });

  it.each([
    ['resumed before', [entry(2, 'resumed', 'a'), entry(1, 'paused', 'a', { expires_at: at(3) })]],
    ['put off', [entry(2, 'updated', 'a', { expires_at: at(9) }), entry(1, 'paused', 'a', { expires_at: at(3) })]],
  ])('does not take a pause that was %s for one that ended by itself', (_, entries) => {
    expect(told(entries, 5).filter((line) => line.startsWith('ended'))).toEqual([]);
  });
});
