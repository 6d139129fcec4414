// @vitest-environment jsdom
import { presentLifecycle, tenantLifecycles } from '@tenantatlas/core';
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import { lifecycleLabel } from './lifecycle-label.ts';

it.each(['draft', 'onboarding', 'active', 'archived', 'corrupted'])(
  '%s has word, icon and tone, with an explanation',
  async (value) => {
    const presentation = presentLifecycle(value);
    show(<LifecycleBadge presentation={presentation} />, {});
    const badge = screen.getByRole('button', { name: presentation.label.text });
    expect(badge.getAttribute('data-ta-tone')).toBe(presentation.tone);
    expect(badge.querySelector('svg[aria-hidden]')).not.toBeNull();
    fireEvent.click(badge);
    expect((await screen.findByRole('tooltip')).textContent).toBe(presentation.longDescription.text);
    await expectAccessible();
  },
);

it('takes the texts of the provider and an icon of the host', () => {
  show(<LifecycleBadge presentation={presentLifecycle('active')} slots={{ icon: () => <i>*</i> }} />, {
    messages: { 'lifecycle.active.label': 'Live' },
  });
  expect(screen.getByRole('button', { name: '*Live' })).toBeTruthy();
});

it('every lifecycle has its label without a badge too, and nothing else has one', () => {
  for (const value of tenantLifecycles) expect(lifecycleLabel(value)).toEqual(presentLifecycle(value).label);
  expect(['Active', '', 'toString', 'suspended'].flatMap((value) => lifecycleLabel(value) ?? [])).toEqual([]);
});
