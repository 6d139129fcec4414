import { describe, expect, it } from 'vitest';
import { messageProblems } from '../kernel/sentence.ts';
import { tenantLifecycles } from '../ports/tenant-store.ts';
import { isTenantLifecycle, lifecycleMessages, presentLifecycle, presentReferencedLifecycle } from './presentation.ts';

const table = [
  { value: 'draft', label: 'Draft', tone: 'neutral', short: 'not started' },
  { value: 'onboarding', label: 'Onboarding', tone: 'info', short: 'in setup' },
  { value: 'active', label: 'Active', tone: 'success', short: 'in service' },
  { value: 'archived', label: 'Archived', tone: 'muted', short: 'kept for reference' },
] as const;

it('the table has every lifecycle value', () => {
  expect(table.map(({ value }) => value)).toEqual(tenantLifecycles);
});

describe.each(table)('$value', ({ value, label, tone, short }) => {
  it.each([presentLifecycle, presentReferencedLifecycle])('has its label, tone and texts', (present) => {
    const presentation = present(value);
    expect(presentation).toMatchObject({ value, tone, isCanonical: true });
    expect(presentation.label.text).toBe(label);
    expect(presentation.shortDescription.text).toBe(short);
    expect(presentation.longDescription.text.length).toBeGreaterThan(20);
  });

  it('has a distinct text for a referenced tenant, which never suggests damage', () => {
    const { longDescription } = presentReferencedLifecycle(value);
    expect(longDescription).not.toEqual(presentLifecycle(value).longDescription);
    expect(longDescription.text).not.toMatch(/broken|deleted|missing|error|unknown|invalid|removed/i);
  });

  it('implies nothing about provider, consent, verification, posture or runs', () => {
    const { longDescription } = presentLifecycle(value);
    expect(`${short} ${longDescription.text}`).not.toMatch(
      /consent|provider|verif|compliant|healthy|permission|failed/i,
    );
  });

  it('is frozen', () => {
    expect(() => Object.assign(presentLifecycle(value).label, { text: 'Suspended' })).toThrow(TypeError);
  });
});

describe('a corrupted value', () => {
  it.each(['', 'Active', 'ACTIVE', 'suspended', 'pending', 'unknown', '__proto__', 'constructor', 'toString'])(
    '%j gets the fallback',
    (value) => {
      expect(isTenantLifecycle(value)).toBe(false);
      for (const present of [presentLifecycle, presentReferencedLifecycle]) {
        expect(present(value)).toMatchObject({ value, tone: 'danger', isCanonical: false });
        expect(present(value).label.text).toBe('Invalid lifecycle value');
      }
    },
  );
});

it('the texts are complete in both languages', () => {
  expect(messageProblems(lifecycleMessages)).toEqual([]);
});
