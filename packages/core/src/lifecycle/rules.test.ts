import { describe, expect, it } from 'vitest';
import { tenantLifecycles, type TenantLifecycle } from '../ports/tenant-store.ts';
import { transition } from './rules.ts';

const stages = ['draft', 'onboarding', 'active'] as const;

/** spec: draft→onboarding→active→archived, draft→archived, onboarding→archived, archived→the status before. */
const allowed = ['draft>onboarding', 'draft>archived', 'onboarding>active', 'onboarding>archived', 'active>archived'];

describe.each(stages)('from %s', (from) => {
  it.each(tenantLifecycles)('to %s', (to) => {
    const next = transition({ lifecycle: from, lifecycleBeforeArchive: null }, to);
    const wanted = allowed.includes(`${from}>${to}`)
      ? { lifecycle: to, lifecycleBeforeArchive: to === 'archived' ? from : null }
      : null;
    expect(next).toEqual(wanted);
  });
});

describe.each(stages)('from the archive, previously %s', (before) => {
  it.each(tenantLifecycles)('to %s', (to: TenantLifecycle) => {
    const next = transition({ lifecycle: 'archived', lifecycleBeforeArchive: before }, to);
    expect(next).toEqual(to === before ? { lifecycle: before, lifecycleBeforeArchive: null } : null);
  });
});

it('an archived tenant without a previous stage stays archived', () => {
  for (const to of tenantLifecycles) {
    expect(transition({ lifecycle: 'archived', lifecycleBeforeArchive: null }, to)).toBeNull();
  }
});
