import { describe, expect, it } from 'vitest';
import { presentOnboardingVerification } from './onboarding-verification-rules.ts';
import { presentRecentOperations } from './recent-operations-rules.ts';
import {
  onboardingVerificationDimensions,
  recentOperationsDimensions,
  verificationDimensions,
  type OnboardingVerificationFacts,
  type RecentOperationsFacts,
  type TenantVerificationFacts,
} from './surface-facts.ts';
import { allFacts } from './surface-matrix.ts';
import type { SurfaceOutcome } from './surface-outcome.ts';
import { presentTenantVerification } from './tenant-verification-rules.ts';

const usual = {
  lifecycle: 'active',
  connection: 'enabled',
  capability: 'open_and_start',
  control: 'enabled',
  run: 'none',
} as const;
const nothing = { primary: null, secondary: null, inspect: null, diagnostics: [], disabled: null, notice: null };
const open = { action: 'open_operation', mark: null };
const start = { action: 'start_verification', mark: null };

describe('the verification of a tenant', () => {
  interface Row {
    readonly name: string;
    readonly given: Partial<TenantVerificationFacts>;
    readonly then: object;
  }
  const table: readonly Row[] = [
    { name: 'archived', given: { lifecycle: 'archived' }, then: { state: 'archived', notice: 'lifecycle' } },
    {
      name: 'archived, with a run',
      given: { lifecycle: 'archived', run: 'completed' },
      then: { state: 'archived', notice: 'lifecycle' },
    },
    { name: 'an active run', given: { run: 'active' }, then: { state: 'active_run', primary: open } },
    { name: 'a completed run', given: { run: 'completed' }, then: { state: 'completed_run', primary: open } },
    { name: 'a stale run', given: { run: 'stale' }, then: { state: 'stale_run', primary: open } },
    { name: 'no run, start allowed', given: {}, then: { state: 'startable', primary: start } },
    {
      name: 'no run, start paused',
      given: { control: 'paused' },
      then: { state: 'startable', primary: { ...start, mark: 'paused' } },
    },
    {
      name: 'no run, without the capability',
      given: { capability: 'open' },
      then: { state: 'not_startable', disabled: { action: 'start_verification', tooltip: 'capability' } },
    },
    {
      name: 'no run, a disabled connection',
      given: { connection: 'disabled' },
      then: { state: 'not_startable', disabled: { action: 'start_verification', tooltip: 'connection_disabled' } },
    },
    {
      name: 'no run, a provider that is not installed',
      given: { connection: 'unserved' },
      then: { state: 'not_startable', disabled: { action: 'start_verification', tooltip: 'connection_unserved' } },
    },
    {
      name: 'no connection',
      given: { connection: 'missing' },
      then: { state: 'not_connected', notice: 'connection_missing' },
    },
    {
      name: 'a run that the viewer may not open',
      given: { run: 'completed', capability: 'start' },
      then: { state: 'completed_run', disabled: { action: 'open_operation', tooltip: 'capability' } },
    },
  ];

  it.each(table)('$name', ({ given, then }) => {
    expect(presentTenantVerification({ ...usual, ...given })).toEqual({ ...nothing, ...then });
  });

  it('shows no pause to a viewer who may not start', () => {
    const denied = { ...usual, capability: 'open' } as const;
    expect(presentTenantVerification({ ...denied, control: 'paused' })).toEqual(presentTenantVerification(denied));
  });
});

describe('the recent operations of a tenant', () => {
  const all = { action: 'open_operations', mark: 'workspace_wide' };
  const facts = { lifecycle: 'active', capability: 'open', runs: 'populated' } as const;

  it.each<{ name: string; given: Partial<RecentOperationsFacts>; then: object }>([
    { name: 'empty', given: { runs: 'empty' }, then: { state: 'empty', secondary: all } },
    { name: 'populated', given: {}, then: { state: 'populated', primary: open, secondary: all } },
    {
      name: 'archived',
      given: { lifecycle: 'archived' },
      then: { state: 'populated', primary: open, secondary: all, notice: 'lifecycle' },
    },
    {
      name: 'hidden from a viewer who may open none',
      given: { capability: 'start' },
      then: { state: 'hidden', disabled: { action: 'open_operation', tooltip: 'capability' } },
    },
  ])('$name', ({ given, then }) => {
    expect(presentRecentOperations({ ...facts, ...given })).toEqual({ ...nothing, ...then });
  });
});

describe('the verification in an onboarding', () => {
  const facts = {
    ...usual,
    lifecycle: 'onboarding',
    step: 'waiting',
    previousRun: 'none',
    monitoring: 'hidden',
  } as const;
  const current = { action: 'open_current_run', mark: null };
  const refresh = { action: 'refresh', mark: null };
  const monitoring = { action: 'open_monitoring', mark: 'advanced' };
  const previous = { action: 'open_previous_run', mark: 'previous' };

  it.each<{ name: string; given: Partial<OnboardingVerificationFacts>; then: object }>([
    { name: 'no run', given: {}, then: { state: 'startable', primary: start } },
    {
      name: 'an active run',
      given: { run: 'active' },
      then: { state: 'active_run', primary: refresh, inspect: current },
    },
    {
      name: 'an active run with monitoring',
      given: { run: 'active', monitoring: 'reachable', previousRun: 'present' },
      then: { state: 'active_run', primary: refresh, inspect: current, diagnostics: [monitoring] },
    },
    { name: 'a completed run', given: { run: 'completed' }, then: { state: 'completed_run', inspect: current } },
    { name: 'a stale run', given: { run: 'stale' }, then: { state: 'completed_run', inspect: current } },
    {
      name: 'a completed run, the next step is ready',
      given: { run: 'completed', step: 'ready', previousRun: 'present', monitoring: 'reachable' },
      then: {
        state: 'completed_run',
        primary: { action: 'continue_onboarding', mark: null },
        inspect: current,
        diagnostics: [previous, monitoring],
      },
    },
    {
      name: 'the next step is ready, and its run is no longer kept',
      given: { step: 'ready', previousRun: 'present', monitoring: 'reachable' },
      then: {
        state: 'completed_run',
        primary: { action: 'continue_onboarding', mark: null },
        diagnostics: [monitoring],
      },
    },
    {
      name: 'ready without a connection',
      given: { step: 'ready', connection: 'missing' },
      then: { state: 'not_connected', notice: 'connection_missing' },
    },
    { name: 'ended before a run', given: { step: 'ended' }, then: { state: 'ended' } },
    { name: 'ended', given: { step: 'ended', run: 'completed' }, then: { state: 'ended', inspect: current } },
    {
      name: 'a completed run that the viewer may not open',
      given: { run: 'completed', capability: 'start', previousRun: 'present' },
      then: { state: 'completed_run' },
    },
    {
      name: 'archived',
      given: { lifecycle: 'archived', run: 'active' },
      then: { state: 'archived', notice: 'lifecycle' },
    },
  ])('$name', ({ given, then }) => {
    expect(presentOnboardingVerification({ ...facts, ...given })).toEqual({ ...nothing, ...then });
  });
});

/** Written a second time, from the tables, so that a change of the rules does not change what is expected of them. */
const mayStart = ({ connection, capability }: Pick<TenantVerificationFacts, 'connection' | 'capability'>): boolean =>
  connection === 'enabled' && ['start', 'open_and_start'].includes(capability);
const mayOpen = ({ capability }: Pick<TenantVerificationFacts, 'capability'>): boolean =>
  ['open', 'open_and_start'].includes(capability);

/** Whether an onboarding can go on though its run is no longer kept. */
const goesOn = (facts: { readonly run: string; readonly connection: string; readonly step?: string }): boolean =>
  facts.run === 'none' && facts.step === 'ready' && facts.connection !== 'missing';

const verifications = allFacts(verificationDimensions).map((facts) => ({
  facts,
  outcome: presentTenantVerification(facts),
  isDue: facts.lifecycle !== 'archived' && (facts.run === 'none' ? mayStart(facts) : mayOpen(facts)),
}));
const recent = allFacts(recentOperationsDimensions).map((facts) => ({
  facts,
  outcome: presentRecentOperations(facts),
  isDue: facts.runs === 'populated' && mayOpen(facts),
}));
const onboardings = allFacts(onboardingVerificationDimensions).map((facts) => ({
  facts,
  outcome: presentOnboardingVerification(facts),
  isDue:
    facts.lifecycle !== 'archived' &&
    facts.step !== 'ended' &&
    (facts.run === 'none' ? goesOn(facts) || mayStart(facts) : facts.run === 'active' || facts.step === 'ready'),
}));

describe.each([
  { name: 'the verification of a tenant', all: verifications, count: 4 * 4 * 4 * 2 * 4 },
  { name: 'the recent operations of a tenant', all: recent, count: 4 * 4 * 2 },
  { name: 'the verification in an onboarding', all: onboardings, count: 4 * 4 * 4 * 2 * 4 * 3 * 2 * 2 },
])('$name, over all combinations', ({ all, count }) => {
  const wrong = (isWrong: (one: (typeof all)[number]) => boolean) => all.filter(isWrong).map(({ facts }) => facts);
  const actionsOf = ({ primary, secondary, inspect, diagnostics }: SurfaceOutcome) =>
    [primary, secondary, inspect, ...diagnostics].flatMap((one) => one?.action ?? []);

  it('has every combination once', () => {
    expect(new Set(all.map(({ facts }) => JSON.stringify(facts))).size).toBe(count);
  });

  it('has a primary action exactly where one is due, and a disabled one only where it has none', () => {
    expect(wrong(({ outcome, isDue }) => (outcome.primary !== null) !== isDue)).toEqual([]);
    expect(wrong(({ outcome: { primary, disabled } }) => primary !== null && disabled !== null)).toEqual([]);
  });

  it('never shows a start together with a link to a run', () => {
    const inspects = ['open_operation', 'open_current_run', 'open_previous_run'];
    expect(
      wrong(({ outcome }) => {
        const shown = [...actionsOf(outcome), ...(outcome.disabled ? [outcome.disabled.action] : [])];
        return shown.includes('start_verification') && shown.some((action) => inspects.includes(action));
      }),
    ).toEqual([]);
  });

  it('names each action once, starts nothing beside a run, and offers nothing of an archived tenant but its records', () => {
    expect(wrong(({ outcome }) => new Set(actionsOf(outcome)).size !== actionsOf(outcome).length)).toEqual([]);
    expect(
      wrong(
        ({ facts, outcome }) =>
          'run' in facts && facts.run !== 'none' && actionsOf(outcome).includes('start_verification'),
      ),
    ).toEqual([]);
    const records = ['open_operation', 'open_operations'];
    expect(
      wrong(
        ({ facts, outcome }) =>
          facts.lifecycle === 'archived' &&
          (outcome.notice !== 'lifecycle' || actionsOf(outcome).some((action) => !records.includes(action))),
      ),
    ).toEqual([]);
  });

  it('marks a pause only where the viewer could start', () => {
    expect(
      wrong(
        ({ facts, outcome }) =>
          (outcome.primary?.mark === 'paused') !==
          ('run' in facts &&
            facts.run === 'none' &&
            !goesOn(facts) &&
            facts.lifecycle !== 'archived' &&
            !('step' in facts && facts.step === 'ended') &&
            facts.control === 'paused' &&
            mayStart(facts)),
      ),
    ).toEqual([]);
  });
});
