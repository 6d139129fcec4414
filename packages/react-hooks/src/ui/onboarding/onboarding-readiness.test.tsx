// @vitest-environment jsdom
import { translateReason } from '@tenantatlas/core';
import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { permissions } from '../../../test/support/connection-samples.ts';
import {
  draftOnboarding,
  dueItem,
  endedOnboarding,
  onboarding,
  say,
  withAction,
} from '../../../test/support/onboarding-samples.ts';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { de } from '../../messages/index.ts';
import { OnboardingReadiness, type OnboardingReadinessProps } from '../index.ts';

/** Times are in one zone, so that a test can name them. */
const shown = (
  readiness: OnboardingReadinessProps['readiness'],
  props: Omit<OnboardingReadinessProps, 'readiness'> = {},
) => show(<OnboardingReadiness readiness={readiness} {...props} />, { timeZone: 'UTC' });
const next = () => within(screen.getByRole('group', { name: 'Primary next action' }));
const headings = (): readonly (string | null)[] => screen.getAllByRole('heading').map(({ textContent }) => textContent);

describe('an onboarding', () => {
  it('shows its state, what blocks it, and what is due, each heading once', async () => {
    shown(onboarding());
    const card = within(screen.getByRole('region', { name: 'Onboarding readiness' }));
    card.getByText('Action required');
    card.getByText('Verification could not collect all evidence');
    expect(card.getByText('Main connection').tagName).toBe('BDI');
    card.getByText('No clear result');
    card.getByText('All data shown is current.');
    expect(headings()).toEqual([
      'Onboarding readiness',
      'Contextual help',
      'Safe next action',
      'Stored verification details',
      'Supporting evidence',
    ]);
    await expectAccessible();
  });

  it('lists what is due now and later, with who is waited for and until when', () => {
    const later = [
      dueItem({ key: 'complete_onboarding', label: say('Complete it'), waitingOnLabel: say('Your team') }),
      dueItem({ key: 'run_verification', label: say('Run it'), waitingOnLabel: say('Your team'), deadline: null }),
    ];
    shown(onboarding({ due: { now: [dueItem()], later } }));
    const items = (name: string) =>
      within(screen.getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent?.replaceAll(' ', ' '));
    expect(items('Due now')).toEqual([
      'Wait for the providerWaiting on: ProviderPossible from Nov 21, 2026, 8:30 PM UTC',
    ]);
    expect(items('Later')).toEqual([
      'Complete itWaiting on: Your teamPossible until Nov 21, 2026, 8:30 PM UTC',
      'Run itWaiting on: Your team',
    ]);
  });

  it('whose verification is in progress says nothing about the age of the last one', () => {
    const { verification } = onboarding();
    const label = say('In progress');
    shown(onboarding({ verification: { ...verification, status: 'active', isActive: true, label } }));
    screen.getByText('In progress');
    expect(screen.queryByText('All data shown is current.')).toBeNull();
  });

  it('whose verification ended without a result does not call the data of the one before current', () => {
    const { verification } = onboarding();
    shown(onboarding({ verification: { ...verification, status: 'failed', label: say('Did not finish') } }));
    screen.getByText('Did not finish');
    expect(screen.queryByText('All data shown is current.')).toBeNull();
    expect(screen.getByText('Verification').parentElement?.querySelector('time')).toBeNull();
  });

  it('announces a change of its state', () => {
    shown(onboarding());
    within(screen.getByRole('status')).getByText('Verification could not collect all evidence');
  });

  it('without a tenant shows one step and neither connection nor evidence', async () => {
    shown(draftOnboarding());
    expect(screen.queryByText('Provider connection')).toBeNull();
    expect(screen.queryByText('Verification')).toBeNull();
    expect(screen.queryByRole('list', { name: 'Later' })).toBeNull();
    expect(headings()).toEqual(['Onboarding readiness']);
    await expectAccessible();
  });

  it('without a connection says so and judges nothing', () => {
    const { verification } = draftOnboarding();
    shown(onboarding({ providerSummary: null, verification, permissions: null, sections: [], contextualHelp: null }));
    screen.getByText('None selected');
    expect(screen.queryByText('Verification')).toBeNull();
    expect(screen.queryByText('All data shown is current.')).toBeNull();
  });

  it.each(['completed', 'cancelled'] as const)(
    'that is %s names who ended it, and asks for nothing',
    async (status) => {
      shown(endedOnboarding(status));
      const word = status === 'completed' ? 'Completed' : 'Cancelled';
      screen.getByText(new RegExp(`^${word} by Mia on Nov 21, 2026, 8:30\\sPM UTC\\.$`));
      expect(screen.queryByRole('group', { name: 'Primary next action' })).toBeNull();
      expect(screen.queryByRole('list', { name: 'Due now' })).toBeNull();
      await expectAccessible();
    },
  );

  it('names a reason once, in words, and never by a code', () => {
    const reason = translateReason('ext.gone_with_its_host');
    const { blocker, contextualHelp } = onboarding();
    const help = contextualHelp && {
      ...contextualHelp,
      reasonLabel: reason.label,
      shortExplanation: reason.explanation,
    };
    shown(onboarding({ blocker: { ...blocker, reasonCode: reason.diagnosticCode, reason }, contextualHelp: help }));
    expect(screen.getAllByText(reason.label.text)).toHaveLength(1);
    expect(document.body.innerHTML).not.toMatch(/gone_with_its_host|provider_consent_missing/);
  });

  it('is in German', () => {
    show(<OnboardingReadiness readiness={onboarding()} />, { locale: 'de', messages: de, timeZone: 'UTC' });
    screen.getByRole('list', { name: 'Jetzt fällig' });
    screen.getByText(/Wartet auf: Provider/);
    expect(document.body.textContent).not.toMatch(/ui\./);
  });
});

describe('the next action', () => {
  const primary = (): readonly Element[] => [...document.querySelectorAll('[data-ta-variant="primary"]')];

  it('without a callback and an address is a badge', async () => {
    shown(onboarding());
    next().getByText('Review verification');
    expect(next().queryByRole('button')).toBeNull();
    expect(next().queryByRole('link')).toBeNull();
    await expectAccessible();
  });

  it('is a callback of the page by its kind, before an address', () => {
    const done = vi.fn();
    const url = 'https://login.example.com/consent';
    const readiness = withAction({ action: 'grant_consent', kind: 'grant_consent', label: say('Grant'), url });
    shown(readiness, { actions: { grant_consent: done } });
    fireEvent.click(next().getByRole('button', { name: 'Grant' }));
    expect(done.mock.calls).toEqual([[readiness.nextAction]]);
    expect(next().queryByRole('link')).toBeNull();
    expect(primary()).toHaveLength(1);
  });

  it('that is at work cannot be pressed again', () => {
    const done = vi.fn();
    shown(withAction({}), { actions: { review_verification: done }, isBusy: true });
    const button = next().getByRole('button');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
    expect(done).not.toHaveBeenCalled();
  });

  it.each([
    ['https://login.example.com/consent', '_blank', 'noreferrer'],
    ['/tenants/t-1/connection', null, null],
  ])('at the address %s is a link that opens in %s', async (url, target, rel) => {
    shown(withAction({ url }));
    const link = next().getByRole('link', { name: /^Review verification/ });
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      url,
      target,
      rel,
    ]);
    expect(link.textContent).toBe(`Review verification${target === null ? '' : ' (opens in a new tab)'}`);
    expect(primary()).toEqual([link]);
    await expectAccessible();
  });

  it.each(['javascript:alert(1)', 'http://login.example.com', '//login.example.com'])(
    'at %s, which a page must not open, is a badge',
    (url) => {
      shown(withAction({ url }));
      expect(next().queryByRole('link')).toBeNull();
      next().getByText('Review verification');
    },
  );

  it('for which something is missing cannot be pressed, and says what is missing', async () => {
    const readiness = withAction({ kind: 'grant_consent', url: '/consent', obstacle: say('The ID is missing') });
    shown(readiness, { actions: { grant_consent: () => {} }, slots: { action: () => <button>Host</button> } });
    next().getByText('Review verification');
    next().getByText('The ID is missing');
    expect([...next().queryAllByRole('button'), ...next().queryAllByRole('link'), ...primary()]).toEqual([]);
    await expectAccessible();
  });

  it('is a part of the host, which knows the onboarding', () => {
    shown(onboarding(), {
      slots: {
        action: ({ readiness, action, children }) => <b>{`${action.kind} of ${readiness.session.id}: ${children}`}</b>,
      },
    });
    next().getByText('review_verification of o-1: Review verification');
  });

  it('that goes away leaves the focus beside it', () => {
    function Page() {
      const [readiness, setReadiness] = useState(withAction({ url: '/permissions' }));
      return (
        <>
          <button onClick={() => setReadiness(endedOnboarding())}>End it</button>
          <OnboardingReadiness readiness={readiness} />
        </>
      );
    }
    show(<Page />, {});
    next().getByRole('link').focus();
    fireEvent.click(screen.getByRole('button', { name: 'End it' }));
    expect(screen.queryByRole('group', { name: 'Primary next action' })).toBeNull();
    expect(document.activeElement?.closest('.ta-onboarding-card')).not.toBeNull();
  });
});

describe('the evidence', () => {
  const groups = [
    { key: 'missing_application', heading: say('Missing application permissions'), permissions: ['Policy.Read.All'] },
    { key: 'unreadable', heading: say('Permissions without a reading'), permissions: ['Mail.Send', 'User.Read'] },
  ] as const;

  it('before the first report is a list of permissions by group', () => {
    const sections = [{ key: 'permission_diagnostics', heading: say('Permission diagnostics'), groups }] as const;
    shown(onboarding({ sections, verification: draftOnboarding().verification }));
    const part = within(screen.getByRole('region', { name: 'Permission diagnostics' }));
    part.getByRole('list', { name: 'Missing application permissions' });
    expect(
      within(part.getByRole('list', { name: 'Permissions without a reading' })).getAllByRole('listitem'),
    ).toHaveLength(2);
    expect(screen.queryByRole('region', { name: 'Supporting evidence' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Checks' })).toBeNull();
  });

  it('vanishes when it is empty, also where a host answers a link that a page must not open', () => {
    const supportingLinks = onboarding().supportingLinks.map((link) => ({ ...link, url: 'javascript:alert(1)' }));
    const page = shown(onboarding({ supportingLinks }));
    expect(screen.queryByText('Supporting evidence')).toBeNull();
    page.unmount();
    shown(onboarding({ supportingLinks: [], sections: [] }));
    expect(screen.queryByText('Supporting evidence')).toBeNull();
    expect(screen.queryByText('Stored verification details')).toBeNull();
  });

  it('leads to the list of permissions by links of the host', () => {
    shown(onboarding(), { slots: { link: ({ url, children }) => <a href={`/app${url}`}>{children}</a> } });
    const part = within(screen.getByRole('region', { name: 'Supporting evidence' }));
    expect(part.getByRole('link', { name: 'View required permissions' }).getAttribute('href')).toBe('/app/permissions');
  });

  it('has one link to the run of the last verification', () => {
    shown(onboarding(), { slots: { run: ({ run }) => <a href={`/runs/${run.id}`}>View operation</a> } });
    expect(screen.getAllByRole('link', { name: 'View operation' }).map((link) => link.getAttribute('href'))).toEqual([
      '/runs/r-1',
    ]);
  });

  it('offers to acknowledge a failed check while the onboarding is open, to viewers who may', () => {
    const { verification } = onboarding();
    const failed = verification.report && {
      ...verification.report,
      checks: verification.report.checks.map((check) => ({
        ...check,
        status: 'fail' as const,
        isAcknowledgeable: true,
        acknowledgement: null,
      })),
    };
    const change = {
      verification: { ...verification, report: failed },
      permissions: { overview: permissions, requiredPermissionsUrl: null },
    };
    const offers = () => screen.queryAllByRole('button', { name: /^Acknowledge/ }).length;
    const counts = [
      [onboarding(change), {}],
      [onboarding(change), { canAcknowledge: false }],
      [{ ...endedOnboarding(), ...change }, {}],
    ] as const;
    expect(
      counts.map(([readiness, props]) => {
        const page = shown(readiness, props);
        const count = offers();
        page.unmount();
        return count;
      }),
    ).toEqual([1, 0, 0]);
  });
});
