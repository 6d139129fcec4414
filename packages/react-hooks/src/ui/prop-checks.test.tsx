// @vitest-environment jsdom
import { presentLifecycle } from '@tenantatlas/core';
import { InvariantError } from '@tenantatlas/core/browser';
import { screen } from '@testing-library/react';
import { createElement, type ComponentType } from 'react';
import { expect, it, vi } from 'vitest';
import { quietly } from '../../test/support/boundary.tsx';
import { onboarding } from '../../test/support/onboarding-samples.ts';
import { control } from '../../test/support/samples.ts';
import { ada, show, uiWorld } from '../../test/support/ui-world.tsx';
import {
  ActionButton,
  AuditTrail,
  ControlCenter,
  LifecycleBadge,
  OnboardingReadiness,
  OnboardingStatus,
  OnboardingStepper,
  OperationsList,
  PagedList,
  PauseDialog,
  ResumeDialog,
  Skeleton,
  StaleNote,
  Table,
  RecentOperations,
  TelemetrySummary,
  TelemetryTrend,
  TenantVerification,
  Time,
} from './index.ts';

const here = { workspaceId: 'w-1' };
const action = { ...here, tenantId: 't-1', type: 'acme.mail', onPress: () => {} };
const dialog = { control: control('acme.mail'), isOpen: false, onClose: () => {} };
const table = {
  label: 'Tenants',
  columns: [{ id: 'name', title: 'Name', cell: () => null }],
  rows: [],
  keyOf: () => '',
};
const list = { result: { state: 'loading' }, empty: null, children: () => null };
const ready = { isStale: false, readAt: 0, refresh: () => {} };
const surface = { workspaceId: 'w-1', tenantId: 't-1', hrefOf: String };
const badge = { presentation: presentLifecycle('active') };

const wrong: readonly (readonly [ComponentType<never>, object, string])[] = [
  [
    ControlCenter,
    { controls: 'acme.mail' },
    `ControlCenter: "controls" is a list of different texts, such as ['restore.execute']. Leave it out`,
  ],
  [ControlCenter, { controls: ['a', 'a'] }, 'ControlCenter: "controls" is a list of different texts'],
  [
    ControlCenter,
    { headingLevel: 7 },
    'ControlCenter: "headingLevel" is one of 2, 3, 4. Leave it out for the default.',
  ],
  [
    ControlCenter,
    { slots: { cards: () => null } },
    'ControlCenter: "slots" is an object of components by slot: card, empty',
  ],
  [ControlCenter, { slots: { card: 'p' } }, 'ControlCenter: "slots" is an object of components'],
  [
    ControlCenter,
    { control: ['acme.mail'] },
    'ControlCenter: "control" is not a prop. Use one of controls, pause, canManage, headingLevel',
  ],
  [ControlCenter, { canManage: 'yes' }, 'ControlCenter: "canManage" is'],
  [ControlCenter, { className: 7 }, 'ControlCenter: "className" is a text. Leave it out for none.'],
  [OperationsList, {}, 'OperationsList: "workspaceId" is a text that is not empty.'],
  [
    OperationsList,
    { ...here, tenantId: '' },
    'OperationsList: "tenantId" is a text that is not empty. Leave it out for all tenants.',
  ],
  [OperationsList, { ...here, limit: 0 }, 'OperationsList: "limit" is a whole number from 1 to 200.'],
  [OperationsList, { ...here, limit: '5' }, 'OperationsList: "limit" is a whole number from 1 to 200.'],
  [OperationsList, { ...here, statuses: 'queued' }, 'OperationsList: "statuses" is a list of different texts'],
  [OperationsList, { ...here, canCancel: 'no' }, 'OperationsList: "canCancel" is true or false. Leave it out'],
  [OperationsList, { ...here, nameOf: 'label' }, 'OperationsList: "nameOf" is a function such as (run) => run.label.'],
  [
    AuditTrail,
    { request: 'w-1' },
    `AuditTrail: "request" is an object such as { workspaceId: 'w-1' }. Leave it out for the ledger`,
  ],
  [AuditTrail, { ...here }, 'AuditTrail: "workspaceId" is not a prop. Use one of request, slots, className.'],
  [ActionButton, { ...action, onPress: undefined }, 'ActionButton: "onPress" is a function'],
  [ActionButton, { ...action, naming: 'none' }, 'ActionButton: "naming" is one of dialog, inline.'],
  [ActionButton, { ...action, tenantId: null }, 'ActionButton: "tenantId" is a text that is not empty.'],
  [ActionButton, { onPress: () => {}, action: null }, 'ActionButton: "workspaceId" is a text that is not empty.'],
  [PauseDialog, { ...dialog, mode: 'resume' }, 'PauseDialog: "mode" is one of pause, change, move.'],
  [
    PauseDialog,
    { ...dialog, mode: 'move' },
    `PauseDialog: "activation" is the pause to move. Pass one of the control's activations.`,
  ],
  [
    PauseDialog,
    { ...dialog, control: 'acme.mail' },
    'PauseDialog: "control" is a control of useControls or useControl.',
  ],
  [PauseDialog, { ...dialog, isOpen: undefined }, 'PauseDialog: "isOpen" is true or false.'],
  [ResumeDialog, dialog, 'ResumeDialog: "activation" is the pause to end'],
  [ResumeDialog, { ...dialog, activation: {}, onClose: null }, 'ResumeDialog: "onClose" is a function'],
  [LifecycleBadge, { presentation: 'active' }, 'LifecycleBadge: "presentation" is the presentation of a tenant'],
  [LifecycleBadge, { ...badge, isPlain: 'yes' }, 'LifecycleBadge: "isPlain" is true or false.'],
  [
    OnboardingReadiness,
    { readiness: null },
    'OnboardingReadiness: "readiness" is the answer of useOnboardingReadiness.',
  ],
  [
    OnboardingReadiness,
    { readiness: onboarding(), actions: { complete: true } },
    'OnboardingReadiness: "actions" is an object of functions by the kind of an action',
  ],
  [OnboardingReadiness, { readiness: onboarding(), headingLevel: 4 }, 'OnboardingReadiness: "headingLevel" is one of'],
  [
    OnboardingReadiness,
    { readiness: onboarding(), slots: { buttons: () => null } },
    'OnboardingReadiness: "slots" is an object of components by slot: action, link',
  ],
  [
    OnboardingStepper,
    { checkpoint: [] },
    'OnboardingStepper: "checkpoint" is not a prop. Use one of progress, isEnded, slots, className.',
  ],
  [OnboardingStatus, { onboarding: 'open' }, 'OnboardingStatus: "onboarding" is an onboarding of useOnboardings'],
  [Time, { instant: null }, 'Time: "instant" is an RFC 3339 instant such as 2026-12-01T00:00:00Z.'],
  [Time, { instant: 'tomorrow' }, 'Time: "instant" is an RFC 3339 instant'],
  [Time, { instant: '2026-13-41T00:00:00Z' }, 'Time: "instant" is an RFC 3339 instant'],
  [Time, { instant: 1_764_000_000_000 }, 'Time: "instant" is an RFC 3339 instant'],
  [Time, { date: '2026-12-01T00:00:00Z' }, 'Time: "date" is not a prop. Use one of instant, isPlain.'],
  [Table, { ...table, label: '' }, 'Table: "label" is a text that is not empty.'],
  [Table, { ...table, rows: null }, 'Table: "rows" is a list.'],
  [Table, { ...table, keyOf: 'id' }, 'Table: "keyOf" is a function such as ({ tenantId }) => tenantId.'],
  [Table, { ...table, columns: [] }, 'Table: "columns" is a list of columns'],
  [Table, { ...table, columns: [{ id: 'name', title: 'Name' }] }, 'Table: "columns" is a list of columns'],
  [Table, { ...table, columns: [...table.columns, ...table.columns] }, 'Table: "columns" is a list of columns'],
  [PagedList, { ...list, result: [] }, 'PagedList: "result" is the answer of a hook that reads a list.'],
  [PagedList, { ...list, children: 'x' }, 'PagedList: "children" is a function such as (items) =>'],
  [PagedList, { ...list, skeleton: 5 }, 'PagedList: "skeleton" is an object such as { rows: 5 }. Leave it out'],
  [PagedList, { ...list, live: true }, 'PagedList: "live" is not a prop.'],
  [Skeleton, { rows: 2.5 }, 'Skeleton: "rows" is a whole number from 1 to 200. Leave it out for the default.'],
  [Skeleton, { shape: 'box' }, 'Skeleton: "shape" is one of line, row, card. Leave it out for the default.'],
  [RecentOperations, { ...surface, hrefOf: '/runs' }, 'RecentOperations: "hrefOf" is a function such as (run) =>'],
  [RecentOperations, { ...surface, limit: 26 }, 'RecentOperations: "limit" is a whole number from 1 to 25.'],
  [TenantVerification, { ...surface, tenantId: '' }, 'TenantVerification: "tenantId" is a text that is not empty.'],
  [TenantVerification, { ...surface, slots: { row: 'a' } }, 'TenantVerification: "slots" is an object of components'],
  [TelemetrySummary, { window: '14d' }, 'TelemetrySummary: "window" is one of 24h, 7d, 30d. Leave it out'],
  [TelemetrySummary, { days: 7 }, 'TelemetrySummary: "days" is not a prop. Use one of window, range, className.'],
  [TelemetryTrend, { range: { from: '2026-11-01T00:00:00Z' } }, 'TelemetryTrend: "range" is an object such as { from:'],
  [
    TelemetryTrend,
    { window: '7d', range: { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' } },
    'TelemetryTrend: "range" stands in the place of "window". Pass one.',
  ],
  [StaleNote, { result: { state: 'ready', data: 1 } }, 'StaleNote: "result" is a ready answer of a reading hook.'],
  [StaleNote, { result: ready, pageCount: 0 }, 'StaleNote: "pageCount" is a whole number from 1'],
  [StaleNote, { result: ready, isLive: 1 }, 'StaleNote: "isLive" is true or false.'],
];

it.each(wrong.map(([Component, props, text]) => ({ Component, props, text })))(
  '$text',
  ({ Component, props, text }) => {
    quietly();
    const render = () => show(createElement(Component, props as never), {});
    expect(render).toThrow(InvariantError);
    expect(render).toThrow(text);
  },
);

it('a key of "controls" that the catalog does not have is left out, with a warning in development', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  (await uiWorld()).show(ada, <ControlCenter controls={['acme.mial', 'acme.mail']} />);
  await screen.findByRole('article', { name: 'Mass mail' });
  expect(warn.mock.calls).toContainEqual([expect.stringContaining('ControlCenter: "controls" names acme.mial, which')]);
  warn.mockRestore();
});
