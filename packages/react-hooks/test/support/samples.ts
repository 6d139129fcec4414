import type { AnyAtlasError } from '../../src/index.ts';
import type { ControlSummary, Sentence } from '@tenantatlas/core/browser';

const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });

/** A control of which nothing is paused. */
export function control(controlKey: string): ControlSummary {
  return {
    controlKey,
    label: controlKey,
    effectiveState: 'enabled',
    stateLabel: say('Enabled'),
    supportedScopes: ['global', 'workspace'],
    operationTypes: [controlKey],
    affectedSurfaces: [],
    policy: { requireExpiry: false, maxDuration: null },
    activations: [],
    workspacePauseCount: 0,
    blockedAttempts: {},
    historyCount: 0,
  };
}

/** One error of each kind that hooks tell apart. */
export const errors = {
  notFound: { code: 'not_found', message: say('nothing') },
  forbidden: { code: 'forbidden', message: say('needs more'), capability: 'platform.ops.view' },
  unauthenticated: { code: 'unauthenticated', message: say('who?') },
  paused: {
    code: 'control_paused',
    title: say('Restore execution paused'),
    message: say('Restore execution is currently paused.'),
    decision: {
      controlKey: 'restore.execute',
      effectiveState: 'paused',
      matchedScopeType: 'global',
      workspaceId: null,
      reasonText: 'Safety review',
      expiresAt: null,
      sourceActivationId: null,
      scopeLabel: say('Global'),
    } as never,
  },
  conflict: { code: 'conflict', message: say('changed'), reason: 'version', winner: null },
  badCursor: {
    code: 'invalid_input',
    message: say('cursor'),
    issues: [{ path: 'cursor', rule: 'cursor', fix: say('leave it out') }],
  },
  down: { code: 'storage_failure', message: say('down'), kind: 'unavailable', retryable: true, outcome: 'not_written' },
  outdated: {
    code: 'storage_failure',
    message: say('old'),
    kind: 'schema_outdated',
    retryable: false,
    outcome: 'not_written',
  },
  offline: { code: 'unreachable', message: say('offline'), retryable: true, outcome: 'unknown' },
  limited: { code: 'rate_limited', message: say('slowly'), retryAfter: 60 },
} as const satisfies { readonly [name: string]: AnyAtlasError };
